"""Drafting a call, its parts, publishing it, amending what is published, calling it off."""

import datetime
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from talka.calls import clock, rules
from talka.calls.actions.letters import tell_called_off_later, write_later
from talka.calls.events import CallCalledOff, CallPublished
from talka.calls.models import Application, Call
from talka.calls.terms import Condition, Criterion, Terms, new_key
from talka.calls.words import closed_words
from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.events import send
from talka.foundation.owners.models import Owner, Visibility
from talka.foundation.threads.actions import end_reversioned
from talka.foundation.versions.actions import freeze
from talka.foundation.wording import Wording
from talka.identity.models import Account, Network
from talka.programmes.models import Programme


@transaction.atomic
def draft_call(
    *,
    acting_user: Account | None,
    network: Network,
    owner: Owner,
    title: Wording,
    programme: Programme | None = None,
    **further: Any,
) -> Call:
    """Begin a call. `further` are fields of `Terms`; nobody but the host sees a draft."""
    if owner.network_id != network.pk:
        raise Refusal(_("The host must be a member of this network."), "owner")
    if programme is not None and programme.network_id != network.pk:
        raise Refusal(_("This programme is not of this network."), "programme")
    terms = Terms(title=title, **{"time_zone": network.time_zone, **further})
    _sensible(terms)
    call = Call.objects.create(
        network=network,
        owner=owner,
        programme=programme,
        title=terms.title,
        lead=terms.lead,
        draft=terms.to_json(),
        visibility=Visibility.PRIVATE,
    )
    record(acting_user=acting_user, network=network, verb="drafted", target=call)
    return call


@transaction.atomic
def edit_call(*, acting_user: Account | None, call: Call, **changes: Any) -> Call:
    """Change fields of the draft. What is published stays as it stands until an amendment is published."""
    locked = _locked(call)
    if "programme" in changes:
        locked.programme = changes.pop("programme")
    terms = replace(Terms.from_json(locked.draft), **changes)
    _sensible(terms)
    _keep(locked, call, terms)
    record(acting_user=acting_user, network=call.network, verb="edited", target=locked, fields=sorted(changes))
    return call


@transaction.atomic
def put_part(*, acting_user: Account | None, call: Call, part: str, item: Any) -> Any:
    """Add or change a criterion, condition, question, needed file or quota of the draft; gives it with its key."""
    locked = _locked(call)
    if not item.key:
        item = replace(item, key=new_key())
    _sensible_part(item)
    _keep(locked, call, Terms.from_json(locked.draft).with_item(part, item))
    record(acting_user=acting_user, network=call.network, verb="edited", target=locked, fields=[part])
    return item


@transaction.atomic
def remove_part(*, acting_user: Account | None, call: Call, part: str, key: str) -> None:
    locked = _locked(call)
    _keep(locked, call, Terms.from_json(locked.draft).without_item(part, key))
    record(acting_user=acting_user, network=call.network, verb="edited", target=locked, fields=[part])


@transaction.atomic
def move_part(*, acting_user: Account | None, call: Call, part: str, key: str, by: int) -> None:
    locked = _locked(call)
    _keep(locked, call, Terms.from_json(locked.draft).with_item_moved(part, key, by))
    record(acting_user=acting_user, network=call.network, verb="edited", target=locked, fields=[part])


@transaction.atomic
def publish_call(*, acting_user: Account | None, call: Call, public: bool = True, note: Wording | None = None) -> Call:
    """Freeze the draft as the next version: first the call itself, then numbered amendments.

    An amendment needs a note and goes by letter to everybody who has begun an application. Raises Refusal where
    something is missing, nothing was changed, the deadline would come earlier, or has passed.
    """
    locked = _locked(call)
    now = clock.now()
    terms = Terms.from_json(locked.draft)
    _whole(terms)
    assert terms.closes_at is not None
    if terms.closes_at <= now:
        raise Refusal(_("The deadline lies in the past. Set a later one first."))
    if locked.version:
        if not rules.is_changed_since_published(locked):
            raise Refusal(_("Nothing was changed since the call was published."))
        if not note:
            raise Refusal(_("Say in a sentence what has changed; applicants read it in their letter."), "note")
        if locked.closes_at and terms.closes_at < locked.closes_at:
            raise Refusal(_("A published deadline can be put off, not brought forward."))
    first = not locked.version
    if first:
        locked.state, locked.published_at = Call.State.PUBLISHED, now
        locked.visibility = Visibility.PUBLIC if public else Visibility.NETWORK
    _stands(acting_user, locked, terms, note or {})
    _carried(locked, call)
    verb = "published" if first else "amended"
    record(acting_user=acting_user, network=call.network, verb=verb, target=call, version=call.version)
    return call


@transaction.atomic
def prolong_call(*, acting_user: Account | None, call: Call, closes_at: datetime.datetime, note: Wording) -> Call:
    """Put off the deadline of what stands published, by an amendment of this alone: what else the host has changed in
    the draft waits.

    Letters go to everybody who has begun. Raises Refusal where nothing is published, the deadline has passed, or the
    new one is not later.
    """
    locked = _locked(call)
    if locked.closes_at is None or not locked.version:
        raise Refusal(_("Publish the call first."))
    if closes_at <= locked.closes_at:
        raise Refusal(_("A published deadline can be put off, not brought forward."), "day")
    if not note:
        raise Refusal(_("Say in a sentence what has changed; applicants read it in their letter."), "note")
    locked.draft = replace(Terms.from_json(locked.draft), closes_at=closes_at).to_json()
    _stands(acting_user, locked, replace(Terms.from_json(locked.terms_frozen), closes_at=closes_at), note)
    _carried(locked, call)
    record(acting_user=acting_user, network=call.network, verb="prolonged", target=call, version=call.version)
    return call


def _stands(acting_user: Account | None, call: Call, terms: Terms, note: Wording) -> None:
    """Freeze terms as the next version of a locked call; after the first one, letters say what has changed."""
    now = clock.now()
    version = freeze(
        acting_user=acting_user,
        network=call.network,
        target=call,
        content={"terms": terms.to_json(), "note": note, "at": now.isoformat()},
    )
    amended = call.version > 0
    call.terms_frozen, call.version = terms.to_json(), version.number
    call.title, call.lead, call.closes_at = terms.title, terms.lead, terms.closes_at
    call.save()
    end_reversioned(thing=call, version=version.number)
    if amended:
        for pk in call.applications.exclude(state=Application.State.WITHDRAWN).values_list("pk", flat=True):
            write_later("amended", pk)
    send(CallPublished(call_id=call.pk, version=version.number))


@transaction.atomic
def put_back(*, acting_user: Account | None, call: Call) -> Call:
    """Take back what was changed in the draft since the call was published."""
    locked = _locked(call)
    if not rules.is_changed_since_published(locked):
        raise Refusal(_("Nothing was changed since the call was published."))
    _keep(locked, call, Terms.from_json(locked.terms_frozen))
    record(acting_user=acting_user, network=call.network, verb="put back", target=locked)
    return call


@transaction.atomic
def call_off(*, acting_user: Account | None, call: Call, reason: Wording) -> Call:
    """Nothing will be decided. Applicants, reviewers and those whose question waits for an answer get a letter.

    Applications stay with their applicants, and nobody else reads them from now on; marks and what the panel wrote
    down stay on record. Raises Refusal without a reason, before the call is published and once its decision is
    announced. A second time changes nothing.
    """
    locked = Call.objects.select_for_update(of=("self",)).select_related("network").get(pk=call.pk)
    if rules.is_called_off(locked):
        return call
    if not rules.may_be_called_off(locked):
        raise Refusal(_("A call can be called off from its publication until its decision is announced."))
    if not reason:
        raise Refusal(_("Say why. Applicants read it in their letter, and everybody on the public page."), "reason")
    locked.state, locked.called_off_at, locked.called_off_reason = Call.State.CALLED_OFF, clock.now(), reason
    locked.save(update_fields=["state", "called_off_at", "called_off_reason"])
    _carried(locked, call)
    tell_called_off_later(call)
    record(acting_user=acting_user, network=call.network, verb="called off", target=call)
    send(CallCalledOff(call_id=call.pk))
    return call


@transaction.atomic
def draft_again(*, acting_user: Account | None, call: Call) -> Call:
    """Draft a call from one that was published: all of its terms but the deadline. Its parts keep their keys, so that
    applicants can take over what they wrote."""
    terms = replace(call.terms, closes_at=None)
    made = Call.objects.create(
        network=call.network,
        owner=call.owner,
        programme=call.programme,
        drafted_from=call,
        title=terms.title,
        lead=terms.lead,
        draft=terms.to_json(),
        visibility=Visibility.PRIVATE,
    )
    record(acting_user=acting_user, network=call.network, verb="drafted", target=made)
    return made


def _locked(call: Call) -> Call:
    """The row as it stands. Raises Refusal once the deadline of what is published has passed."""
    locked = Call.objects.select_for_update(of=("self",)).select_related("network").get(pk=call.pk)
    if rules.is_called_off(locked):
        raise Refusal(closed_words(locked))
    if locked.state != Call.State.DRAFT and not rules.is_open(locked):
        raise Refusal(_("The deadline has passed; the terms of this call stay as they are."))
    return locked


def _keep(locked: Call, call: Call, terms: Terms) -> None:
    locked.draft = terms.to_json()
    if not locked.version:
        locked.title, locked.lead = terms.title, terms.lead
    locked.save()
    _carried(locked, call)


def _carried(locked: Call, call: Call) -> None:
    """What the caller holds is what stands."""
    for name in (
        "draft", "terms_frozen", "version", "title", "lead", "closes_at", "state", "published_at", "visibility",
        "programme", "called_off_at", "called_off_reason",
    ):  # fmt: skip
        setattr(call, name, getattr(locked, name))
    call.__dict__.pop("terms", None)


def _sensible(terms: Terms) -> None:
    if terms.places < 1:
        raise Refusal(_("At least one place can be given."), "places")
    if terms.threshold is not None and not 0 <= terms.threshold <= 100:
        raise Refusal(_("A share of the highest score lies between 0 and 100."), "threshold")


def _sensible_part(item: Any) -> None:
    if isinstance(item, Criterion):
        if item.weight < 1:
            raise Refusal(_("A criterion counts with a weight of at least 1."), "weight")
        if item.highest <= item.lowest:
            raise Refusal(_("The highest mark lies above the lowest."), "highest")
    if isinstance(item, Condition) and item.kind in (Condition.AT_LEAST, Condition.AT_MOST) and item.number is None:
        raise Refusal(_("Write the number that is the bound."), "number")


def missing(terms: Terms) -> list[str]:
    """What a draft lacks before it can be published, as sentences."""
    lacking = []
    if terms.closes_at is None:
        lacking.append(_("Set a deadline."))
    if not terms.lead:
        lacking.append(_("Say in one or two sentences what is called for."))
    if not terms.criteria:
        lacking.append(_("Write at least one criterion."))
    without = [each for each in terms.criteria if set(each.anchors) != {str(mark) for mark in each.marks}]
    if without:
        lacking.append(_("Write a sentence for each mark of every criterion."))
    if not terms.questions:
        lacking.append(_("Ask at least one question in the application."))
    return lacking


def _whole(terms: Terms) -> None:
    lacking = missing(terms)
    if lacking:
        raise Refusal(" ".join(lacking))
