"""Mechanisms that every room uses. The foundation knows no room above it."""
