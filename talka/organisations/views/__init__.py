"""Pages: access, form, action, then render or redirect."""
