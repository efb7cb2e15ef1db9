"""Documents that one would be glad to hand to a council: set by Typst from a template of the room and its data."""
