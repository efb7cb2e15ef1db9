"""Setting many documents of one template in a process of its own. Knows Typst alone, so that it starts in no time."""

from pathlib import Path
from typing import Any

import typst

PDF_STANDARDS = ["a-2b", "ua-1"]


def compiler_in(folder: str, fonts: str) -> Any:
    """A compiler for `document.typ` in a folder; reading the fonts is what takes time."""
    root = Path(folder)
    return typst.Compiler(input=root / "document.typ", root=root, font_paths=[Path(fonts)], ignore_system_fonts=True)


def compiled_pdf(compiler: Any, folder: str, data: str, timestamp: int) -> bytes:
    """Accessible PDF/A-2b of the template with this JSON."""
    made = compiler.compile(
        input=Path(folder) / "document.typ",
        sys_inputs={"data": data},
        pdf_standards=PDF_STANDARDS,
        timestamp=timestamp,
    )
    assert isinstance(made, bytes)
    return made


_here: dict[str, Any] = {}


def begin(folder: str, fonts: str) -> None:
    """What a helper process does once."""
    _here["folder"], _here["compiler"] = folder, compiler_in(folder, fonts)


def one(data: str, timestamp: int) -> bytes:
    """What a helper process does for each document."""
    return compiled_pdf(_here["compiler"], _here["folder"], data, timestamp)
