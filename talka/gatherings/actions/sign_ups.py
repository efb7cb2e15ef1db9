"""Keeping a place, without account, and giving it back."""

import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.events import send
from talka.gatherings import rules
from talka.gatherings.actions.letters import write_later
from talka.gatherings.actions.people import meet_participant
from talka.gatherings.actions.waiting import let_waiting_in
from talka.gatherings.events import PlaceKept
from talka.gatherings.models import Gathering, InvitedGroup, SignUp
from talka.identity.models import Account


@dataclass(frozen=True)
class SignedUp:
    """What came of it.

    `repeated`   the same sending came before; nothing was added
    `known`      this address keeps or waits for a place already; its letter was sent again
    """

    sign_up: SignUp
    repeated: bool = False
    known: bool = False


@transaction.atomic
def sign_up(
    *,
    gathering: Gathering,
    name: str,
    email: str,
    comes_from: str = "",
    field_id: uuid.UUID | None = None,
    acting_user: Account | None = None,
    group: InvitedGroup | None = None,
    language: str = "",
    letter: bool = True,
) -> SignedUp:
    """Keep a place, or the next place on the waiting list where all are kept.

    `field_id` is made by the client: the same id with the same content is success and adds nothing; the same id
    with other content is another person at the same page, and both are kept. One address keeps one place.
    The gathering's row is locked, so its capacity is never exceeded. Raises Refusal where sign-up is closed.
    """
    standing = Gathering.objects.select_for_update().get(pk=gathering.pk)
    identity = field_id or uuid.uuid4()
    before = SignUp.objects.filter(field_id=identity).first()
    if before is not None:
        same = before.gathering_id == standing.pk and before.email == email.lower() and before.name == name
        if same:
            return SignedUp(before, repeated=True)
        identity = uuid.uuid4()
    if not rules.takes_sign_ups(standing):
        raise Refusal(_("Sign-up for this gathering is closed. The host can tell you whether there is still a way."))
    known = standing.sign_ups.filter(email__iexact=email).exclude(state=SignUp.State.CANCELLED).first()
    if known is not None:
        if letter:
            write_later("kept" if known.state == SignUp.State.COMING else "waiting", known.pk)
        return SignedUp(known, known=True)
    kept = standing.sign_ups.filter(state=SignUp.State.COMING).count()
    free = standing.capacity is None or kept < standing.capacity
    made = SignUp.objects.create(
        gathering=standing,
        field_id=identity,
        account=acting_user,
        participant=meet_participant(
            network=standing.network,
            name=name,
            email=email,
            account=acting_user,
            comes_from=comes_from,
            language=language or get_language() or "",
        ),
        name=name,
        email=email.lower(),
        comes_from=comes_from,
        group=group,
        language=language or get_language() or "",
        state=SignUp.State.COMING if free else SignUp.State.WAITING,
        signed_up_at=timezone.now(),
    )
    record(acting_user=acting_user, network=standing.network, verb="signed up", target=standing, sign_up=made.pk)
    if letter:
        write_later("kept" if free else "waiting", made.pk)
    if free:
        send(PlaceKept(sign_up_id=made.pk))
    return SignedUp(made)


@transaction.atomic
def cancel_sign_up(*, acting_user: Account | None, sign_up: SignUp) -> SignUp:
    """Give a place back; whoever waited longest gets it and is told. Cancelling twice changes nothing."""
    gathering = Gathering.objects.select_for_update().get(pk=sign_up.gathering_id)
    sign_up.refresh_from_db(fields=["state"])
    if sign_up.state == SignUp.State.CANCELLED:
        return sign_up
    sign_up.state = SignUp.State.CANCELLED
    sign_up.save(update_fields=["state"])
    if not rules.is_past(gathering):
        let_waiting_in(gathering)
    record(
        acting_user=acting_user,
        network=gathering.network,
        verb="cancelled sign-up",
        target=gathering,
        sign_up=sign_up.pk,
    )
    return sign_up


@transaction.atomic
def forget_sign_up(*, sign_up: SignUp) -> None:
    """Take a person out of a list: a place for later is given back, one in the past stays as a number."""
    if not rules.is_past(sign_up.gathering):
        cancel_sign_up(acting_user=None, sign_up=sign_up)
    sign_up.name = "…"
    sign_up.email = f"forgotten-{sign_up.pk}@invalid.example"
    sign_up.comes_from = ""
    sign_up.account = None
    sign_up.save(update_fields=["name", "email", "comes_from", "account"])
