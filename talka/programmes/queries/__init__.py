"""Reading programmes, their concepts and the designs of their cycles."""

from talka.programmes.queries.concepts import ConceptRead, concept_content, concept_read, concept_version, has_concept
from talka.programmes.queries.designs import design_as_planned, design_content, design_days, planned_after
from talka.programmes.queries.programmes import (
    RESERVED,
    Credit,
    by_state,
    credits,
    current_stage,
    cycles,
    expected_results,
    free_slug,
    funders,
    partners,
    programme_for_cards,
    programmes_visible,
    stages,
    working_partners,
)

__all__ = [
    "RESERVED",
    "ConceptRead",
    "Credit",
    "by_state",
    "concept_content",
    "concept_read",
    "concept_version",
    "credits",
    "current_stage",
    "cycles",
    "design_as_planned",
    "design_content",
    "design_days",
    "expected_results",
    "free_slug",
    "funders",
    "has_concept",
    "partners",
    "planned_after",
    "programme_for_cards",
    "programmes_visible",
    "stages",
    "working_partners",
]
