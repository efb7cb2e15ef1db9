"""Profile, consent, what is mine to do, export and erasure of a person's data."""
