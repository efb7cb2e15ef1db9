"""Reading planning groups, SWOTs and plans. Query counts do not grow with the rows."""

from talka.strategy.queries.groups import groups_for, member_of
from talka.strategy.queries.plans import (
    PublicMeasure,
    comments_on,
    drafts_for,
    evidence_of,
    open_comments,
    plans_to_read,
    public_measures,
    public_plans,
    removed_parts,
    version_for,
)
from talka.strategy.queries.swots import ItemShown, QuadrantShown, points_given, quadrants, swots_for

__all__ = [
    "ItemShown",
    "PublicMeasure",
    "QuadrantShown",
    "comments_on",
    "drafts_for",
    "evidence_of",
    "groups_for",
    "member_of",
    "open_comments",
    "plans_to_read",
    "points_given",
    "public_measures",
    "public_plans",
    "quadrants",
    "removed_parts",
    "swots_for",
    "version_for",
]
