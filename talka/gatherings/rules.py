"""What may be done with a gathering, as sentences."""

import datetime

from django.utils import timezone

from talka.foundation.access import Viewer
from talka.foundation.owners.models import Visibility
from talka.gatherings.models import Gathering, HostTurn, Idea, Lecturer, Series, Session
from talka.programmes import rules as programme_rules

TICKED_BEFORE = datetime.timedelta(hours=2)
CHECKED_IN_BEFORE = datetime.timedelta(minutes=30)
LATE_AFTER = datetime.timedelta(minutes=10)


def may_plan(viewer: Viewer) -> bool:
    """A coordinator, or whoever acts for somebody who can be host."""
    return viewer.is_coordinator or (viewer.is_member and bool(viewer.acts_for))


def may_run(viewer: Viewer, gathering: Gathering) -> bool:
    """Edit it, see who comes, say that it was held: whoever acts for its host or a co-host, runs its programme, or
    coordinates the network, except where the host keeps it private."""
    if gathering.network_id != viewer.network.pk:
        return False
    if hosts(viewer, gathering):
        return True
    if gathering.visibility in (Visibility.PRIVATE, Visibility.SHARED):
        return False
    if gathering.programme is not None and programme_rules.may_run(viewer, gathering.programme):
        return True
    return viewer.is_coordinator


def hosts(viewer: Viewer, gathering: Gathering) -> bool:
    """Acts for its host or for a co-host."""
    if gathering.owner_id in viewer.acts_for:
        return True
    return bool(viewer.acts_for) and any(owner.pk in viewer.acts_for for owner in gathering.co_hosts.all())


def may_write_profile(viewer: Viewer, lecturer: Lecturer) -> bool:
    """The lecturer's own, one of an organisation's people, or a coordinator of the network."""
    if not viewer.is_member or lecturer.network_id != viewer.network.pk:
        return False
    own = viewer.account is not None and lecturer.account_id == viewer.account.pk
    return own or viewer.is_coordinator or lecturer.owner_id in viewer.acts_for


def awaits_decision(gathering: Gathering) -> bool:
    """Its day was taken out of the cycle's design, and nobody has said whether this round keeps it. Reads the day."""
    if gathering.design_day is None or gathering.design_day.taken_out_at is None:
        return False
    return gathering.state == Gathering.State.PLANNED and not any(gathering.kept_reason.values())


def is_past(gathering: Gathering, now: datetime.datetime | None = None) -> bool:
    return gathering.ends_at < (now or timezone.now())


def takes_sign_ups(gathering: Gathering, now: datetime.datetime | None = None) -> bool:
    """Planned, not begun, and not after the day on which sign-up closes."""
    moment = now or timezone.now()
    closes = gathering.sign_up_until or gathering.starts_at
    return gathering.state == Gathering.State.PLANNED and moment < min(closes, gathering.starts_at)


def may_be_ticked(session: Session, now: datetime.datetime | None = None) -> bool:
    """From shortly before the session on, for ever after: a list on paper is typed in later."""
    return (now or timezone.now()) >= session.starts_at - TICKED_BEFORE


def takes_check_in(session: Session, now: datetime.datetime | None = None) -> bool:
    """People check themselves in from half an hour before the session until it ends, where it takes place."""
    moment = now or timezone.now()
    on = session.starts_at - CHECKED_IN_BEFORE <= moment < session.ends_at
    return on and session.gathering.state != Gathering.State.CANCELLED


def is_late(session: Session, moment: datetime.datetime) -> bool:
    """Some minutes are nobody's lateness."""
    return moment > session.starts_at + LATE_AFTER


def may_see_answers(viewer: Viewer, gathering: Gathering) -> bool:
    """What people answered at sign-up is for those who act for the host or a co-host, not for coordinators."""
    return gathering.network_id == viewer.network.pk and hosts(viewer, gathering)


def may_run_series(viewer: Viewer, series: Series) -> bool:
    """Change it, add members, ask who hosts: who looks after it, runs its programme, or coordinates the network."""
    if not viewer.is_member or series.network_id != viewer.network.pk:
        return False
    if series.owner_id in viewer.acts_for:
        return True
    if series.visibility in (Visibility.PRIVATE, Visibility.SHARED):
        return False
    if series.programme is not None and programme_rules.may_run(viewer, series.programme):
        return True
    return viewer.is_coordinator


def may_answer(viewer: Viewer, turn: HostTurn) -> bool:
    """Accept or pass: only who acts for the member that is asked."""
    return viewer.is_member and turn.owner_id in viewer.acts_for


def may_bring_idea(viewer: Viewer) -> bool:
    """Everybody who acts for some organisation, group or themselves."""
    return viewer.is_member and bool(viewer.acts_for)


def takes_part_in_idea(viewer: Viewer, idea: Idea) -> bool:
    """Acts for who brought it in or for a partner. Reads the prefetched partners."""
    if not viewer.is_member:
        return False
    return idea.owner_id in viewer.acts_for or any(each.owner_id in viewer.acts_for for each in idea.partners.all())


def may_change_idea(viewer: Viewer, idea: Idea) -> bool:
    """Plan its first step, end it: who takes part, runs its programme, or coordinates, unless it is kept private."""
    if takes_part_in_idea(viewer, idea):
        return True
    if not viewer.is_member or idea.visibility in (Visibility.PRIVATE, Visibility.SHARED):
        return False
    if idea.programme is not None and programme_rules.may_run(viewer, idea.programme):
        return True
    return viewer.is_coordinator
