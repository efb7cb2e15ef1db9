"""Pages of this room: access → form → action → page or redirect."""
