"""What both corpora hand out."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from talka.methods.marks import Frame


@dataclass(frozen=True, slots=True, eq=False)
class KnownPage:
    """A picture, what was printed, and what the person meant: for each box whether it counts as marked."""

    picture: NDArray[np.uint8]
    frame: Frame
    truth: dict[str, bool]
    defect: str
    photograph: bool
    struck: frozenset[str] = frozenset()
    """Boxes whose mark was struck out: they do not count as marked."""
