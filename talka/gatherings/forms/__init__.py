"""Forms of this room, one kind a module."""
