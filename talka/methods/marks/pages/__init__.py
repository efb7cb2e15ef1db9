"""From files to pictures of pages, one at a time: PDF, TIFF, JPEG and PNG.

`pages` looks at what a file holds and not at what it is called, keeps one picture at a time in memory, and answers bad
files with an error that has a name. A page that cannot be read while others can is a `LostPage` in its place. Nothing is
read before its size is known.
"""

from talka.methods.marks.pages.faults import (
    BadFile,
    Damaged,
    Encrypted,
    Fault,
    Limits,
    LostPage,
    TooLarge,
    TooMany,
    Truncated,
    UnknownType,
    WrongName,
)
from talka.methods.marks.pages.files import FileType, Sheet, pages, type_of

__all__ = [
    "BadFile",
    "Damaged",
    "Encrypted",
    "Fault",
    "FileType",
    "Limits",
    "LostPage",
    "Sheet",
    "TooLarge",
    "TooMany",
    "Truncated",
    "UnknownType",
    "WrongName",
    "pages",
    "type_of",
]
