"""Reading a pile can be stopped, taken up again and repeated; nothing is lost, and nothing counts twice."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.files.actions import drop_file
from talka.identity.models import Account
from talka.paper.jobs import read_later
from talka.paper.models import FilledForm, Reading, ScanImport, ScannedPage


@transaction.atomic
def stop_reading(*, acting_user: Account | None, pile: ScanImport) -> ScanImport:
    """Read no further page of the pile until somebody takes it up. Raises Refusal where it is not being read."""
    held = _held(pile)
    if held.state != ScanImport.State.READING:
        raise Refusal(_("The pile is not being read."))
    held.state = ScanImport.State.STOPPED
    held.save(update_fields=["state"])
    _wrote(acting_user, pile, "stopped reading")
    return held


@transaction.atomic
def take_up_reading(*, acting_user: Account | None, pile: ScanImport) -> ScanImport:
    """Go on where it was stopped. Raises Refusal where it was not."""
    held = _held(pile)
    if held.state != ScanImport.State.STOPPED:
        raise Refusal(_("The pile was not stopped."))
    _read(held)
    _wrote(acting_user, pile, "took up reading")
    return held


@transaction.atomic
def read_again(*, acting_user: Account | None, pile: ScanImport) -> ScanImport:
    """Read anew what nobody has touched: forms that were not counted and in which no person decided anything, pages that
    belong nowhere, files that could not be read to their ends.

    Raises Refusal while the pile is read or when it is finished.
    """
    held = _held(pile)
    if held.state not in (ScanImport.State.CHECKING, ScanImport.State.STOPPED):
        raise Refusal(_("Only a pile that is not being read and not finished can be read again."))
    touched = Reading.objects.filter(form__scan_import=held, decided_by__isnull=False).values("form")
    forms = FilledForm.objects.filter(scan_import=held, state=FilledForm.State.OPEN).exclude(pk__in=touched)
    ids = list(forms.values_list("pk", flat=True))
    files = held.files.filter(kept__isnull=False)
    pages = ScannedPage.objects.filter(file__in=files)
    pages = pages.filter(form__in=ids) | pages.filter(form__isnull=True)
    cuttings = [page.cuttings for page in pages.select_related("cuttings").filter(cuttings__isnull=False)]
    page_ids = list(pages.values_list("pk", flat=True))
    FilledForm.objects.filter(pk__in=ids).delete()
    ScannedPage.objects.filter(pk__in=page_ids).delete()
    for kept in cuttings:
        if kept is not None:
            drop_file(kept=kept)
    files.update(pages=None, fault="")
    _read(held)
    _wrote(acting_user, pile, "read scans again")
    return held


def _held(pile: ScanImport) -> ScanImport:
    return ScanImport.objects.select_for_update().get(pk=pile.pk)


def _read(held: ScanImport) -> None:
    held.state, held.read_on_at = ScanImport.State.READING, timezone.now()
    held.save(update_fields=["state", "read_on_at"])
    read_later(held.pk)


def _wrote(acting_user: Account | None, pile: ScanImport, verb: str) -> None:
    record(
        acting_user=acting_user,
        network=pile.consultation.network,
        verb=verb,
        target=pile.consultation,
        scan_import=pile.pk,
    )
