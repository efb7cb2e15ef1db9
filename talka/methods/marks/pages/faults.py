"""What can be wrong with a file, each with a name; and how much a file may ask for."""

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """For programs: a page that shows the error chooses its own words."""

    UNKNOWN_TYPE = "unknown type"
    WRONG_NAME = "wrong name"
    TRUNCATED = "truncated"
    ENCRYPTED = "encrypted"
    TOO_LARGE = "too large"
    TOO_MANY = "too many pages"
    DAMAGED = "damaged"


class BadFile(Exception):
    """The file, or one page of it, cannot be read. `page` counts from 0 and is None when no page can be.

    Where it leaves `pages` with a page, that one and all behind it cannot be read, and those before it were.
    """

    fault: Fault

    def __init__(self, message: str, page: int | None = None) -> None:
        super().__init__(message)
        self.page = page


class UnknownType(BadFile):
    """Neither PDF nor TIFF, JPEG or PNG."""

    fault = Fault.UNKNOWN_TYPE


class WrongName(BadFile):
    """The name promises another type than the file holds."""

    fault = Fault.WRONG_NAME


class Truncated(BadFile):
    """The file ends before its end: a broken transfer."""

    fault = Fault.TRUNCATED


class Encrypted(BadFile):
    """The PDF wants a password."""

    fault = Fault.ENCRYPTED


class TooLarge(BadFile):
    """A picture or page has more pixels than any scan of a questionnaire would have, or says so."""

    fault = Fault.TOO_LARGE


class TooMany(BadFile):
    """More pages in one file than allowed."""

    fault = Fault.TOO_MANY


class Damaged(BadFile):
    """The file has its type and its end, and yet cannot be decoded."""

    fault = Fault.DAMAGED


@dataclass(frozen=True, slots=True)
class LostPage:
    """One page of a file that cannot be read, while others can. `number` counts from 0 in its file."""

    number: int
    fault: Fault
    message: str

    @classmethod
    def of(cls, problem: BadFile, number: int) -> "LostPage":
        return cls(number, problem.fault, str(problem))


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may ask for. A3 at 600 dpi has 70 million pixels and 9,922 of them on its longer side."""

    pixels: int = 75_000_000
    side: int = 14_000
    pages: int = 10_000
    long_side: int = 2_400
    """Pictures come out with a longer side of at most so many pixels, which is 205 dpi on A4: more tells the reader nothing."""

    def check(self, width: int, height: int, page: int) -> None:
        """Raises TooLarge before a pixel is decoded."""
        if width < 1 or height < 1:
            raise Damaged("the picture has no pixels", page)
        if width > self.side or height > self.side or width * height > self.pixels:
            raise TooLarge(
                f"the picture on page {page + 1} measures {width} by {height} pixels; at most {self.side} on a side "
                f"and {self.pixels:,} in all are read",
                page,
            )
