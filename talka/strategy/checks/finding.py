"""A place where a check does not hold."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from talka.strategy.snapshot import PlanShot


@dataclass(frozen=True)
class Finding:
    """A place where a check does not hold.

    `check`     the function's name
    `place`     key of the part ("measure-12"), or of the plan's text
    `sentence`  what is missing
    `step`      what to do
    `edit`      the field to be filled, where there is one ("responsible", "dates", "money", "indicator")
    """

    check: str
    blocks: bool
    sentence: str
    place: str
    step: str
    edit: str = ""


Check = Callable[[PlanShot], Iterator[Finding]]
