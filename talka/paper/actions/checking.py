"""People decide what the program was not sure of: one thing at a time, and nobody on the same thing as another."""

import datetime

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.identity.models import Account
from talka.paper.actions.counting import UNSETTLED, count_form
from talka.paper.frames import groups_of
from talka.paper.models import Correction, FilledForm, Reading, ScanImport

MISSING = "pages_missing"
HELD_FOR = datetime.timedelta(minutes=3)
"""So long a reading is kept for whoever has it on the screen."""


@transaction.atomic
def take_next(*, acting_user: Account, pile: ScanImport, kind: str, most: int = 1) -> list[Reading]:
    """The next readings of one kind for this person, kept for them for some minutes: two queries, however many.

    What they had on the screen already is among them, so that reloading loses nothing, and is kept for them anew. A
    second decision is never asked of whoever took the first.
    """
    now = timezone.now()
    mine = Q(taken_by=acting_user)
    free = Q(taken_by__isnull=True) | Q(taken_until__lt=now)
    waiting = (
        Reading.objects.filter(form__scan_import=pile, form__state=FilledForm.State.OPEN, kind=kind)
        .filter(state__in=UNSETTLED)
        .exclude(state=Reading.State.SECOND, decided_by=acting_user)
        .filter(mine | free)
    )
    # The same question of all forms after one another: whoever checks reads it once.
    ordered = (
        waiting.select_related("form__paper_print", "scanned")
        .defer("form__paper_print__frames", "scanned__content", "scanned__ink")
        .order_by("place", "form__position", "pk")
    )
    found = list(_locked(ordered)[:most])
    Reading.objects.filter(pk__in=[each.pk for each in found]).update(taken_by=acting_user, taken_until=now + HELD_FOR)
    return found


def _locked(readings: "QuerySet[Reading]") -> "QuerySet[Reading]":
    """Rows that another person is taking at this moment are passed over where the database can do so."""
    if connection.features.has_select_for_update_skip_locked:
        return readings.select_for_update(skip_locked=True, of=("self",))
    return readings


@transaction.atomic
def decide(*, acting_user: Account, reading: Reading, value: list[str]) -> Reading:
    """Say what stands on the paper: the keys of the marked choices, or one text; empty where nothing is meant.

    The same decision sent again changes nothing. Where two people are asked, the second is compared with the first, and
    what differs is contested until somebody decides it once more. Raises Refusal for a choice that is not there, for a
    form that was counted, and where another person decides it now.
    """
    held = (
        Reading.objects.select_for_update(of=("self",))
        .select_related("form__paper_print")
        .defer("form__paper_print__frames")
        .get(pk=reading.pk)
    )
    if held.form.state != FilledForm.State.OPEN:
        raise Refusal(_("This form was counted already."))
    value = _checked(held, value)
    now = timezone.now()
    if held.state == Reading.State.DECIDED or held.state == Reading.State.SURE:
        if held.value == value:
            return held
        raise Refusal(_("Somebody else decided this in the meantime."))
    if held.taken_by_id not in (None, acting_user.pk) and held.taken_until and held.taken_until > now:
        raise Refusal(_("Somebody else has this on their screen."))
    if held.state == Reading.State.SECOND and held.decided_by_id == acting_user.pk:
        raise Refusal(_("A second person decides this one."))
    _say(held, acting_user, value, now)
    held.taken_by = held.taken_until = None
    held.save()
    if held.state == Reading.State.DECIDED:
        count_form(form=held.form)
    return held


def _say(held: Reading, acting_user: Account, value: list[str], now: datetime.datetime) -> None:
    if held.state == Reading.State.SECOND:
        held.second_value, held.second_by = value, acting_user
        held.state = Reading.State.DECIDED if value == held.value else Reading.State.CONTESTED
        return
    if held.state == Reading.State.CONTESTED:
        Correction.objects.create(reading=held, was=held.value, by=acting_user)
    held.value, held.decided_by, held.decided_at = value, acting_user, now
    asks_again = held.second_wanted and held.second_by_id is None
    held.state = Reading.State.SECOND if asks_again else Reading.State.DECIDED


def _checked(reading: Reading, value: list[str]) -> list[str]:
    if reading.kind != Reading.Kind.CHOICE:
        text = " ".join(value).strip()
        return [text] if text else []
    here = {name.rpartition("|")[2] for name in groups_of(reading.form.paper_print)[reading.name].boxes}
    if set(value) - here:
        raise Refusal(_("This choice is not on the form."))
    return sorted(set(value), key=value.index)


@transaction.atomic
def undo_last(*, acting_user: Account, pile: ScanImport) -> Reading | None:
    """Take back this person's last decision, as long as its form was not counted. None where there is nothing."""
    last = (
        Reading.objects.select_for_update(of=("self",))
        .filter(form__scan_import=pile, form__state=FilledForm.State.OPEN, decided_by=acting_user)
        .filter(state__in=(Reading.State.DECIDED, Reading.State.SECOND))
        .order_by("-decided_at", "-pk")
        .first()
    )
    if last is None:
        return None
    Correction.objects.create(reading=last, was=last.value, by=acting_user)
    last.value, last.decided_by, last.decided_at = [], None, None
    last.second_value = last.second_by = None
    last.state = Reading.State.OPEN
    last.taken_by, last.taken_until = acting_user, timezone.now() + HELD_FOR
    last.save()
    return last


@transaction.atomic
def set_form_aside(*, acting_user: Account, form: FilledForm, reason: str) -> FilledForm:
    """A form that is not counted: torn, empty, filled in as a joke. Raises Refusal without a reason, or once counted."""
    held = FilledForm.objects.select_for_update().get(pk=form.pk)
    if not reason.strip():
        raise Refusal(_("Say why the form is not counted."), "reason")
    if held.state == FilledForm.State.COUNTED:
        raise Refusal(_("This form was counted already."))
    held.state, held.reason = FilledForm.State.SET_ASIDE, reason.strip()[:300]
    held.save(update_fields=["state", "reason"])
    consultation = held.scan_import.consultation
    record(
        acting_user=acting_user,
        network=consultation.network,
        verb="set a form aside",
        target=consultation,
        form=held.pk,
    )
    return held


@transaction.atomic
def count_without_pages(*, acting_user: Account, form: FilledForm) -> FilledForm:
    """A form that lacks pages is counted with what there is, as soon as nothing else is open. Raises Refusal where none
    is missing, or it is no longer open."""
    held = FilledForm.objects.select_for_update().get(pk=form.pk)
    if held.state != FilledForm.State.OPEN or held.reason != MISSING:
        raise Refusal(_("No page of this form is missing."))
    held.reason = ""
    held.save(update_fields=["reason"])
    consultation = held.scan_import.consultation
    record(
        acting_user=acting_user,
        network=consultation.network,
        verb="counted a form without pages",
        target=consultation,
        form=held.pk,
    )
    count_form(form=held)
    return held
