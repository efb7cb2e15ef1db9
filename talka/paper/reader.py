"""Whether this installation can read scans. Printing needs nothing further."""

from importlib.util import find_spec

NEEDED = ("cv2", "pypdfium2", "zxingcpp")
"""The libraries of the group `paper`, by the names under which they are imported."""


def can_read() -> bool:
    return all(find_spec(name) is not None for name in NEEDED)
