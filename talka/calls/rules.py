"""What may be done with a call, as sentences."""

import datetime

from talka.calls import clock
from talka.calls.models import Application, Call
from talka.foundation.access import Viewer


def may_make(viewer: Viewer) -> bool:
    """Whoever acts for somebody who can call."""
    return viewer.is_member and bool(viewer.acts_for)


def may_run(viewer: Viewer, call: Call) -> bool:
    """Whoever acts for its host, and nobody else: applications are entrusted to them, not to the network."""
    return call.network_id == viewer.network.pk and viewer.is_member and call.owner_id in viewer.acts_for


def is_open(call: Call, now: datetime.datetime | None = None) -> bool:
    """Up to the deadline and at the deadline itself; not one moment after."""
    if call.state != Call.State.PUBLISHED or call.closes_at is None:
        return False
    return (now or clock.now()) <= call.closes_at


def is_over(call: Call, now: datetime.datetime | None = None) -> bool:
    """Published, and the deadline has passed: applications are opened. Those of a call that was called off are
    nobody's but their applicants'."""
    return call.state not in (Call.State.DRAFT, Call.State.CALLED_OFF) and not is_open(call, now)


def is_called_off(call: Call) -> bool:
    return call.state == Call.State.CALLED_OFF


def may_be_called_off(call: Call) -> bool:
    """From the day it is published until its decision is announced."""
    return call.state in (Call.State.PUBLISHED, Call.State.OPENED, Call.State.DECIDED)


def is_reviewed(call: Call, now: datetime.datetime | None = None) -> bool:
    """Reviewers may declare and score."""
    return call.state == Call.State.PUBLISHED and is_over(call, now)


def marks_are_open(call: Call) -> bool:
    """Everybody has scored: marks may be seen and discussed."""
    return call.state in (Call.State.OPENED, Call.State.DECIDED, Call.State.ANNOUNCED)


def is_announced(call: Call) -> bool:
    return call.state == Call.State.ANNOUNCED


def phase(call: Call, now: datetime.datetime | None = None) -> str:
    """draft, open, review, discussion, decided, announced or called_off."""
    if call.state == Call.State.PUBLISHED:
        return "open" if is_open(call, now) else "review"
    return {
        Call.State.DRAFT: "draft",
        Call.State.OPENED: "discussion",
        Call.State.DECIDED: "decided",
        Call.State.ANNOUNCED: "announced",
        Call.State.CALLED_OFF: "called_off",
    }[Call.State(call.state)]


def is_changed_since_published(call: Call) -> bool:
    """The host works on an amendment that nobody else sees yet."""
    return call.version > 0 and call.draft != call.terms_frozen


def may_be_typed(application: Application) -> bool:
    """What is typed is kept, even after the deadline or a call off, until the decision is announced."""
    return application.state != Application.State.WITHDRAWN and not is_announced(application.call)


def may_be_withdrawn(application: Application) -> bool:
    """Until the panel discusses it, and while anything can come of it."""
    call = application.call
    return not marks_are_open(call) and not is_called_off(call)


def is_changed_since_sent(application: Application) -> bool:
    sent = {name: value for name, value in application.sent.items() if name != "files"}
    return application.state == Application.State.SENT and bool(application.content != sent)


def may_appeal(application: Application, now: datetime.datetime | None = None) -> bool:
    """Within the days that the call gives, once, by those who were not selected."""
    call = application.call
    decision = getattr(call, "decision", None)
    if not is_announced(call) or decision is None or decision.announced_at is None:
        return False
    if not application.sent or hasattr(application, "appeal"):
        return False
    if hasattr(application, "outcome") and application.outcome.result == "selected":
        return False
    last = decision.announced_at + datetime.timedelta(days=call.terms.appeal_days)
    return bool((now or clock.now()) <= last)
