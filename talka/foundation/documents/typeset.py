"""PDF by Typst. Templates are `.typ` files beside the rooms' HTML templates; data reaches them as one JSON file."""

import datetime
import json
import multiprocessing
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

import typst
from django.utils import timezone

from talka.foundation.documents import compiling

HERE = Path(__file__).resolve().parent
FONTS = HERE / "fonts"
STYLE = HERE / "style.typ"
Standard = Literal["a-2b", "ua-1"]
STANDARDS: tuple[Standard, ...] = ("a-2b", "ua-1")


def pdf(
    *,
    template: Path,
    data: dict[str, Any],
    pictures: Mapping[str, bytes] | None = None,
    standards: Sequence[Standard] = STANDARDS,
) -> bytes:
    """Set a document.

    template  a `.typ` file; it imports the house style by `#import "style.typ": *` and reads `data.json`
    data      JSON content; texts are plain text, never Typst markup (templates place them as strings)
    pictures  name → bytes (PNG, JPEG, SVG, or further `.typ` files) that the template may place or import by name
    standards what is asked for: accessible PDF/A-2b with PDF/UA-1 tags, unless pages of another PDF are placed, which
              Typst does without them only
    Raises typst.TypstError where the template is wrong.
    """
    with tempfile.TemporaryDirectory(prefix="talka-document-") as folder:
        root = Path(folder)
        made: bytes = typst.compile(
            _laid_out(root, template, pictures, data),
            root=root,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            pdf_standards=list(standards),
            timestamp=int(timezone.now().timestamp()),
        )
        return made


def told(
    *, template: Path, data: dict[str, Any], selector: str, pictures: Mapping[str, bytes] | None = None
) -> list[Any]:
    """What the set document says of itself: the values of its `metadata` under a label, such as "<talka-box>"."""
    with tempfile.TemporaryDirectory(prefix="talka-document-") as folder:
        root = Path(folder)
        found = typst.query(
            _laid_out(root, template, pictures, data),
            selector,
            field="value",
            root=root,
            font_paths=[FONTS],
            ignore_system_fonts=True,
        )
        values: list[Any] = json.loads(found)
        return values


def _laid_out(
    root: Path, template: Path, pictures: Mapping[str, bytes] | None, data: dict[str, Any] | None = None
) -> Path:
    """Put everything that Typst may read into a folder; gives the document's path in it."""
    (root / "style.typ").write_bytes(STYLE.read_bytes())
    document = root / "document.typ"
    document.write_bytes(template.read_bytes())
    if data is not None:
        (root / "data.json").write_text(json.dumps(data, ensure_ascii=False, default=str), encoding="utf-8")
    for name, content in (pictures or {}).items():
        (root / Path(name).name).write_bytes(content)
    return document


class Typesetter:
    """Sets many documents of one template: the compiler with its fonts is made once. Used as a context manager.

    with Typesetter(template=..., pictures=..., helpers=2) as setter:
        waiting = [setter.pdf_later(data, moment) for data in ...]
        pages = [each.result() for each in waiting]

    The template reads its data by `json(bytes(sys.inputs.data))`. The same data and moment give the same bytes. Typst
    holds the interpreter while it works: with `helpers` the documents are set in so many processes beside this one,
    and this one goes on. One thread uses one of these.
    """

    def __init__(self, *, template: Path, pictures: Mapping[str, bytes] | None = None, helpers: int = 0) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="talka-document-")
        _laid_out(Path(self._folder.name), template, pictures)
        self._compiler: Any = None
        self._pool: ProcessPoolExecutor | None = None
        if helpers:
            self._pool = ProcessPoolExecutor(
                helpers,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=compiling.begin,
                initargs=(self._folder.name, str(FONTS)),
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
        self._folder.cleanup()

    def _own(self) -> Any:
        if self._compiler is None:
            self._compiler = compiling.compiler_in(self._folder.name, str(FONTS))
        return self._compiler

    def pdf(self, data: dict[str, Any], moment: datetime.datetime) -> bytes:
        """Accessible PDF/A-2b, dated `moment`. Raises typst.TypstError where the template is wrong."""
        return compiling.compiled_pdf(self._own(), self._folder.name, _json(data), int(moment.timestamp()))

    def pdf_later(self, data: dict[str, Any], moment: datetime.datetime) -> "Future[bytes]":
        """The same from a helper process, or at once where there is none."""
        if self._pool is not None:
            return self._pool.submit(compiling.one, _json(data), int(moment.timestamp()))
        ready: Future[bytes] = Future()
        ready.set_result(self.pdf(data, moment))
        return ready

    def png(self, data: dict[str, Any], *, dots_per_inch: float = 144) -> bytes:
        """The first page as a picture."""
        made = self._own().compile(
            input=Path(self._folder.name) / "document.typ",
            sys_inputs={"data": _json(data)},
            format="png",
            ppi=dots_per_inch,
        )
        first = made[0] if isinstance(made, list) else made
        assert isinstance(first, bytes)
        return first


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, default=str)
