"""Pages: the answer page for residents, and those of the people who ask."""
