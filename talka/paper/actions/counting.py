"""Forms whose questions are all decided become answers, through the action that every other door uses."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.consultations.actions import NotAccepted, close_batch, receive_answer
from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.identity.models import Account
from talka.paper.models import FilledForm, Reading, ScanImport

UNSETTLED = (Reading.State.OPEN, Reading.State.SECOND, Reading.State.CONTESTED)


def count_ready_forms(pile: ScanImport) -> int:
    """Count every form of the pile in which nothing is left to be decided; returns how many."""
    ready = (
        FilledForm.objects.filter(scan_import=pile, state=FilledForm.State.OPEN)
        .exclude(readings__state__in=UNSETTLED)
        .exclude(reason="pages_missing")
        .exclude(twin__isnull=False, twin_settled=False)
        .select_related("paper_print")
        .defer("paper_print__frames")
    )
    return sum(count_form(form=form) for form in ready)


@transaction.atomic
def count_form(*, form: FilledForm) -> bool:
    """Make the form's answer. False where something is still to be decided, or must be decided again.

    What the questionnaire does not allow (more marks than may be given, a number out of bounds) goes back to a person
    with the reason; nothing is left out silently. An obligatory question that was left open stays open: nobody can be
    asked again.
    """
    held = (
        FilledForm.objects.select_for_update(of=("self",))
        .select_related("paper_print", "scan_import__batch__door__consultation__network")
        .defer("paper_print__frames")
        .get(pk=form.pk)
    )
    if held.state != FilledForm.State.OPEN or held.waits_for_its_twin or held.reason:
        return False
    if held.readings.filter(state__in=UNSETTLED).exists():
        return False
    printed = held.paper_print
    batch = held.scan_import.batch
    try:
        receive_answer(
            door=batch.door,
            answer_id=held.answer_id,
            version=printed.version,
            language=printed.language,
            data=_data(held),
            received_on=batch.collected_on,
            batch=batch,
            may_be_asked_again=False,
        )
    except NotAccepted as refused:
        Reading.objects.filter(form=held, name__in=list(refused.errors)).update(
            state=Reading.State.OPEN, why="refused", taken_by=None, taken_until=None
        )
        return False
    held.state = FilledForm.State.COUNTED
    held.save(update_fields=["state"])
    return True


def _data(form: FilledForm) -> dict[str, list[str]]:
    """The form as a page would have sent it."""
    return {reading.name: [str(value) for value in reading.value] for reading in form.readings.all() if reading.value}


@transaction.atomic
def finish_import(*, acting_user: Account | None, pile: ScanImport, handed_out: int | None = None) -> ScanImport:
    """End the pile. Raises Refusal while forms or pages wait for a person."""
    held = ScanImport.objects.select_for_update().get(pk=pile.pk)
    if held.state == ScanImport.State.FINISHED:
        return held
    if held.state == ScanImport.State.READING:
        raise Refusal(_("The pile is still being read."))
    if held.forms.filter(state=FilledForm.State.OPEN).exists():
        raise Refusal(_("Some forms are still to be checked. Decide what is open, or set them aside with a reason."))
    if _pages_left(held):
        raise Refusal(_("Some pages are still to be looked at."))
    held.state, held.finished_at = ScanImport.State.FINISHED, timezone.now()
    held.save(update_fields=["state", "finished_at"])
    batch = held.batch
    if batch.closed_at is None:
        close_batch(acting_user=acting_user, batch=batch, handed_out=handed_out)
    record(
        acting_user=acting_user,
        network=held.consultation.network,
        verb="finished scans",
        target=held.consultation,
        scan_import=held.pk,
    )
    return held


def _pages_left(pile: ScanImport) -> bool:
    from talka.paper.queries import pages_to_settle

    return pages_to_settle(pile).exists()
