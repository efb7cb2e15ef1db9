"""The square for phones."""

import io

import segno


def svg(address: str) -> str:
    """A QR code as SVG that may stand in a page: no style, no size of its own, black on white by the page's rules."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=2, svgclass=None, lineclass=None, nl=False
    )
    return drawn.getvalue().decode()


def svg_file(address: str) -> bytes:
    """The same as a file of its own, for printers."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", scale=10, border=4)
    return drawn.getvalue()


def png_file(address: str) -> bytes:
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="png", scale=20, border=4)
    return drawn.getvalue()
