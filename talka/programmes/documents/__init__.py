"""What programmes put on paper."""
