"""Totals by door, channel and collector, against what was hoped for."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from talka.consultations.models import Answer, Channel, Consultation, Door, Subject
from talka.foundation.owners.models import Owner


@dataclass(frozen=True)
class Part:
    """One row of the totals: what it is, how many answers, and how many were hoped for (None: no target).

    `key` is a channel, the id of a door or of an owner. `owner` is set where a mark should stand beside it.
    """

    key: str
    title: str
    answers: int
    target: int | None = None
    owner: Owner | None = None
    about: str = ""
    is_open: bool = True

    @property
    def share(self) -> int | None:
        """Answers as a whole percentage of the target, never above 100; None without a target."""
        return min(100, self.answers * 100 // self.target) if self.target else None


@dataclass(frozen=True)
class Totals:
    """Answers by where they came in, and apart from that by what they are about (one answer may be about several)."""

    total: int
    target: int | None
    by_channel: list[Part]
    by_door: list[Part]
    by_collector: list[Part]
    by_subject: list[Part]
    by_version: dict[int, int]
    kept_aside: int
    channels_used: int
    collectors_by_channel: dict[tuple[str, str], int]

    @property
    def share(self) -> int | None:
        return min(100, self.total * 100 // self.target) if self.target else None


def totals(consultation: Consultation) -> Totals:
    """How many answers came, by channel, door, collector and subject, against targets: three queries."""
    return totals_of([consultation])[consultation.pk]


def totals_of(consultations: Iterable[Consultation]) -> dict[int, Totals]:
    """The totals of several by id. Three queries: the doors, the subjects, and one grouped count."""
    wanted = list(consultations)
    doors: dict[int, list[Door]] = {each.pk: [] for each in wanted}
    subjects: dict[int, list[Subject]] = {each.pk: [] for each in wanted}
    for door in Door.objects.filter(consultation__in=wanted).select_related("collector", "event"):
        doors[door.consultation_id].append(door)
    for subject in Subject.objects.filter(consultation__in=wanted).select_related("owner"):
        subjects[subject.consultation_id].append(subject)
    owners = {subject.owner_id for listed in subjects.values() for subject in listed}
    about = {f"about_{owner}": Count("pk", filter=Q(about__contains=f"|{owner}|")) for owner in owners}
    grouped = (
        Answer.objects.filter(consultation__in=wanted)
        .annotate(aside=Q(sent_as__isnull=False))
        .values("consultation_id", "door_id", "version", "aside")
        .order_by()
        .annotate(answers=Count("pk"), **about)
    )
    rows: dict[int, list[dict[str, Any]]] = {each.pk: [] for each in wanted}
    row: Any
    for row in grouped:
        rows[row["consultation_id"]].append(row)
    return {each.pk: _added(each, doors[each.pk], subjects[each.pk], rows[each.pk]) for each in wanted}


def _added(
    consultation: Consultation, doors: list[Door], subjects: list[Subject], rows: list[dict[str, Any]]
) -> Totals:
    by_door: dict[int, int] = {}
    by_subject: dict[int, int] = {}
    by_version: dict[int, int] = {}
    kept_aside = 0
    for row in rows:
        if row["aside"]:
            kept_aside += row["answers"]
            continue
        by_door[row["door_id"]] = by_door.get(row["door_id"], 0) + row["answers"]
        by_version[row["version"]] = by_version.get(row["version"], 0) + row["answers"]
        for subject in subjects:
            by_subject[subject.owner_id] = by_subject.get(subject.owner_id, 0) + row[f"about_{subject.owner_id}"]
    return Totals(
        total=sum(by_door.values()),
        target=consultation.target or _sum_of_targets(doors),
        by_channel=_channels(doors, by_door),
        by_door=[_door_part(door, by_door.get(door.pk, 0)) for door in doors],
        by_collector=_collectors(doors, by_door),
        by_subject=[
            Part(str(s.owner_id), s.owner.name, by_subject.get(s.owner_id, 0), owner=s.owner) for s in subjects
        ],
        by_version=by_version,
        kept_aside=kept_aside,
        channels_used=len({door.channel for door in doors if by_door.get(door.pk)}),
        collectors_by_channel=_crossed(doors, by_door),
    )


def _sum_of_targets(doors: list[Door]) -> int | None:
    return sum(door.target or 0 for door in doors) or None


def door_title(door: Door) -> str:
    """Where answers come in, in words: the collecting point, the event, or the organisation; at least the way."""
    if door.place:
        return door.place
    if door.event_id and door.event:
        return str(door.event)
    if door.collector_id and door.collector:
        return door.collector.name
    return str(Channel(door.channel).label)


def _door_part(door: Door, answers: int) -> Part:
    return Part(
        str(door.pk),
        door_title(door),
        answers,
        door.target,
        door.collector,
        str(Channel(door.channel).label),
        door.is_open,
    )


def _channels(doors: list[Door], by_door: dict[int, int]) -> list[Part]:
    parts = []
    for channel in Channel:
        own = [door for door in doors if door.channel == channel]
        if own:
            answers = sum(by_door.get(door.pk, 0) for door in own)
            parts.append(Part(channel.value, str(channel.label), answers, _sum_of_targets(own)))
    return parts


def _collectors(doors: list[Door], by_door: dict[int, int]) -> list[Part]:
    owners = {door.collector_id: door.collector for door in doors if door.collector_id}
    parts = []
    for owner_id, owner in owners.items():
        own = [door for door in doors if door.collector_id == owner_id]
        answers = sum(by_door.get(door.pk, 0) for door in own)
        assert owner is not None
        parts.append(Part(str(owner_id), owner.name, answers, _sum_of_targets(own), owner))
    return parts


def _crossed(doors: list[Door], by_door: dict[int, int]) -> dict[tuple[str, str], int]:
    """Answers by (channel, id of the collector as text; "" where nobody is named)."""
    crossed: dict[tuple[str, str], int] = {}
    for door in doors:
        name = (door.channel, str(door.collector_id or ""))
        crossed[name] = crossed.get(name, 0) + by_door.get(door.pk, 0)
    return crossed
