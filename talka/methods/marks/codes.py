"""The page code: questionnaire, version, language, page and form in one line of letters, with a check of its own."""

import re
import zlib
from dataclasses import dataclass, replace
from typing import Self

SYMBOL = "TK1"
_PAYLOAD = re.compile(
    r"TK1/([A-Z0-9]{1,12})/([0-9]{1,4})/([A-Z]{2,3}(?:-[A-Z]{2,4})?)/([0-9]{1,3})/([0-9]{0,8})/([0-9A-Z]{4})"
)
_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
QR_VERSION, QR_LEVEL, QR_MODULES = 3, "q", 29
"""Every code is printed as this QR symbol, so that all pages look alike: up to 47 letters, a quarter of them repairable."""


class BadCode(ValueError):
    """These letters are not a page code of ours, or its check says that they were changed."""


@dataclass(frozen=True, slots=True)
class PageCode:
    """What is printed on the page. `form` is None for forms without numbers."""

    questionnaire: str
    version: int
    language: str
    page: int
    form: int | None = None

    def __post_init__(self) -> None:
        if _PAYLOAD.fullmatch(self.payload()) is None:
            raise BadCode(f"no page code can say {self}")

    def payload(self) -> str:
        """The letters in the symbol; only such that QR codes hold in little room."""
        form = "" if self.form is None else str(self.form)
        said = "/".join((SYMBOL, self.questionnaire, str(self.version), self.language.upper(), str(self.page), form))
        return f"{said}/{_check(said)}"

    @classmethod
    def of_payload(cls, text: str) -> Self:
        """The page code that these letters are. Raises BadCode."""
        found = _PAYLOAD.fullmatch(text)
        if found is None:
            raise BadCode("not a page code")
        if _check(text.rpartition("/")[0]) != found[6]:
            raise BadCode("a page code whose check does not fit")
        main, _, region = found[3].partition("-")
        language = main.lower() + (f"-{region.title() if len(region) == 4 else region}" if region else "")
        code = cls(found[1], int(found[2]), language, int(found[4]), int(found[5]) if found[5] else None)
        if code.payload() != text:
            raise BadCode("a page code written in an unusual way")
        return code

    @property
    def kind(self) -> "PageCode":
        """The same without the form's number: all copies of this page share it."""
        return replace(self, form=None)


def _check(text: str) -> str:
    number = zlib.crc32(text.encode()) & 0xFFFFF
    return "".join(_DIGITS[number >> shift & 31] for shift in (15, 10, 5, 0))


def modules(code: PageCode) -> tuple[tuple[bool, ...], ...]:
    """The dark squares of the QR symbol, row by row, without the white rim of four squares."""
    import segno  # kept out of reading, which does not draw

    symbol = segno.make(code.payload(), version=QR_VERSION, error=QR_LEVEL, mode="alphanumeric", boost_error=False)
    return tuple(tuple(bool(dark) for dark in row) for row in symbol.matrix)
