"""The ranking of a call and what the arithmetic proposes, from the marks as they stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from talka.calls.models import Application, Call, Review
from talka.methods import scoring

PROPOSED = {
    scoring.Outcome.SELECTED: "selected",
    scoring.Outcome.RESERVE: "reserve",
    scoring.Outcome.NOT_SELECTED: "not_selected",
    scoring.Outcome.BELOW: "not_selected",
}


@dataclass(frozen=True)
class Line:
    """One application in the ranking. `place` and `standing.score` are None where nobody could score it."""

    application: Application
    standing: scoring.Standing
    place: int | None
    shared: bool
    parted_by: scoring.TieBreak | None
    proposed: str
    reserve_number: int | None
    kept: scoring.Kept | None
    reviews: tuple[Review, ...]

    @property
    def below(self) -> bool:
        return self.kept is not None and self.kept.outcome is scoring.Outcome.BELOW

    @property
    def score(self) -> float | None:
        return None if self.standing.score is None else float(self.standing.score)

    @property
    def spread(self) -> float | None:
        return None if self.standing.spread is None else float(self.standing.spread)


@dataclass(frozen=True)
class Proposal:
    rows: tuple[Line, ...]
    selection: scoring.Selection

    def to_json(self) -> dict[str, Any]:
        """What lay before the panel, with exact scores, for the frozen decision."""
        return {
            "rows": [
                {
                    "number": row.application.number,
                    "place": row.place,
                    "score": str(row.standing.score) if row.standing.score is not None else None,
                    "scores": [str(score) for _who, score in row.standing.scores],
                    "criteria": {
                        each.key: str(each.mean) if each.mean is not None else None for each in row.standing.criteria
                    },
                    "proposed": row.proposed,
                }
                for row in self.rows
            ],
            "unmet": [[quota.attribute, quota.group, quota.at_least] for quota in self.selection.unmet],
        }


def groups_of(application: Application) -> dict[str, str]:
    """To which groups an application belongs, for quotas; what it does not say belongs to none."""
    said = application.sent
    named = {name: str(said.get(name) or "") for name in ("county", "sector", "kind")}
    named["locality"] = str(said.get("locality") or said.get("place") or "")
    return {name: value for name, value in named.items() if value}


def proposal_of(call: Call) -> Proposal:
    """Rank all applications that take part and propose who is selected. Two queries."""
    applications = list(call.applications.filter(state="sent", set_aside_reason="").order_by("number"))
    reviews = list(
        Review.objects.filter(application__in=applications, scored_at__isnull=False)
        .select_related("reviewer__account")
        .order_by("reviewer__appointed_at", "reviewer_id")
    )
    return proposed(call, applications, reviews)


def proposed(call: Call, applications: Iterable[Application], reviews: Iterable[Review]) -> Proposal:
    terms = call.terms
    by_application: dict[int, list[Review]] = {}
    for review in reviews:
        by_application.setdefault(review.application_id, []).append(review)
    criteria = terms.scoring_criteria()
    entries = {str(each.number).zfill(6): each for each in applications}
    standings = {
        key: scoring.standing(
            key, criteria, {str(review.pk): review.marks for review in by_application.get(each.pk, [])}
        )
        for key, each in entries.items()
    }
    ranked = scoring.rank(standings.values(), terms.scoring_tie_breaks(call.lot))
    selection = scoring.select(
        ranked,
        terms.places,
        groups={key: groups_of(each) for key, each in entries.items()},
        quotas=[quota.for_scoring() for quota in terms.quotas],
        reserve=terms.reserve,
        threshold=terms.threshold,
    )
    rows = []
    for each in ranked:
        kept = selection.of(each.key)
        application = entries[each.key]
        rows.append(
            Line(
                application=application,
                standing=each.standing,
                place=each.place,
                shared=each.shared,
                parted_by=each.parted_by,
                proposed=PROPOSED[kept.outcome],
                reserve_number=kept.reserve,
                kept=kept,
                reviews=tuple(by_application.get(application.pk, [])),
            )
        )
    placed = {each.key for each in ranked}
    rows += [
        Line(each, standings[key], None, False, None, "not_selected", None, None, ())
        for key, each in entries.items()
        if key not in placed
    ]
    return Proposal(tuple(rows), selection)
