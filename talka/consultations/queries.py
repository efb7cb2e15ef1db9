"""Reading consultations: questionnaires, answers as a stream, totals."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Max, Min, Q, QuerySet

from talka.consultations import access
from talka.consultations import questionnaire as form
from talka.consultations.models import Answer, Batch, Channel, Consultation, Door, QuestionSection, Subject
from talka.foundation.access import Absent, Viewer, visible_to
from talka.foundation.owners.models import Owner, Visibility
from talka.foundation.versions.models import FrozenVersion
from talka.foundation.versions.queries import version_number, versions_of

MOST_KEPT = 200
_frozen: "OrderedDict[tuple[int, datetime, int], form.Questionnaire]" = OrderedDict()
_lock = Lock()


def draft_of(consultation: Consultation) -> form.Questionnaire:
    """The questionnaire as it stands in the draft: four queries."""
    return draft_from(consultation, *access.draft_parts(consultation))


def draft_from(
    consultation: Consultation, sections: list[QuestionSection], subjects: list[Subject]
) -> form.Questionnaire:
    """The same from parts that were read already; the sections come with their questions."""
    return form.Questionnaire(
        title=consultation.title,
        intro=consultation.intro,
        privacy=consultation.privacy,
        thanks=consultation.thanks,
        contact=consultation.contact,
        languages=tuple(consultation.languages),
        subjects=tuple(
            form.Subject(
                key=str(subject.owner_id),
                name=subject.owner.name,
                short_name=subject.owner.short_name,
                dye=subject.owner.dye,
                shape=subject.owner.shape,
            )
            for subject in subjects
        ),
        sections=tuple(
            form.Section(
                key=f"section-{section.pk}",
                title=section.title,
                about=section.about,
                repeats=section.repeats,
                questions=tuple(
                    form.Question(
                        key=question.key,
                        kind=question.kind,
                        text=question.text,
                        hint=question.hint,
                        required=question.required,
                        options=tuple(form.Option.from_content(option) for option in question.options),
                        limits=question.limits,
                    )
                    for question in section.questions.all()
                ),
            )
            for section in sections
        ),
    )


def questionnaire_of(consultation: Consultation, version: int | None = None) -> form.Questionnaire:
    """The frozen questionnaire of a version; without one the version that is asked now, or the draft before any.

    Frozen versions never change, so each process keeps those it has read. Raises Absent for a version that was
    never published.
    """
    wanted = consultation.version if version is None else version
    if not wanted:
        return draft_of(consultation)
    # The moment it was made tells apart two databases that gave the same number, as tests and restores do.
    name = (consultation.pk, consultation.made_at, wanted)
    kept = _frozen.get(name)
    if kept is not None:
        return kept
    frozen = version_number(consultation, wanted)
    if frozen is None:
        raise Absent
    read = form.Questionnaire.from_content(frozen.content)
    with _lock:
        _frozen[name] = read
        while len(_frozen) > MOST_KEPT:
            _frozen.popitem(last=False)
    return read


def versions(consultation: Consultation) -> list[FrozenVersion]:
    """The published versions, newest first."""
    return versions_of(consultation)


class AnswerRow(NamedTuple):
    door_id: int
    version: int
    language: str
    received_on: date
    content: dict[str, Any]


def answer_rows(consultation: Consultation, version: int | None = None) -> Iterator[AnswerRow]:
    """Every counted answer as a stream, in an order that tells nothing; memory stays flat at a million.

    Answers kept aside, because their id stood already with other content, are left out.
    """
    rows = counted(consultation)
    if version is not None:
        rows = rows.filter(version=version)
    fields = ("door_id", "version", "language", "received_on", "content")
    for row in rows.order_by("pk").values_list(*fields).iterator(chunk_size=2000):
        yield AnswerRow(*row)


def counted(consultation: Consultation) -> "QuerySet[Answer]":
    return Answer.objects.filter(consultation=consultation, sent_as__isnull=True)


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


def consultations_visible(viewer: Viewer) -> "QuerySet[Consultation]":
    """What stands in lists for this viewer: published ones that they may see, and drafts that they may edit.

    Feedback has pages of its own, where small numbers stay back for its host, too.
    """
    base = Consultation.objects.filter(network=viewer.network, feedback=None)
    seen = Q(pk__in=visible_to(base, viewer).values("pk")) & ~Q(state=Consultation.State.DRAFT)
    if viewer.is_member:
        seen |= Q(owner_id__in=viewer.acts_for) | Q(programme__owner_id__in=viewer.acts_for)
        seen |= ~Q(state=Consultation.State.DRAFT) & (
            Q(pk__in=base.filter(subjects__owner_id__in=viewer.acts_for).values("pk"))
            | Q(pk__in=base.filter(doors__collector_id__in=viewer.interviews_for).values("pk"))
        )
        if viewer.is_coordinator:
            told = [Visibility.NETWORK, Visibility.PUBLIC]
            seen |= Q(visibility__in=told) & (Q(programme__isnull=True) | Q(programme__visibility__in=told))
    return base.filter(seen).select_related("owner", "programme", "network")


def consultations_worked_on(viewer: Viewer) -> "QuerySet[Consultation]":
    """Those that this viewer's own work stands on: asked by whom they act for, about them, or in a programme that
    they run or are a partner of. Neither the whole network nor interviewers; no drafts.
    """
    base = Consultation.objects.filter(network=viewer.network, feedback=None)
    base = base.exclude(state=Consultation.State.DRAFT)
    if not viewer.is_member:
        return base.none()
    own = Q(owner_id__in=viewer.acts_for) | Q(programme__owner_id__in=viewer.acts_for)
    own |= Q(pk__in=base.filter(subjects__owner_id__in=viewer.acts_for).values("pk"))
    own |= Q(pk__in=base.filter(programme__partners__owner_id__in=viewer.acts_for).values("pk"))
    if viewer.is_coordinator:
        own |= Q(programme__isnull=False)
    return base.filter(own).select_related("owner", "programme", "network")


def consultations_of(programme_id: int, viewer: Viewer) -> list[Consultation]:
    return list(consultations_visible(viewer).filter(programme_id=programme_id))


def answers_by_consultation(consultations: list[Consultation]) -> dict[int, int]:
    """Counted answers of each, in one query."""
    rows = Answer.objects.filter(consultation__in=consultations, sent_as__isnull=True)
    return dict(rows.values_list("consultation_id").order_by().annotate(n=Count("pk")))


def open_batches(viewer: Viewer) -> list[Batch]:
    """Piles that this person opened to type in and has not closed."""
    if viewer.account is None:
        return []
    return list(
        Batch.objects.select_related("door__consultation", "door__collector", "door__event")
        .filter(
            operator=viewer.account, closed_at__isnull=True, scanned=False, door__consultation__network=viewer.network
        )
        .order_by("opened_at")
    )


def batches_of(consultation: Consultation) -> list[Batch]:
    """Its piles to be typed in, newest first, each with `typed`: how many answers were typed in."""
    return list(
        Batch.objects.filter(door__consultation=consultation, scanned=False)
        .select_related("door__collector", "door__event")
        .annotate(typed=Count("answers"))
    )


def typed_in(batch: Batch) -> int:
    return Answer.objects.filter(batch=batch).count()


def doors_of(consultation: Consultation) -> list[Door]:
    """Its doors in their order, each with collector and event, so that `door_title` asks nothing more."""
    return list(consultation.doors.select_related("collector", "event"))


def answers_mark(consultation: Consultation) -> tuple[int, str, str, str]:
    """Changes whenever a counted answer comes or goes: what rooms above keep may be kept as long as this stands."""
    found = counted(consultation).aggregate(
        n=Count("pk"), first=Min("content_hash"), last=Max("content_hash"), day=Max("received_on")
    )
    return found["n"], found["first"] or "", found["last"] or "", str(found["day"] or "")


class TextRow(NamedTuple):
    """One open answer. `about` is the owner id as text inside a repeated section, otherwise empty."""

    answer_id: UUID
    door_id: int
    version: int
    language: str
    received_on: date
    about: str
    text: str


def open_answers(consultation: Consultation, key: str) -> Iterator[TextRow]:
    """What people wrote to one open question, in an order that tells nothing. For those who may read it alone."""
    fields = ("pk", "door_id", "version", "language", "received_on", "content")
    for pk, door, version, language, day, content in (
        counted(consultation).order_by("pk").values_list(*fields).iterator(chunk_size=2000)
    ):
        for about, part in (("", content.get("answers", {})), *content.get("about", {}).items()):
            text = part.get(key)
            if isinstance(text, str) and text:
                yield TextRow(pk, door, version, language, day, about, text)


def open_answer(consultation: Consultation, answer_id: UUID, key: str, about: str = "") -> TextRow:
    """One open answer; Absent where it is not there."""
    fields = ("pk", "door_id", "version", "language", "received_on", "content")
    found = counted(consultation).filter(pk=answer_id).values_list(*fields).first()
    if found is not None:
        pk, door, version, language, day, content = found
        part = content.get("about", {}).get(about, {}) if about else content.get("answers", {})
        if isinstance(part.get(key), str):
            return TextRow(pk, door, version, language, day, about, part[key])
    raise Absent
