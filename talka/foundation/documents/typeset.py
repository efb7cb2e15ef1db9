"""PDF by Typst. Templates are `.typ` files beside the rooms' HTML templates; data reaches them as one JSON file."""

import json
import tempfile
from pathlib import Path
from typing import Any

import typst
from django.utils import timezone

HERE = Path(__file__).resolve().parent
FONTS = HERE / "fonts"
STYLE = HERE / "style.typ"


def pdf(*, template: Path, data: dict[str, Any], pictures: dict[str, bytes] | None = None) -> bytes:
    """Set a document.

    template  a `.typ` file; it imports the house style by `#import "style.typ": *` and reads `data.json`
    data      JSON content; texts are plain text, never Typst markup (templates place them as strings)
    pictures  name → bytes (PNG, JPEG or SVG) that the template may place by name
    Raises typst.TypstError where the template is wrong. Accessible PDF/A-2b with PDF/UA-1 tags is asked for.
    """
    with tempfile.TemporaryDirectory(prefix="talka-document-") as folder:
        root = Path(folder)
        (root / "style.typ").write_bytes(STYLE.read_bytes())
        (root / "document.typ").write_bytes(template.read_bytes())
        (root / "data.json").write_text(json.dumps(data, ensure_ascii=False, default=str), encoding="utf-8")
        for name, content in (pictures or {}).items():
            (root / Path(name).name).write_bytes(content)
        made: bytes = typst.compile(
            root / "document.typ",
            root=root,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            pdf_standards=["a-2b", "ua-1"],
            timestamp=int(timezone.now().timestamp()),
        )
        return made
