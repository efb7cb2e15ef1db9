"""Running a cycle: the gatherings of a round by the cycle's design, and taking over what changed in it since."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.owners.models import Owner, Visibility
from talka.foundation.wording import Wording, said
from talka.gatherings import rules
from talka.gatherings.actions.agenda import add_session, edit_session, remove_session
from talka.gatherings.actions.gathering import cancel_gathering, edit_gathering, plan_gathering
from talka.gatherings.actions.people import join_cohort
from talka.gatherings.models import CohortMember, Gathering, Participant, Session, SignUp
from talka.gatherings.queries.design_since import Later, later_changes
from talka.identity.models import Account
from talka.organisations.models import Locality
from talka.programmes.actions import edit_cohort, follow_design
from talka.programmes.models import Cohort, CycleDay, CycleSession, Stage


@dataclass(frozen=True)
class PlannedDay:
    """When and where a round has one day of the design, and who hosts it."""

    day: CycleDay
    on: datetime.date
    host: Owner
    place: str = ""
    locality: Locality | None = None


@transaction.atomic
def plan_round(
    *,
    acting_user: Account | None,
    cohort: Cohort,
    days: Iterable[PlannedDay],
    stage: Stage | None = None,
    visibility: str = Visibility.NETWORK,
) -> list[Gathering]:
    """Plan the gatherings of a round as the cycle is designed, each with its sessions.

    The round remembers the design that it goes by. The dates of the round follow its days. Raises Refusal where nothing
    is given, a day is planned already, or a day is not of this cycle.
    """
    wanted = list(days)
    if not wanted:
        raise Refusal(_("Give at least one day a date."))
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    cycle = cohort.cycle
    standing = Gathering.objects.filter(cohort=cohort).exclude(state=Gathering.State.CANCELLED)
    there = set(standing.values_list("design_day_id", flat=True))
    for each in wanted:
        if each.day.cycle_id != cycle.pk or each.day.taken_out_at is not None:
            raise Refusal(_("“%(title)s” is not a day of this cycle.") % {"title": said(each.day.title)})
        if each.day.pk in there:
            raise Refusal(_("“%(title)s” is planned already.") % {"title": said(each.day.title)})
    follow_design(acting_user=acting_user, cohort=cohort)
    made = [_planned(acting_user, cohort, each, stage, visibility) for each in wanted]
    on = sorted(
        [
            *(each.on for each in wanted),
            *(moment.astimezone(_zone(cohort)).date() for moment in standing.values_list("starts_at", flat=True)),
        ]
    )
    edit_cohort(acting_user=acting_user, cohort=cohort, starts_on=on[0], ends_on=on[-1])
    programme = cycle.programme
    record(acting_user=acting_user, network=programme.network, verb="planned round", target=programme, cohort=cohort.pk)
    return made


def _planned(
    acting_user: Account | None, cohort: Cohort, planned: PlannedDay, stage: Stage | None, visibility: str
) -> Gathering:
    day, zone = planned.day, _zone(cohort)
    gathering = plan_gathering(
        acting_user=acting_user,
        network=cohort.cycle.programme.network,
        host=planned.host,
        kind=day.kind,
        title=day.title,
        about=day.about,
        result=day.result,
        starts_at=_at(planned.on, day.starts, zone),
        ends_at=_at(planned.on, day.ends, zone),
        programme=cohort.cycle.programme,
        stage=stage,
        cohort=cohort,
        design_day=day,
        place=planned.place,
        locality=planned.locality,
        visibility=visibility,
    )
    for session in day.sessions.filter(taken_out_at__isnull=True).order_by("starts", "pk"):
        _put(acting_user, gathering, session, zone)
    return gathering


def _put(acting_user: Account | None, gathering: Gathering, session: CycleSession, zone: ZoneInfo) -> Session:
    """The designed session in the agenda of this gathering."""
    on = gathering.starts_at.astimezone(zone).date()
    starts_at, ends_at = _at(on, session.starts, zone), _at(on, session.ends, zone)
    _make_room(acting_user, gathering, starts_at, ends_at)
    return add_session(
        acting_user=acting_user,
        gathering=gathering,
        starts_at=starts_at,
        ends_at=ends_at,
        topic=session.topic,
        lecturers=session.lecturer_names,
        result=session.result,
        obligatory=session.obligatory,
        hand_in=session.hand_in,
        design_session=session,
    )


@transaction.atomic
def take_over_design(*, acting_user: Account | None, cohort: Cohort, keys: Collection[str]) -> list[Later]:
    """Take over what changed in the design since the round was planned, as far as it is named by its key.

    What is not named stays as the round has it, and shows from now on as the round's own difference. Gatherings that
    were held or called off are not touched. Raises Refusal where a session would go at which somebody was.
    """
    if not cohort.design_version:
        raise Refusal(_("This round is not planned by the design yet. Plan it first."))
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    taken = [change for change in later_changes(cohort) if change.may_take and change.key in keys]
    zone = _zone(cohort)
    gatherings = {
        gathering.design_day_id: gathering
        for gathering in Gathering.objects.filter(cohort=cohort, state=Gathering.State.PLANNED).select_related(
            "network", "owner", "programme", "stage", "cohort__cycle"
        )
    }
    # Days before sessions, so that a session finds the day as long as it has become.
    for change in sorted(taken, key=lambda each: not each.is_day):
        if change.is_day:
            _take_day(acting_user, gatherings[change.id], CycleDay.objects.get(pk=change.id), zone)
        else:
            _take_session(acting_user, cohort, gatherings, change, zone)
    follow_design(acting_user=acting_user, cohort=cohort)
    programme = cohort.cycle.programme
    record(
        acting_user=acting_user,
        network=programme.network,
        verb="took over design",
        target=programme,
        cohort=cohort.pk,
    )
    return taken


def _take_day(acting_user: Account | None, gathering: Gathering, day: CycleDay, zone: ZoneInfo) -> None:
    on = gathering.starts_at.astimezone(zone).date()
    sessions = list(gathering.sessions.all())
    starts_at = min([_at(on, day.starts, zone), *(each.starts_at for each in sessions)])
    ends_at = max([_at(on, day.ends, zone), *(each.ends_at for each in sessions)])
    edit_gathering(
        acting_user=acting_user,
        gathering=gathering,
        kind=day.kind,
        title=day.title,
        about=day.about,
        result=day.result,
        starts_at=starts_at,
        ends_at=ends_at,
    )


def _take_session(
    acting_user: Account | None,
    cohort: Cohort,
    gatherings: dict[int | None, Gathering],
    change: Later,
    zone: ZoneInfo,
) -> None:
    standing = (
        Session.objects.filter(gathering__cohort=cohort, design_session_id=change.id)
        .exclude(gathering__state=Gathering.State.CANCELLED)
        .select_related("gathering__network")
        .first()
    )
    designed = CycleSession.objects.select_related("day").get(pk=change.id)
    if change.kind == "removed":
        if standing is not None:
            remove_session(acting_user=acting_user, session=standing)
        return
    if standing is None:
        _put(acting_user, gatherings[designed.day_id], designed, zone)
        return
    gathering = standing.gathering
    on = standing.starts_at.astimezone(zone).date()
    starts_at, ends_at = _at(on, designed.starts, zone), _at(on, designed.ends, zone)
    _make_room(acting_user, gathering, starts_at, ends_at)
    edit_session(
        acting_user=acting_user,
        session=standing,
        starts_at=starts_at,
        ends_at=ends_at,
        topic=designed.topic,
        lecturers=designed.lecturer_names,
        result=designed.result,
        obligatory=designed.obligatory,
        hand_in=designed.hand_in,
    )


@transaction.atomic
def decide_on_taken_out(
    *, acting_user: Account | None, gathering: Gathering, keep: bool, reason: Wording | None
) -> Gathering:
    """Of a day that was taken out of the design: keep its gathering in this round, or call it off and tell everybody.

    Raises Refusal without a reason, or where there is nothing to decide any more.
    """
    standing = Gathering.objects.select_for_update(of=("self",)).select_related("design_day").get(pk=gathering.pk)
    if not rules.awaits_decision(standing):
        raise Refusal(_("There is nothing to decide here any more."))
    if not any((reason or {}).values()):
        raise Refusal(
            _("Say in a few words why. It stands on the page, and in the letters where it is called off."), "reason"
        )
    if not keep:
        return cancel_gathering(acting_user=acting_user, gathering=gathering, reason=reason)
    gathering.kept_reason = reason or {}
    gathering.save(update_fields=["kept_reason"])
    record(acting_user=acting_user, network=gathering.network, verb="kept beside the design", target=gathering)
    return gathering


@transaction.atomic
def take_in_signed_up(*, acting_user: Account | None, cohort: Cohort) -> int:
    """Take everybody into the round who keeps a place at one of its gatherings; gives how many came in.

    Whoever had left the round stays out of it.
    """
    known = CohortMember.objects.filter(cohort=cohort).values("participant_id")
    wanted = (
        Participant.objects.filter(
            sign_ups__gathering__cohort=cohort, sign_ups__state=SignUp.State.COMING, forgotten_at__isnull=True
        )
        .exclude(pk__in=known)
        .distinct()
    )
    people = list(wanted)
    for participant in people:
        join_cohort(acting_user=acting_user, cohort=cohort, participant=participant)
    return len(people)


def _make_room(
    acting_user: Account | None, gathering: Gathering, starts_at: datetime.datetime, ends_at: datetime.datetime
) -> None:
    """A day that is too short for the session becomes as long as it needs."""
    if starts_at < gathering.starts_at or ends_at > gathering.ends_at:
        edit_gathering(
            acting_user=acting_user,
            gathering=gathering,
            starts_at=min(starts_at, gathering.starts_at),
            ends_at=max(ends_at, gathering.ends_at),
        )


def _zone(cohort: Cohort) -> ZoneInfo:
    return ZoneInfo(cohort.cycle.programme.network.time_zone)


def _at(day: datetime.date, time: datetime.time, zone: ZoneInfo) -> datetime.datetime:
    return datetime.datetime.combine(day, time, tzinfo=zone)
