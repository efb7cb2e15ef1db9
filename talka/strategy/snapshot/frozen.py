"""To a frozen version and back."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from talka.foundation.access import Viewer
from talka.foundation.threads.kinds import End, resolve
from talka.foundation.versions.models import FrozenVersion
from talka.foundation.wording import Wording
from talka.strategy.models import (
    Indicator,
    Measure,
    Progress,
)
from talka.strategy.snapshot.shots import (
    GoalShot,
    IndicatorShot,
    Mark,
    MeasureShot,
    Name,
    OperationalShot,
    PlanShot,
    PromiseShot,
    Rest,
    SourceShot,
)


def content_of(shot: PlanShot) -> dict[str, Any]:
    """The plan's text as JSON for freezing: lists carry keys; progress and reported values are no part of it."""
    return {
        "kind": shot.kind,
        "owner": _mark_json(shot.owner),
        "partners": [_mark_json(mark) for mark in shot.partners],
        "title": shot.title,
        "language": shot.language,
        "starts_on": shot.starts_on.isoformat(),
        "ends_on": shot.ends_on.isoformat(),
        "who_we_are": shot.who_we_are,
        "what_we_know": shot.what_we_know,
        "mission": shot.mission,
        "vision": shot.vision,
        "values": shot.values,
        "how_made": shot.how_made,
        "how_monitored": shot.how_monitored,
        "currency": shot.currency,
        "report_every": shot.report_every,
        "goals": [
            {
                "key": goal.key,
                "id": goal.id,
                "number": goal.number,
                "title": goal.title,
                "short": goal.short,
                "why": goal.why,
                "rests": _rests_json(goal.rests),
                "operational_goals": [
                    {
                        "key": each.key,
                        "id": each.id,
                        "number": each.number,
                        "title": each.title,
                        "measures": [_measure_json(measure) for measure in each.measures],
                    }
                    for each in goal.operational_goals
                ],
            }
            for goal in shot.goals
        ],
    }


def _measure_json(measure: MeasureShot) -> dict[str, Any]:
    return {
        "key": measure.key,
        "id": measure.id,
        "number": measure.number,
        "title": measure.title,
        "about": measure.about,
        "responsible": measure.responsible,
        "lead": _mark_json(measure.lead) if measure.lead else None,
        "partners": [_mark_json(mark) for mark in measure.partners],
        "with_others": measure.with_others,
        "starts_on": measure.starts_on.isoformat() if measure.starts_on else None,
        "ends_on": measure.ends_on.isoformat() if measure.ends_on else None,
        "costs": [{"key": str(year), "amount": _number(amount)} for year, amount in measure.costs],
        "sources": [
            {"key": f"{place}", "name": each.name, "amount": _number(each.amount), "state": each.state}
            for place, each in enumerate(measure.sources, start=1)
        ],
        "risk": measure.risk,
        "rests": _rests_json(measure.rests),
        "indicators": [
            {
                "key": each.key,
                "id": each.id,
                "title": each.title,
                "kind": each.kind,
                "unit": each.unit,
                "baseline": _number(each.baseline),
                "baseline_year": each.baseline_year,
                "target": _number(each.target),
                "target_year": each.target_year,
                "source": each.source,
                "collector": each.collector,
                "split_by": each.split_by,
                "rests": _rests_json(each.rests),
            }
            for each in measure.indicators
        ],
        "promises": [
            {
                "key": f"promise-{each.id}",
                "id": each.id,
                "owner": _mark_json(each.owner),
                "role": each.role,
                "words": each.words,
                "own_measure": each.own_measure_id,
                "own_number": each.own_number,
            }
            for each in measure.promises
        ],
    }


def _number(value: Decimal | None) -> str | None:
    """One spelling for equal amounts, whatever the number of noughts behind the point."""
    if value is None:
        return None
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _mark_json(mark: Mark) -> dict[str, Any]:
    return {
        "key": f"owner-{mark.pk}",
        "id": mark.pk,
        "name": mark.name,
        "short_name": mark.short_name,
        "dye": mark.dye,
        "shape": mark.shape,
    }


def _mark(content: dict[str, Any]) -> Mark:
    return Mark(content["id"], content["name"], content["short_name"], content["dye"], content["shape"])


def _rests_json(rests: Iterable[Rest]) -> list[dict[str, str]]:
    return [{"key": f"{rest.kind}:{rest.id}", "relation": rest.relation} for rest in rests if rest.stands]


def read_version(version: FrozenVersion, viewer: Viewer) -> PlanShot:
    """An approved version as it was frozen, with today's progress and what its parts rest on for this viewer."""
    content = version.content
    ends = resolve(_names_in(content), viewer)
    numbers = [m["id"] for g in content["goals"] for o in g["operational_goals"] for m in o["measures"]]
    progress = {
        pk: (state, note, day)
        for pk, state, note, day in Measure.objects.filter(pk__in=numbers).values_list(
            "pk", "progress", "progress_note", "progress_on"
        )
    }
    values: dict[int, list[tuple[str, Decimal, str]]] = defaultdict(list)
    reported = Indicator.objects.filter(measure_id__in=numbers, reported__isnull=False).order_by("reported__period")
    for pk, period, value, note in reported.values_list("pk", "reported__period", "reported__value", "reported__note"):
        values[pk].append((period, value, note))
    return PlanShot(
        id=int(version.object_id),
        kind=content["kind"],
        owner=_mark(content["owner"]),
        partners=tuple(_mark(each) for each in content["partners"]),
        title=content["title"],
        language=content["language"],
        starts_on=datetime.date.fromisoformat(content["starts_on"]),
        ends_on=datetime.date.fromisoformat(content["ends_on"]),
        who_we_are=content["who_we_are"],
        what_we_know=content["what_we_know"],
        mission=content["mission"],
        vision=content["vision"],
        values=content["values"],
        how_made=content["how_made"],
        how_monitored=content["how_monitored"],
        currency=content["currency"],
        report_every=content["report_every"],
        version=version.number,
        goals=tuple(
            GoalShot(
                id=goal["id"],
                number=goal["number"],
                title=goal["title"],
                short=goal["short"],
                why=goal["why"],
                rests=_rests_of(goal, ends),
                operational_goals=tuple(
                    OperationalShot(
                        id=each["id"],
                        number=each["number"],
                        title=each["title"],
                        measures=tuple(
                            _measure_of(measure, ends, progress.get(measure["id"]), values)
                            for measure in each["measures"]
                        ),
                    )
                    for each in goal["operational_goals"]
                ),
            )
            for goal in content["goals"]
        ),
    )


def _measure_of(
    content: dict[str, Any],
    ends: dict[Name, End],
    progress: tuple[str, Wording, datetime.date | None] | None,
    values: dict[int, list[tuple[str, Decimal, str]]],
) -> MeasureShot:
    state, note, day = progress or (Progress.PLANNED, {}, None)
    return MeasureShot(
        id=content["id"],
        number=content["number"],
        title=content["title"],
        about=content["about"],
        responsible_id=None,
        responsible=content["responsible"],
        lead=_mark(content["lead"]) if content["lead"] else None,
        partners=tuple(_mark(each) for each in content["partners"]),
        with_others=content["with_others"],
        starts_on=_date(content["starts_on"]),
        ends_on=_date(content["ends_on"]),
        costs=tuple((int(each["key"]), Decimal(each["amount"])) for each in content["costs"]),
        sources=tuple(SourceShot(each["name"], Decimal(each["amount"]), each["state"]) for each in content["sources"]),
        risk=content["risk"],
        rests=_rests_of(content, ends),
        indicators=tuple(
            IndicatorShot(
                id=each["id"],
                title=each["title"],
                kind=each["kind"],
                unit=each["unit"],
                baseline=_decimal(each["baseline"]),
                baseline_year=each["baseline_year"],
                target=_decimal(each["target"]),
                target_year=each["target_year"],
                source=each["source"],
                collector=each["collector"],
                split_by=each["split_by"],
                values=tuple(values.get(each["id"], ())),
                rests=_rests_of(each, ends),
            )
            for each in content["indicators"]
        ),
        promises=tuple(
            PromiseShot(
                id=each["id"],
                owner=_mark(each["owner"]),
                role=each["role"],
                words=each["words"],
                own_measure_id=each["own_measure"],
                own_number=each["own_number"],
            )
            for each in content["promises"]
        ),
        progress=state,
        progress_note=note,
        progress_on=day,
    )


def _rests_of(content: dict[str, Any], ends: dict[Name, End]) -> tuple[Rest, ...]:
    found = []
    for each in content["rests"]:
        kind, identity = _name_in(each["key"])
        end = ends.get((kind, identity)) or End(kind, identity, gone=True)
        found.append(Rest(kind, identity, each["relation"], end))
    return tuple(found)


def _names_in(content: Any) -> set[Name]:
    """Every name of something that the plan rests on, wherever it stands in the content."""
    if isinstance(content, dict):
        names = {_name_in(each["key"]) for each in content.get("rests", ())}
        for value in content.values():
            names |= _names_in(value)
        return names
    if isinstance(content, list):
        found: set[Name] = set()
        for each in content:
            found |= _names_in(each)
        return found
    return set()


def _name_in(key: str) -> Name:
    kind, identity = key.split(":", 1)
    return kind, identity


def _date(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _decimal(text: str | None) -> Decimal | None:
    return Decimal(text) if text is not None else None
