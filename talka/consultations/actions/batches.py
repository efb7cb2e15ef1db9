"""Piles that staff and interviewers type in. The operator stands on the batch, never on an answer."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.consultations import rules
from talka.consultations.models import Answer, Batch, Channel, Door
from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.identity.models import Account


@transaction.atomic
def open_batch(
    *,
    acting_user: Account | None,
    door: Door,
    collected_on: date,
    handed_out: int | None = None,
    note: str = "",
    scanned: bool = False,
) -> Batch:
    """Begin a pile: the forms of one event, one afternoon in the street; to be typed in, or `scanned`."""
    if door.channel == Channel.ONLINE:
        raise Refusal(_("Online answers come in by themselves; nothing is typed in here."), "door")
    if not rules.takes_batches(door.consultation):
        raise Refusal(_("This consultation takes no answers now."))
    if collected_on > rules.today_in(door.consultation.network):
        raise Refusal(_("This day has not come yet. Choose the day on which the forms were filled in."), "collected_on")
    batch = Batch.objects.create(
        door=door,
        operator=acting_user,
        operator_name=str(acting_user) if acting_user else "",
        collected_on=collected_on,
        handed_out=handed_out,
        note=note.strip(),
        scanned=scanned,
    )
    _wrote(acting_user, batch, "opened a batch")
    return batch


def _wrote(acting_user: Account | None, batch: Batch, verb: str, **details: int | None) -> None:
    consultation = batch.door.consultation
    record(
        acting_user=acting_user, network=consultation.network, verb=verb, target=consultation, batch=batch.pk, **details
    )


@transaction.atomic
def close_batch(*, acting_user: Account | None, batch: Batch, handed_out: int | None = None) -> Batch:
    """End a pile. `handed_out` corrects the number of forms that were given out."""
    held = Batch.objects.select_for_update().get(pk=batch.pk)
    if held.closed_at is not None:
        raise Refusal(_("This batch is closed already."))
    batch.closed_at = timezone.now()
    batch.last_answer = None
    if handed_out is not None:
        batch.handed_out = handed_out
    batch.save(update_fields=["closed_at", "last_answer", "handed_out"])
    typed = Answer.objects.filter(batch=batch).count()
    _wrote(acting_user, batch, "closed a batch", typed=typed, handed_out=batch.handed_out)
    return batch


@transaction.atomic
def take_back_last(*, acting_user: Account | None, batch: Batch) -> None:
    """Withdraw the answer that was typed in last, while the batch is open. What was in it is not written down."""
    held = Batch.objects.select_for_update().get(pk=batch.pk)
    if held.closed_at is not None or held.last_answer is None:
        raise Refusal(_("There is nothing to take back: only the last answer of an open batch can be."))
    Answer.objects.filter(batch=held, pk=held.last_answer).delete()
    Batch.objects.filter(pk=held.pk).update(last_answer=None)
    batch.last_answer = None
    _wrote(acting_user, batch, "took back an answer")
