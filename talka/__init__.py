"""Talka runs the cooperation and development programmes of cultural organisations."""

__version__ = "0.1.0"
