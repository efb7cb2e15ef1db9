"""Making a questionnaire ready for the printer, with the place of every box kept for the reader."""

import json
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from talka.consultations.models import Consultation, Door
from talka.consultations.queries import questionnaire_of
from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.identity.models import Account
from talka.paper import printing
from talka.paper.models import PaperLook, PaperPrint, PrintRun
from talka.paper.models.prints import new_code
from talka.programmes.queries import credits

MOST_AT_ONCE = 500


@transaction.atomic
def ready_print(
    *, acting_user: Account | None, consultation: Consultation, language: str, look: str = PaperLook.A4
) -> PaperPrint:
    """The print of the version that is asked now, made where it was not: the same call gives the same print.

    Where the program has learned to set pages otherwise since, the print is made anew under another code; sheets of the
    earlier one are still read.

    Raises Refusal where nothing is published yet, or the questionnaire does not speak this language.
    """
    if not consultation.version:
        raise Refusal(_("Publish the questionnaire first: paper that is handed out cannot be changed."))
    if language not in consultation.languages:
        raise Refusal(_("The questionnaire is not written in this language."), "language")
    held = Consultation.objects.select_for_update().get(pk=consultation.pk)
    standing = PaperPrint.objects.filter(
        consultation=held, version=held.version, language=language, look=look, retired=False
    ).first()
    if standing is not None:
        if _told(_laid(standing)) == standing.frames:
            return standing
        standing.retired = True
        standing.save(update_fields=["retired"])
    code = new_code()
    told: list[str] = []
    if consultation.programme is not None:
        told = [credit.sentence or credit.name for credit in credits(consultation.programme, language)]
    laid = printing.lay_out(
        questionnaire_of(consultation), version=held.version, language=language, look=look, code=code, credits=told
    )
    made = PaperPrint.objects.create(
        consultation=held,
        version=held.version,
        language=language,
        look=look,
        code=code,
        credits=told,
        frames=_told(laid),
        made_by=acting_user,
    )
    record(
        acting_user=acting_user,
        network=consultation.network,
        verb="made ready for print",
        target=consultation,
        paper_print=made.pk,
    )
    return made


def for_printer(paper_print: PaperPrint, numbers: range | None = None) -> bytes:
    """The PDF that goes to the printer: page by page, or as sheets that are folded to a booklet."""
    laid = _as_it_was(paper_print)
    if paper_print.look == PaperLook.A5:
        return printing.booklet(laid, numbers or ())
    return printing.pdf(laid, numbers or ())


def pages_for_printer(paper_print: PaperPrint, numbers: range | None = None) -> bytes:
    """The single pages of a print, plain or numbered, as they lie under a scanner."""
    return printing.pdf(_as_it_was(paper_print), numbers or ())


def _told(laid: printing.Printed) -> list[Any]:
    return [json.loads(frame.to_json()) for frame in laid.frames]


def _as_it_was(paper_print: PaperPrint) -> printing.Printed:
    """Raises Refusal where the boxes would not stand where the kept frames say: such sheets could not be read."""
    laid = _laid(paper_print)
    if _told(laid) != paper_print.frames:
        raise Refusal(_("The program sets these pages otherwise now. Print the questionnaire anew."))
    return laid


def _laid(paper_print: PaperPrint) -> printing.Printed:
    """The print set once more, from the frozen version and what was kept of it."""
    return printing.lay_out(
        questionnaire_of(paper_print.consultation, paper_print.version),
        version=paper_print.version,
        language=paper_print.language,
        look=paper_print.look,
        code=paper_print.code,
        credits=paper_print.credits,
    )


@transaction.atomic
def print_numbered(
    *, acting_user: Account | None, paper_print: PaperPrint, copies: int, door: Door | None = None
) -> PrintRun:
    """Take the next numbers for so many forms. Raises Refusal for none, or too many at once."""
    if not 1 <= copies <= MOST_AT_ONCE:
        raise Refusal(
            _("Print from 1 to %(most)s forms at once; for more, print again.") % {"most": MOST_AT_ONCE}, "copies"
        )
    held = PaperPrint.objects.select_for_update().get(pk=paper_print.pk)
    run = PrintRun.objects.create(
        paper_print=held,
        door=door,
        first=held.next_number,
        last=held.next_number + copies - 1,
        printed_by=acting_user,
    )
    held.next_number += copies
    held.save(update_fields=["next_number"])
    paper_print.next_number = held.next_number
    consultation = paper_print.consultation
    record(
        acting_user=acting_user,
        network=consultation.network,
        verb="printed forms",
        target=consultation,
        first=run.first,
        last=run.last,
    )
    return run
