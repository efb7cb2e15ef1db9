"""The only way to prints, piles, pages and readings."""

from talka.consultations.access import consultation_for
from talka.consultations.models import Consultation
from talka.foundation.access import Absent, Viewer, or_absent
from talka.paper import rules
from talka.paper.models import FilledForm, PaperPrint, PrintRun, Reading, ScanImport, ScannedPage


def consultation_to_print(viewer: Viewer, slug: str) -> Consultation:
    found = consultation_for(viewer, slug)
    if not rules.may_print(found, viewer):
        raise Absent
    return found


def print_for(viewer: Viewer, slug: str, print_id: int) -> PaperPrint:
    consultation = consultation_to_print(viewer, slug)
    found = or_absent(PaperPrint.objects.filter(consultation=consultation, pk=print_id).first())
    found.consultation = consultation
    return found


def run_for(viewer: Viewer, slug: str, run_id: int) -> PrintRun:
    consultation = consultation_to_print(viewer, slug)
    found = or_absent(
        PrintRun.objects.select_related("paper_print", "door")
        .filter(paper_print__consultation=consultation, pk=run_id)
        .first()
    )
    found.paper_print.consultation = consultation
    return found


def pile_for(viewer: Viewer, slug: str, pile_id: int) -> ScanImport:
    """A pile that this viewer may check: whoever may type in at its door."""
    consultation = consultation_for(viewer, slug)
    found = or_absent(
        ScanImport.objects.select_related("batch__door__collector", "batch__door__event", "brought_by")
        .filter(consultation=consultation, pk=pile_id)
        .first()
    )
    found.consultation = consultation
    found.batch.door.consultation = consultation
    if not rules.may_bring(found.batch.door, viewer):
        raise Absent
    return found


def reading_of(pile: ScanImport, reading_id: int) -> Reading:
    """A reading of a pile that was got by `pile_for`; the same holds for the next two."""
    return or_absent(
        Reading.objects.select_related(
            "scanned__file__kept", "scanned__cuttings", "scanned__paper_print", "form__paper_print"
        )
        .defer("scanned__content", "scanned__ink", "scanned__paper_print__frames", "form__paper_print__frames")
        .filter(form__scan_import=pile, pk=reading_id)
        .first()
    )


def page_of(pile: ScanImport, page_id: int) -> ScannedPage:
    return or_absent(
        ScannedPage.objects.select_related("file__kept", "file__scan_import", "paper_print")
        .defer("content", "ink", "paper_print__frames")
        .filter(file__scan_import=pile, pk=page_id)
        .first()
    )


def form_of(pile: ScanImport, form_id: int) -> FilledForm:
    found = or_absent(FilledForm.objects.filter(scan_import=pile, pk=form_id).first())
    found.scan_import = pile
    return found
