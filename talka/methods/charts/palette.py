"""Colours for documents, read from the page's own tokens, so that screen and paper cannot drift apart."""

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"--([a-z0-9-]+):\s*(#[0-9a-fA-F]{3,8})\s*;")


@dataclass(frozen=True)
class Palette:
    """Token name → colour, of the light theme."""

    colours: dict[str, str]

    @classmethod
    def from_css(cls, css: str) -> "Palette":
        """Read the first value of every colour token: that is the light theme's.

        Raises ValueError where the text holds no token at all.
        """
        colours: dict[str, str] = {}
        for name, value in _TOKEN.findall(css):
            colours.setdefault(name, value)
        if not colours:
            raise ValueError("There are no colour tokens in this stylesheet.")
        return cls(colours)

    def __getitem__(self, name: str) -> str:
        return self.colours[name]

    def dye(self, dye: int | None) -> str:
        return self.colours[f"dye-{dye}"] if dye else self.colours["primary"]

    def ink(self, dye: int | None) -> str:
        return self.colours[f"dye-{dye}-ink"] if dye else self.colours["ink"]
