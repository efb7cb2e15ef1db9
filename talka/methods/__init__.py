"""Plain Python: no Django, no clock, no settings, no database; usable from a notebook."""
