"""What changed in the design of a cycle since a round was planned by it."""

import datetime
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from talka.foundation.wording import Wording, said
from talka.gatherings.models import Gathering
from talka.gatherings.queries.differences_said import Content, other_hand_in, other_lecturers, other_result, other_times
from talka.gatherings.rules import awaits_decision
from talka.programmes.models import Cohort, GatheringKind
from talka.programmes.queries import design_as_planned, design_content


@dataclass(frozen=True)
class Later:
    """One change of the design after the round was planned. `may_take` is False for what people must do themselves;
    `to_decide` is the gathering of a day that was taken out, as long as nobody said what becomes of it."""

    key: str
    id: int
    kind: str
    is_day: bool
    title: Wording
    day_title: Wording
    changes: tuple[str, ...] = ()
    may_take: bool = True
    why_not: str = ""
    to_decide: int | None = None


def later_changes(cohort: Cohort) -> list[Later]:
    """What the design says otherwise now than when this round was planned: a fixed number of queries."""
    planned = design_as_planned(cohort)
    if planned is None:
        return []
    now = design_content(cohort.cycle)
    standing = {
        gathering.design_day_id: gathering
        for gathering in Gathering.objects.filter(cohort=cohort)
        .exclude(state=Gathering.State.CANCELLED)
        .select_related("design_day")
    }
    before = {day["id"]: day for day in planned["days"]}
    found: list[Later] = []
    for day in now["days"]:
        gathering = standing.get(day["id"])
        if day["id"] not in before:
            found.append(_new_day(day, gathering))
            continue
        old = before[day["id"]]
        over = _why_not(gathering)
        changes = _said_of(old, day, day=True)
        if changes:
            found.append(_later(day, "changed", day, changes, over, is_day=True))
        found += _sessions_since(old, day, over)
    return found + [_taken_out(each) for each in standing.values() if awaits_decision(each)]


def _taken_out(gathering: Gathering) -> Later:
    """Asked until somebody decides, whatever else of the design is taken over meanwhile."""
    assert gathering.design_day is not None
    day = gathering.design_day
    return Later(
        key=f"day-{day.pk}",
        id=day.pk,
        kind="removed",
        is_day=True,
        title=gathering.title,
        day_title=gathering.title,
        changes=(_("Taken out of the design."),),
        may_take=False,
        to_decide=gathering.pk,
    )


def _new_day(day: Content, gathering: Gathering | None) -> Later:
    return _later(
        day,
        "added",
        day,
        (_("New in the design."),),
        "" if gathering else _("Give it a date and a host: plan it below."),
        is_day=True,
    )


def _sessions_since(old: Content, day: Content, over: str) -> list[Later]:
    was = {each["id"]: each for each in old["sessions"]}
    still = {each["id"] for each in day["sessions"]}
    found = []
    for each in day["sessions"]:
        if each["id"] not in was:
            found.append(_later(each, "added", day, (_("New in the design."),), over))
        elif changes := _said_of(was[each["id"]], each, day=False):
            found.append(_later(each, "changed", day, changes, over))
    gone = [each for each in old["sessions"] if each["id"] not in still]
    return found + [_later(each, "removed", day, (_("Taken out of the design."),), over) for each in gone]


def _later(
    thing: Content, kind: str, day: Content, changes: tuple[str, ...], why_not: str, is_day: bool = False
) -> Later:
    return Later(
        key=thing["key"],
        id=thing["id"],
        kind=kind,
        is_day=is_day,
        title=thing["title"] if is_day else thing["topic"],
        day_title=day["title"],
        changes=changes,
        may_take=not why_not,
        why_not=why_not,
    )


def _why_not(gathering: Gathering | None) -> str:
    if gathering is None:
        return _("This day is not planned in this round.")
    if gathering.state == Gathering.State.HELD:
        return _("This day was held already; what was held stays.")
    return ""


def _said_of(old: Content, new: Content, *, day: bool) -> tuple[str, ...]:
    """What the design says otherwise of one day or session, as sentences."""
    changes = []
    name = "title" if day else "topic"
    if old[name] != new[name]:
        changes.append(_("Now called “%(title)s”.") % {"title": said(new[name])})
    today = datetime.date(2000, 1, 1)
    starts, ends = (
        datetime.datetime.combine(today, datetime.time.fromisoformat(new[each]), tzinfo=datetime.UTC)
        for each in ("starts", "ends")
    )
    changes += other_times(old, starts, ends)
    if day and old["kind"] != new["kind"]:
        changes.append(
            _("%(after)s instead of %(before)s.")
            % {
                "after": capfirst(str(GatheringKind(new["kind"]).label)),
                "before": GatheringKind(old["kind"]).label,
            }
        )
    if day and old["about"] != new["about"]:
        changes.append(_("What happens is described anew."))
    if not day and old["lecturers"] != new["lecturers"]:
        changes.append(other_lecturers(old["lecturers"], new["lecturers"]))
    if old["result"] != new["result"]:
        changes.append(other_result(old["result"], new["result"]))
    if not day and old["obligatory"] != new["obligatory"]:
        changes.append(_("Nobody may miss it now.") if new["obligatory"] else _("It may be missed now."))
    if not day and old["hand_in"] != new["hand_in"]:
        changes.append(other_hand_in(new["hand_in"]))
    return tuple(changes)
