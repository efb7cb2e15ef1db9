"""The ten shapes by which organisations are told apart where colour is not enough. Drawn in a box from -7 to 7."""

SHAPES: dict[str, str] = {
    "circle": '<circle r="5.2"/>',
    "square": '<rect x="-4.7" y="-4.7" width="9.4" height="9.4"/>',
    "diamond": '<path d="M0-6.4 6.4 0 0 6.4-6.4 0Z"/>',
    "triangle": '<path d="M0-6 5.8 4.6H-5.8Z"/>',
    "triangle-down": '<path d="M0 6 5.8-4.6H-5.8Z"/>',
    "pentagon": '<path d="M0-6 5.7-1.9 3.5 4.9H-3.5L-5.7-1.9Z"/>',
    "hexagon": '<path d="M-3-5.4H3L6 0 3 5.4H-3L-6 0Z"/>',
    "bar": '<rect x="-3" y="-6" width="6" height="12"/>',
    "cross": '<path d="M-2-6H2V-2H6V2H2V6H-2V2H-6V-2H-2Z"/>',
    "ring": '<path fill-rule="evenodd" d="M0-6A6 6 0 0 1 0 6 6 6 0 0 1 0-6ZM0-2.8A2.8 2.8 0 0 0 0 2.8 2.8 2.8 0 0 0 0-2.8Z"/>',
}


def shape(name: str, css_class: str = "") -> str:
    """The drawing of a shape; an unknown name is drawn as a circle, so that a page never breaks on old data."""
    drawing = SHAPES.get(name, SHAPES["circle"])
    if not css_class:
        return drawing
    head, rest = drawing.split(" ", 1)
    return f'{head} class="{css_class}" {rest}'
