"""Markup that is safe to place on a page as it is."""

from html import escape as _escape


class Html(str):
    """Finished markup: templates place it unescaped. Only functions that escape their texts may make one."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def text(value: object) -> str:
    """A text, escaped for use between tags and inside double quotes."""
    return _escape(str(value), quote=True)


def number(value: float) -> str:
    """A coordinate: at most two decimals, no trailing zeros, never a minus zero."""
    short = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if short in {"-0", ""} else short
