"""A whole plan at one moment, as plain values: read from the draft's rows or from a frozen version.

Checks, pages and documents work on snapshots, so that the draft and an approved version are read alike. The
number of queries does not depend on the size of the plan.
"""

from talka.strategy.snapshot.draft import owed_by, own_numbers, read_draft
from talka.strategy.snapshot.frozen import content_of, read_version
from talka.strategy.snapshot.shots import (
    GoalShot,
    IndicatorShot,
    Mark,
    MeasureShot,
    Name,
    OperationalShot,
    Owed,
    PlanShot,
    Pressing,
    PromiseShot,
    Rest,
    SourceShot,
)

__all__ = [
    "GoalShot",
    "IndicatorShot",
    "Mark",
    "MeasureShot",
    "Name",
    "OperationalShot",
    "Owed",
    "PlanShot",
    "Pressing",
    "PromiseShot",
    "Rest",
    "SourceShot",
    "content_of",
    "owed_by",
    "own_numbers",
    "read_draft",
    "read_version",
]
