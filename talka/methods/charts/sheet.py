"""A drawing for documents: explicit colours, explicit sizes, texts that stand where they are put."""

from talka.methods.charts.html import number, text
from talka.methods.charts.palette import Palette
from talka.methods.charts.shapes import shape
from talka.methods.charts.widths import width


class Sheet:
    """Grows downwards; coordinates are relative to the place reached by `down`."""

    def __init__(self, width: float, palette: Palette, font: str = "Source Sans 3") -> None:
        self.width = width
        self.palette = palette
        self.font = font
        self.y = 0.0
        self.parts: list[str] = []

    def down(self, height: float) -> None:
        self.y += height

    def wide(self, words: str, size: float, *, bold: bool = False) -> float:
        """How wide a text is in Source Sans 3, in the same unit as its size."""
        return width(words, size, bold=bold)

    def folded(self, words: str, width: float, size: float) -> list[str]:
        """A text broken at spaces into lines no wider than `width`."""
        lines: list[str] = []
        line = ""
        for word in words.split(" "):
            longer = f"{line} {word}" if line else word
            if line and self.wide(longer, size) > width:
                lines.append(line)
                line = word
            else:
                line = longer
        return [*lines, line]

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str, thick: float = 0.6) -> None:
        self.parts.append(
            f'<line x1="{number(x1)}" y1="{number(self.y + y1)}" x2="{number(x2)}" y2="{number(self.y + y2)}" '
            f'stroke="{colour}" stroke-width="{number(thick)}"/>'
        )

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        self.parts.append(
            f'<rect x="{number(x)}" y="{number(self.y + y)}" width="{number(width)}" height="{number(height)}" '
            f'fill="{colour}"/>'
        )

    def mark(self, x: float, y: float, name: str, dye: int | None, scale: float = 1.0) -> None:
        self.parts.append(
            f'<g transform="translate({number(x)} {number(self.y + y)}) scale({number(scale)})" '
            f'fill="{self.palette.dye(dye)}" stroke="{self.palette.ink(dye)}">{shape(name)}</g>'
        )

    def words(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float,
        colour: str = "",
        anchor: str = "start",
        bold: bool = False,
    ) -> None:
        # The name ends in a digit, so it must stand in quotes; without them the face is not found, and nobody says so.
        face = f"'{self.font}'"
        weight = ' font-weight="600"' if bold else ""
        self.parts.append(
            f'<text x="{number(x)}" y="{number(self.y + y)}" font-family="{face}" font-size="{number(size)}" '
            f'fill="{colour or self.palette["ink"]}" text-anchor="{anchor}"{weight}>{text(words)}</text>'
        )

    def svg(self) -> str:
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(self.width)} {number(self.y)}" '
            f'width="{number(self.width)}pt" height="{number(self.y)}pt">{"".join(self.parts)}</svg>'
        )
