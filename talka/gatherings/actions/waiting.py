"""Free places go to those who wait: at once, or as an offer with a time limit."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.events import send
from talka.gatherings import places, queries
from talka.gatherings.actions.letters import write_later
from talka.gatherings.events import PlaceKept
from talka.gatherings.models import Gathering, SignUp, SignUpAnswer, WaitingMove
from talka.identity.models import Account

State = SignUp.State


def settle(
    gathering: Gathering, *, newcomer: SignUp | None = None, now: datetime.datetime | None = None
) -> list[SignUp]:
    """End offers whose time is over and give what is free to those who wait, in their order; write to them.

    `newcomer` has just signed up: a place that is free for them is theirs, not an offer, and the caller writes.
    Call with the gathering's row locked, inside the transaction that changed something.
    """
    moment = now or timezone.now()
    if gathering.state != Gathering.State.PLANNED or gathering.ends_at < moment:
        return []
    _end_offers(gathering, moment)
    stands = queries.standing(gathering, moment)
    if not stands.waiting:
        return []
    found = stands.allocation()
    numbers = {party.key: number for number, party in enumerate(stands.waiting, 1)}
    for passing in found.passes:
        # The first of those in front says why; the list says it for each.
        why = next(iter(passing.passed.values()))
        WaitingMove.objects.create(
            gathering=gathering, sign_up_id=passing.key, from_place=numbers[passing.key], why=why.value, moved_at=moment
        )
    got = []
    for key in found.placed:
        lead, at_once = stands.rows[key][0], newcomer is not None and newcomer.pk == key
        until = None if at_once else places.offer_ends(moment, stands.rules.offer_hours, gathering.starts_at)
        _give(stands.rows[key], until, moment)
        if not at_once:
            write_later("let_in" if until is None else "offered", lead.pk)
        got.append(lead)
    return got


def _give(people: list[SignUp], until: datetime.datetime | None, now: datetime.datetime) -> None:
    for row in people:
        row.state = State.COMING if until is None else State.OFFERED
        row.offered_at, row.offer_ends_at = (None, None) if until is None else (now, until)
        row.save(update_fields=["state", "offered_at", "offer_ends_at"])
        if until is None:
            send(PlaceKept(sign_up_id=row.pk))


def _end_offers(gathering: Gathering, now: datetime.datetime) -> None:
    late = gathering.sign_ups.filter(state=State.OFFERED, offer_ends_at__lte=now)
    for lead in late.filter(led_by__isnull=True):
        end([lead, *lead.company.filter(state=State.OFFERED)], SignUp.Ended.RAN_OUT)
        write_later("ran_out", lead.pk)
        record(acting_user=None, network=gathering.network, verb="offer ran out", target=gathering, sign_up=lead.pk)


def end(people: list[SignUp], why: SignUp.Ended) -> None:
    """Take places, offers or waiting from these people; what they answered is erased at once."""
    for row in people:
        row.state, row.ended_why = State.CANCELLED, why
        row.offered_at = row.offer_ends_at = None
        row.save(update_fields=["state", "ended_why", "offered_at", "offer_ends_at"])
    SignUpAnswer.objects.filter(sign_up__in=people).delete()


@transaction.atomic
def settle_places(*, gathering: Gathering, now: datetime.datetime | None = None) -> list[SignUp]:
    """What time alone has changed: offers that ran out, places no longer kept for a sector. Doing it twice changes
    nothing."""
    return settle(Gathering.objects.select_for_update().get(pk=gathering.pk), now=now)


def settle_all() -> None:
    """The duty: every gathering whose list may have something due, each in a transaction of its own."""
    now = timezone.now()
    for gathering in queries.gatherings_to_settle(now):
        if queries.places_due(gathering, now):
            settle_places(gathering=gathering)


@transaction.atomic
def accept_offer(*, acting_user: Account | None, sign_up: SignUp) -> SignUp:
    """Take the place that is offered, for the whole group. Doing it twice changes nothing.

    Raises Refusal where the offer's time is over or the place was given up.
    """
    gathering, people = _locked(sign_up)
    now = timezone.now()
    if people and people[0].state == State.COMING:
        return people[0]
    if not people or people[0].state != State.OFFERED or queries.offer_is_over(people[0], now):
        raise Refusal(_("The time for this offer is over, and the place went to the next."))
    _give(people, None, now)
    record(acting_user=acting_user, network=gathering.network, verb="signed up", target=gathering, sign_up=people[0].pk)
    write_later("kept", people[0].pk)
    return people[0]


@transaction.atomic
def pass_offer(*, acting_user: Account | None, sign_up: SignUp) -> SignUp:
    """Leave the offered place to the next, and the list. Doing it twice, or too late, changes nothing."""
    gathering, people = _locked(sign_up)
    if people and people[0].state == State.OFFERED:
        end(people, SignUp.Ended.PASSED)
        record(
            acting_user=acting_user,
            network=gathering.network,
            verb="passed offer",
            target=gathering,
            sign_up=people[0].pk,
        )
        settle(gathering)
    return sign_up


def _locked(sign_up: SignUp) -> tuple[Gathering, list[SignUp]]:
    """The gathering with its row locked, and the living rows of the party, the one who leads first."""
    gathering = Gathering.objects.select_for_update().select_related("network").get(pk=sign_up.gathering_id)
    rows = list(SignUp.objects.filter(pk=sign_up.lead_id)) + list(SignUp.objects.filter(led_by_id=sign_up.lead_id))
    return gathering, [row for row in rows if row.state != State.CANCELLED]


@transaction.atomic
def move_waiting(*, acting_user: Account | None, sign_up: SignUp, to: int, reason: str) -> WaitingMove | None:
    """Give somebody another place in the order. The reason stands on the list for everybody, and those who lost a
    place are told. None where nothing changes.

    Raises Refusal without a reason, or for somebody who does not wait.
    """
    if not reason.strip():
        raise Refusal(_("Give the reason. Everybody on the list reads it."), "reason")
    gathering = Gathering.objects.select_for_update().select_related("network").get(pk=sign_up.gathering_id)
    waiting = queries.waiting_order(gathering)
    order = [row.pk for row in waiting]
    if sign_up.lead_id not in order:
        raise Refusal(_("Only somebody who waits can be moved."))
    changed = places.moved(order, sign_up.lead_id, to)
    if changed == order:
        return None
    for rank, key in enumerate(changed, 1):
        SignUp.objects.filter(pk=key).update(rank=rank)
        SignUp.objects.filter(led_by_id=key, state=State.WAITING).update(rank=rank)
    move = WaitingMove.objects.create(
        gathering=gathering,
        sign_up_id=sign_up.lead_id,
        from_place=order.index(sign_up.lead_id) + 1,
        to_place=changed.index(sign_up.lead_id) + 1,
        reason=reason.strip(),
        moved_by=acting_user,
    )
    record(
        acting_user=acting_user,
        network=gathering.network,
        verb="moved on waiting list",
        target=gathering,
        sign_up=sign_up.lead_id,
        from_place=move.from_place,
        to_place=move.to_place,
    )
    for key in order:
        if key == sign_up.lead_id or changed.index(key) > order.index(key):
            write_later("moved", key)
    settle(gathering)
    return move
