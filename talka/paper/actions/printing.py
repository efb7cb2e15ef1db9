"""Making a questionnaire ready for the printer, with the place of every box kept for the reader."""

import json

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

    Raises Refusal where nothing is published yet, or the questionnaire does not speak this language.
    """
    if not consultation.version:
        raise Refusal(_("Publish the questionnaire first: paper that is handed out cannot be changed."))
    if language not in consultation.languages:
        raise Refusal(_("The questionnaire is not written in this language."), "language")
    held = Consultation.objects.select_for_update().get(pk=consultation.pk)
    standing = PaperPrint.objects.filter(consultation=held, version=held.version, language=language, look=look).first()
    if standing is not None:
        return standing
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
        frames=[json.loads(frame.to_json()) for frame in laid.frames],
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


def pages_for_printer(paper_print: PaperPrint, numbers: range | None = None) -> bytes:
    """The PDF of a print, plain or numbered. The boxes stand where they stood when it was made ready."""
    laid = printing.lay_out(
        questionnaire_of(paper_print.consultation, paper_print.version),
        version=paper_print.version,
        language=paper_print.language,
        look=paper_print.look,
        code=paper_print.code,
        credits=paper_print.credits,
    )
    return printing.pdf(laid, numbers or ())


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
