"""Who did what, when: one record for each action."""
