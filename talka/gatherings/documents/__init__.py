"""Gatherings on paper."""
