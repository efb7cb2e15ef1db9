"""From marks to a ranking, and from a ranking to a selection: weighted criteria, spread, ties, quotas, reserve.

Plain Python with exact fractions; `docs/methods/scoring.md` walks through an example that the tests run.
"""

from talka.methods.scoring.marks import Criterion, Marks, NoMark, score
from talka.methods.scoring.panel import CriterionSummary, Standing, standing
from talka.methods.scoring.ranking import ByCriterion, ByLot, BySpread, Ranked, TieBreak, rank
from talka.methods.scoring.selection import Kept, Outcome, Quota, Selection, select

__all__ = [
    "ByCriterion",
    "ByLot",
    "BySpread",
    "Criterion",
    "CriterionSummary",
    "Kept",
    "Marks",
    "NoMark",
    "Outcome",
    "Quota",
    "Ranked",
    "Selection",
    "Standing",
    "TieBreak",
    "rank",
    "score",
    "select",
    "standing",
]
