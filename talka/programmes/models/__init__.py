"""Programmes, their concepts, and the cycles that are designed once and run for several cohorts."""

from talka.programmes.models.concept import Concept
from talka.programmes.models.cycles import Cohort, Cycle, CycleDay, CycleSession, GatheringKind
from talka.programmes.models.programme import ExpectedResult, Funder, Partner, Programme, Stage

__all__ = [
    "Cohort",
    "Concept",
    "Cycle",
    "CycleDay",
    "CycleSession",
    "ExpectedResult",
    "Funder",
    "GatheringKind",
    "Partner",
    "Programme",
    "Stage",
]
