"""Reading the concept of a programme: what it draws together, as it stands and as it was kept."""

from dataclasses import dataclass
from typing import Any

from talka.foundation.versions.models import FrozenVersion
from talka.foundation.versions.queries import latest_version, version_number
from talka.programmes.models import Concept, CycleDay, Programme
from talka.programmes.queries.designs import days_content, designed
from talka.programmes.queries.programmes import cycles, expected_results, partners

Content = dict[str, Any]


def concept_content(programme: Programme) -> Content:
    """The whole concept as JSON, with people's texts in all their languages: eight queries, however much there is.

    Goals and audience are the programme's aims and target groups, the results those that its stages must yield, and
    the agenda the design of its cycles: nothing is written twice.
    """
    concept = Concept.objects.filter(programme=programme).first() or Concept(programme=programme)
    by_cycle: dict[int, list[CycleDay]] = {}
    for day in designed(CycleDay.objects.filter(cycle__programme=programme)):
        by_cycle.setdefault(day.cycle_id, []).append(day)
    return {
        "title": programme.title,
        "lead": programme.lead,
        "owner": programme.owner.name,
        "background": concept.background,
        "aim": concept.aim,
        "approach": concept.approach,
        "audience": programme.target_groups,
        "goals": programme.aims,
        "starts_on": programme.starts_on.isoformat(),
        "ends_on": programme.ends_on.isoformat(),
        "partners": [
            {
                "key": f"partner-{partner.pk}",
                "name": partner.owner.name,
                "role": partner.role,
                "gives": partner.gives,
                "leads": partner.leads,
            }
            for partner in partners(programme)
        ],
        "results": [
            {"key": f"result-{result.pk}", "id": result.pk, "title": result.title}
            for result in sorted(
                expected_results(programme),
                key=lambda each: (each.stage.position, each.stage_id, each.position, each.pk),
            )
        ],
        "cycles": [
            {
                "key": f"cycle-{cycle.pk}",
                "id": cycle.pk,
                "title": cycle.title,
                "design": cycle.design,
                "days": days_content(by_cycle.get(cycle.pk, [])),
            }
            for cycle in cycles(programme)
        ],
    }


@dataclass(frozen=True)
class ConceptRead:
    """What a reader gets: the content, and of which version; `number` 0 means as it stands."""

    content: Content
    number: int
    version: FrozenVersion | None


def concept_read(programme: Programme, *, draft: bool, number: int | None = None) -> ConceptRead | None:
    """The version asked for; else the newest one; else, or for a draft, as it stands. None for a version that is not."""
    concept = Concept.objects.filter(programme=programme).first()
    if number is not None:
        asked = version_number(concept, number) if concept else None
        return ConceptRead(asked.content, asked.number, asked) if asked else None
    newest = latest_version(concept) if concept and not draft else None
    if newest is None:
        return ConceptRead(concept_content(programme), 0, None)
    return ConceptRead(newest.content, newest.number, newest)


def has_concept(programme: Programme) -> bool:
    """Somebody has written in it, or has designed a day."""
    return (
        Concept.objects.filter(programme=programme).exists()
        or CycleDay.objects.filter(cycle__programme=programme, taken_out_at__isnull=True).exists()
    )


def concept_version(programme: Programme) -> FrozenVersion | None:
    """The newest kept version, or None."""
    concept = Concept.objects.filter(programme=programme).first()
    return latest_version(concept) if concept else None
