"""SWOT, development and cooperation plans, experts, approval."""
