"""Reading minutes: what was said, who was there, what was decided, who does what by when."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from talka.foundation.access import Viewer
from talka.foundation.owners.models import Owner
from talka.foundation.seen import seen, seen_of
from talka.foundation.versions.models import FrozenVersion
from talka.foundation.versions.queries import latest_version
from talka.foundation.wording import Wording
from talka.gatherings import rules
from talka.gatherings.models import ActionItem, Attendance, Audience, Decision, Gathering, Minutes, Participant
from talka.gatherings.queries.agenda import agenda
from talka.gatherings.queries.gatherings import co_hosted, gatherings_visible
from talka.identity.models import Account

WAS_THERE = (Attendance.State.PRESENT, Attendance.State.LATE, Attendance.State.LEFT_EARLY)


@dataclass(frozen=True)
class Present:
    """Who was there in at least one session, and who was excused and came to none."""

    present: list[Participant] = field(default_factory=list)
    excused: list[Participant] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.present or self.excused)


def present_at(gathering: Gathering) -> Present:
    """From what is recorded of attendance, by name. One query."""
    rows = (
        Attendance.objects.filter(session__gathering=gathering)
        .exclude(state=Attendance.State.ABSENT)
        .select_related("participant__owner")
        .order_by("participant__name", "participant_id")
    )
    there: dict[int, Participant] = {}
    excused: dict[int, Participant] = {}
    for row in rows:
        (there if row.state in WAS_THERE else excused).setdefault(row.participant_id, row.participant)
    return Present(list(there.values()), [each for pk, each in excused.items() if pk not in there])


def minutes_of(gathering: Gathering) -> Minutes | None:
    return Minutes.objects.filter(gathering=gathering).select_related("approved_by").first()


def decisions(gathering: Gathering) -> list[Decision]:
    return list(gathering.decisions.select_related("session").order_by("number"))


def items_with_people(items: "QuerySet[ActionItem]") -> "QuerySet[ActionItem]":
    return items.select_related(
        "account", "owner", "participant", "decision", "gathering__network", "gathering__owner", "gathering__programme"
    )


def action_items(gathering: Gathering) -> list[ActionItem]:
    """Who does what by when, as agreed at this gathering, open ones first, by date. One query."""
    found = items_with_people(gathering.action_items.all())
    return sorted(found, key=lambda item: item.state != ActionItem.State.OPEN)


def open_items_of(viewer: Viewer) -> "QuerySet[ActionItem]":
    """What the viewer has taken on: named by account, or for an organisation that they act for where nobody is named."""
    mine = Q(account=viewer.account) | Q(owner_id__in=viewer.acts_for, account=None)
    return items_with_people(
        ActionItem.objects.filter(mine, gathering__network=viewer.network, state=ActionItem.State.OPEN)
    )


def open_items_of_participant(participant: Participant) -> list[ActionItem]:
    """What somebody without account has taken on."""
    found = ActionItem.objects.filter(participant=participant, state=ActionItem.State.OPEN)
    return list(items_with_people(found))


def open_from_earlier(gathering: Gathering, viewer: Viewer, seen_by: Iterable[str]) -> list[ActionItem]:
    """What earlier gatherings of the same programme agreed and nobody has done yet, as far as the viewer may read it.

    What stands in minutes for hosts is shown to hosts of that gathering alone, what is for those who took part to
    members who take part in this one. One query.
    """
    if gathering.programme_id is None:
        return []
    readers = set(seen_by)
    hosted = Q(gathering__owner_id__in=viewer.acts_for) | Q(gathering__in=co_hosted(viewer))
    allowed = Q(gathering__minutes__audience=Audience.EVERYBODY, gathering__minutes__state=Minutes.State.APPROVED)
    if viewer.is_member and Audience.PARTICIPANTS in readers:
        allowed |= Q(
            gathering__minutes__audience=Audience.PARTICIPANTS, gathering__minutes__state=Minutes.State.APPROVED
        )
    if viewer.is_member:
        allowed |= hosted
    if viewer.account is not None:
        allowed |= Q(account=viewer.account)
    found = ActionItem.objects.filter(
        allowed,
        gathering__in=gatherings_visible(viewer),
        gathering__programme_id=gathering.programme_id,
        gathering__starts_at__lt=gathering.starts_at,
        state=ActionItem.State.OPEN,
    )
    return list(items_with_people(found.exclude(gathering=gathering)))


def may_close(viewer: Viewer, item: ActionItem) -> bool:
    """Whoever took it on, whoever acts for the organisation that did, and those who run the gathering."""
    if viewer.account is not None and item.account_id == viewer.account.pk:
        return True
    if item.owner_id is not None and item.owner_id in viewer.acts_for:
        return True
    return viewer.is_member and rules.may_run(viewer, item.gathering)


def minutes_content(minutes: Minutes) -> dict[str, Any]:
    """What is frozen when minutes are approved. People stand in it by number and are named when it is read, so that
    whoever is erased later is not named by an old version."""
    gathering = minutes.gathering
    there = present_at(gathering)
    return {
        "title": gathering.title,
        "kind": gathering.kind,
        "starts_at": gathering.starts_at.isoformat(),
        "ends_at": gathering.ends_at.isoformat(),
        "place": gathering.place,
        "chair": minutes.chair,
        "keeper": minutes.keeper,
        "text": minutes.text,
        "present": [person.pk for person in there.present],
        "excused": [person.pk for person in there.excused],
        "days": [
            {
                "key": day.day.isoformat(),
                "title": day.about.title if day.about else {},
                "outcome": day.about.outcome if day.about else {},
                "sessions": [
                    {
                        "key": str(session.pk),
                        "starts_at": session.starts_at.isoformat(),
                        "ends_at": session.ends_at.isoformat(),
                        "topic": session.topic,
                        "lecturers": [lecturer.name for lecturer in session.led_by],
                        "outcome": session.outcome,
                    }
                    for session in day.sessions
                ],
            }
            for day in agenda(gathering)
        ],
        "decisions": [
            {"key": str(each.pk), "number": each.number, "text": each.text, "session": each.session_id}
            for each in decisions(gathering)
        ],
        "items": [
            {
                "key": str(item.pk),
                "text": item.text,
                "account": item.account_id,
                "owner": item.owner_id,
                "participant": item.participant_id,
                "due_on": item.due_on.isoformat() if item.due_on else None,
                "decision": item.decision.number if item.decision else None,
            }
            for item in gathering.action_items.select_related("decision").order_by("pk")
        ],
    }


@dataclass(frozen=True)
class SessionShown:
    session_id: int
    topic: Wording
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    lecturers: str
    outcome: Wording
    decisions: list["DecisionShown"]


@dataclass(frozen=True)
class DayShown:
    day: datetime.date
    title: Wording
    outcome: Wording
    sessions: list[SessionShown]

    @property
    def said(self) -> list[SessionShown]:
        """The sessions of which something is written down."""
        return [session for session in self.sessions if session.outcome or session.decisions]


@dataclass(frozen=True)
class DecisionShown:
    number: int
    text: Wording


@dataclass(frozen=True)
class ItemShown:
    """Something agreed, as it stands in the minutes; `item` is how far it has come since, None where it is gone."""

    text: Wording
    due_on: datetime.date | None
    decision: int | None
    account: Account | None
    owner: Owner | None
    participant: Participant | None
    item: ActionItem | None


@dataclass(frozen=True)
class MinutesShown:
    """Minutes as a reader gets them: the draft for those who write them, the last approved version for others."""

    minutes: Minutes
    version: FrozenVersion | None
    text: Wording
    chair: str
    keeper: str
    there: Present
    days: list[DayShown]
    decisions: list[DecisionShown]
    items: list[ItemShown]

    @property
    def draft(self) -> bool:
        return self.version is None

    @property
    def outcomes(self) -> dict[int, Wording]:
        """By session: what came of it, for the agenda of those who may read the minutes."""
        return {each.session_id: each.outcome for day in self.days for each in day.sessions if each.outcome}

    @property
    def day_outcomes(self) -> dict[datetime.date, Wording]:
        return {day.day: day.outcome for day in self.days if day.outcome}

    @property
    def told(self) -> bool:
        """Whether anything is said of sessions or days."""
        return any(day.outcome or day.said for day in self.days)


def minutes_shown(gathering: Gathering, seen_by: Iterable[str], *, approved_only: bool = False) -> MinutesShown | None:
    """What these readers may read of the minutes; None where there is nothing for them. A fixed number of queries.

    Hosts read the draft while there is one, unless `approved_only`.
    """
    readers = set(seen_by)
    minutes = minutes_of(gathering)
    if minutes is None or minutes.audience not in readers:
        return None
    if minutes.state == Minutes.State.DRAFT and Audience.HOSTS in readers and not approved_only:
        return _shown(minutes, None, minutes_content(minutes))
    version = latest_version(minutes)
    return _shown(minutes, version, version.content) if version is not None else None


def standing_texts(gathering: Gathering) -> dict[str, Wording | str]:
    """Everything that the minutes' page writes, by the names of its fields: "text", "session_7", "day_2026-05-04"."""
    minutes = Minutes.objects.filter(gathering=gathering).first() or Minutes(gathering=gathering)
    found: dict[str, Wording | str] = {name: getattr(minutes, name) for name in ("chair", "keeper", "text", "audience")}
    found |= {f"session_{each.pk}": each.outcome for each in gathering.sessions.all()}
    return found | {f"day_{each.day.isoformat()}": each.outcome for each in gathering.days.all()}


def sign_of(text: Wording | str | None) -> str:
    """The sign of one of these texts, the same however its lines end and whatever is empty in it."""
    if isinstance(text, str):
        return seen(text.strip())
    return seen_of({tag: "\n".join(words.strip().splitlines()) for tag, words in (text or {}).items() if words.strip()})


def _shown(minutes: Minutes, version: FrozenVersion | None, content: Mapping[str, Any]) -> MinutesShown:
    written = content["items"]
    people = {*content["present"], *content["excused"], *(each["participant"] for each in written)} - {None}
    accounts = Account.objects.in_bulk({each["account"] for each in written} - {None})
    owners = Owner.objects.in_bulk({each["owner"] for each in written} - {None})
    participants = {
        pk: found.merged_into or found
        for pk, found in Participant.objects.select_related("owner", "merged_into__owner").in_bulk(people).items()
    }
    live = {str(item.pk): item for item in action_items(minutes.gathering)}
    decided = [DecisionShown(each["number"], each["text"]) for each in content["decisions"]]
    by_session: dict[str, list[DecisionShown]] = {}
    for shown, each in zip(decided, content["decisions"], strict=True):
        by_session.setdefault(str(each["session"]), []).append(shown)
    return MinutesShown(
        minutes=minutes,
        version=version,
        text=content["text"],
        chair=content["chair"],
        keeper=content["keeper"],
        there=Present(
            [participants[pk] for pk in content["present"] if pk in participants],
            [participants[pk] for pk in content["excused"] if pk in participants],
        ),
        days=[
            DayShown(
                datetime.date.fromisoformat(day["key"]),
                day["title"],
                day["outcome"],
                [
                    SessionShown(
                        int(each["key"]),
                        each["topic"],
                        datetime.datetime.fromisoformat(each["starts_at"]),
                        datetime.datetime.fromisoformat(each["ends_at"]),
                        ", ".join(each["lecturers"]),
                        each["outcome"],
                        by_session.get(each["key"], []),
                    )
                    for each in day["sessions"]
                ],
            )
            for day in content["days"]
        ],
        decisions=decided,
        items=[
            ItemShown(
                text=each["text"],
                due_on=datetime.date.fromisoformat(each["due_on"]) if each["due_on"] else None,
                decision=each["decision"],
                account=accounts.get(each["account"]),
                owner=owners.get(each["owner"]),
                participant=participants.get(each["participant"]),
                item=live.get(each["key"]),
            )
            for each in written
        ],
    )
