"""PDF by Typst. Templates are `.typ` files beside the rooms' HTML templates; data reaches them as one JSON file."""

import datetime
import json
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any, Self

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


class Typesetter:
    """Sets many documents of one template: the compiler with its fonts is made once. Used as a context manager.

    with Typesetter(template=..., pictures=...) as setter:
        pages = [setter.pdf(data, moment) for data in ...]

    The template reads its data by `json(bytes(sys.inputs.data))`. The same data and moment give the same bytes. One
    thread uses one of these.
    """

    def __init__(self, *, template: Path, pictures: dict[str, bytes] | None = None) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="talka-document-")
        root = Path(self._folder.name)
        (root / "style.typ").write_bytes(STYLE.read_bytes())
        (root / "document.typ").write_bytes(template.read_bytes())
        for name, content in (pictures or {}).items():
            (root / Path(name).name).write_bytes(content)
        self._document = root / "document.typ"
        self._compiler = typst.Compiler(input=self._document, root=root, font_paths=[FONTS], ignore_system_fonts=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._folder.cleanup()

    def pdf(self, data: dict[str, Any], moment: datetime.datetime) -> bytes:
        """Accessible PDF/A-2b, dated `moment`. Raises typst.TypstError where the template is wrong."""
        made = self._compiler.compile(
            input=self._document,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False, default=str)},
            pdf_standards=["a-2b", "ua-1"],
            timestamp=int(moment.timestamp()),
        )
        assert isinstance(made, bytes)
        return made

    def png(self, data: dict[str, Any], *, dots_per_inch: float = 144) -> bytes:
        """The first page as a picture."""
        made = self._compiler.compile(
            input=self._document,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False, default=str)},
            format="png",
            ppi=dots_per_inch,
        )
        first = made[0] if isinstance(made, list) else made
        assert isinstance(first, bytes)
        return first
