"""Who does what by when, until it is done or dropped."""

import datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.owners.models import Owner
from talka.foundation.wording import Wording
from talka.gatherings.actions.minutes import draft_of
from talka.gatherings.models import ActionItem, Decision, Gathering, Participant
from talka.identity.models import Account


class ItemChanges(TypedDict, total=False):
    """What `edit_action_item` may change; what is left out stays as it is."""

    text: Wording
    account: Account | None
    owner: Owner | None
    participant: Participant | None
    due_on: datetime.date | None
    decision: Decision | None


@transaction.atomic
def add_action_item(
    *,
    acting_user: Account | None,
    gathering: Gathering,
    text: Wording,
    account: Account | None = None,
    owner: Owner | None = None,
    participant: Participant | None = None,
    due_on: datetime.date | None = None,
    decision: Decision | None = None,
) -> ActionItem:
    """Somebody takes something on. It stands on their desk, or on that of their organisation.

    Raises Refusal where nobody is named, or the minutes are approved.
    """
    draft_of(gathering)
    item = ActionItem(
        gathering=gathering,
        text=text,
        account=account,
        owner=owner,
        participant=participant,
        due_on=due_on,
        decision=decision,
    )
    _whole(item)
    item.save()
    _record(acting_user, item, "added task")
    return item


@transaction.atomic
def edit_action_item(*, acting_user: Account | None, item: ActionItem, **changes: Unpack[ItemChanges]) -> ActionItem:
    draft_of(item.gathering)
    for field, value in changes.items():
        setattr(item, field, value)
    _whole(item)
    item.save()
    _record(acting_user, item, "edited task")
    return item


@transaction.atomic
def remove_action_item(*, acting_user: Account | None, item: ActionItem) -> None:
    draft_of(item.gathering)
    _record(acting_user, item, "removed task")
    item.delete()


@transaction.atomic
def finish_action_item(*, acting_user: Account | None, item: ActionItem, closing: Wording | None = None) -> ActionItem:
    """It is done; what came of it may be said. Approved minutes do not stand in the way."""
    return _close(acting_user, item, ActionItem.State.DONE, closing or {}, "finished task")


@transaction.atomic
def drop_action_item(*, acting_user: Account | None, item: ActionItem, closing: Wording) -> ActionItem:
    """It will not be done. Raises Refusal without a reason: who waited for it wants to know why."""
    if not any(words.strip() for words in closing.values()):
        raise Refusal(_("Say why it is dropped."), "closing")
    return _close(acting_user, item, ActionItem.State.DROPPED, closing, "dropped task")


@transaction.atomic
def reopen_action_item(*, acting_user: Account | None, item: ActionItem) -> ActionItem:
    if item.state == ActionItem.State.OPEN:
        return item
    item.state = ActionItem.State.OPEN
    item.closing = {}
    item.closed_at = None
    item.closed_by = None
    item.save(update_fields=["state", "closing", "closed_at", "closed_by"])
    _record(acting_user, item, "opened task again")
    return item


def _close(acting_user: Account | None, item: ActionItem, state: str, closing: Wording, verb: str) -> ActionItem:
    item.state = state
    item.closing = closing
    item.closed_at = timezone.now()
    item.closed_by = acting_user
    item.save(update_fields=["state", "closing", "closed_at", "closed_by"])
    _record(acting_user, item, verb)
    return item


def _whole(item: ActionItem) -> None:
    if item.account is None and item.owner is None and item.participant is None:
        raise Refusal(_("Say who does it."), "who")
    network = item.gathering.network_id
    if item.owner is not None and item.owner.network_id != network:
        raise Refusal(_("The organisation is not of this network."), "who")
    if item.participant is not None and item.participant.network_id != network:
        raise Refusal(_("The person is not of this network."), "who")
    if item.decision is not None and item.decision.gathering_id != item.gathering_id:
        raise Refusal(_("The decision stands in other minutes."), "decision")


def _record(acting_user: Account | None, item: ActionItem, verb: str) -> None:
    gathering = item.gathering
    record(acting_user=acting_user, network=gathering.network, verb=verb, target=gathering, task=item.pk)
