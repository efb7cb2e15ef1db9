"""From pages to forms: whose page it is, what its questions say, and which sheets look as if they came twice."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.consultations.queries import questionnaire_of
from talka.foundation.access import Refusal
from talka.identity.models import Account
from talka.methods.marks import PageCode
from talka.paper.actions.checking import MISSING
from talka.paper.actions.counting import count_ready_forms
from talka.paper.actions.reading import pages_in_order
from talka.paper.actions.twins import name_twins
from talka.paper.frames import frames_of
from talka.paper.models import FilledForm, PaperPrint, Reading, ScanImport, ScannedPage

if TYPE_CHECKING:
    from talka.methods.marks.piles import Entry

AGAIN = "form_again"
TWO_OF_ONE = "two different pages carry the same number"
LEFT_OUT = "left_out"
SETTLED = (LEFT_OUT, "rescanned")


@transaction.atomic
def settle_page(*, acting_user: Account, page: ScannedPage, settled: str) -> ScannedPage:
    """Say of a page that belongs nowhere that it is left out, or that it was scanned again.

    Of two different pages with one number the other takes its place in the form. Raises Refusal for anything else.
    """
    if settled not in SETTLED:
        raise Refusal(_("Choose what becomes of the page."))
    page.settled, page.settled_by, page.settled_at = settled, acting_user, timezone.now()
    page.save(update_fields=["settled", "settled_by", "settled_at"])
    pile = page.file.scan_import
    if page.trouble != TWO_OF_ONE or page.form_number is None or pile.state != ScanImport.State.CHECKING:
        return page
    others = list(
        ScannedPage.objects.filter(
            file__scan_import=pile,
            paper_print=page.paper_print_id,
            page=page.page,
            form_number=page.form_number,
            trouble=TWO_OF_ONE,
            settled="",
        )[:2]
    )
    if len(others) == 1:
        ScannedPage.objects.filter(pk=others[0].pk).update(trouble="")
        ScanImport.objects.filter(pk=pile.pk).update(state=ScanImport.State.READING)
        sort_pages(import_id=pile.pk)
    return page


@transaction.atomic
def sort_pages(*, import_id: int) -> None:
    """Put the pages of a pile together to forms and their questions to readings, once all files are read.

    Doing it twice changes nothing; after files were added, pages find the forms that lacked them. What a person decided
    stays. Pages that belong nowhere keep their trouble for a person.
    """
    pile = ScanImport.objects.select_for_update(of=("self",)).select_related("consultation__network").get(pk=import_id)
    if pile.state != ScanImport.State.READING or pile.files.filter(pages__isnull=True).exists():
        return
    from talka.methods.marks.piles import Trouble, sort_pile

    pages = list(pages_in_order(pile))
    by_place = {str(page.pk): page for page in pages}
    prints = {
        each.code: each for each in PaperPrint.objects.filter(consultation_id=pile.consultation_id).defer("frames")
    }
    expected = {(each.code, each.version, each.language): len(frames_of(each)) for each in prints.values()}
    sorted_pile = sort_pile(
        (_entry(page) for page in pages if not page.settled),
        expected,
    )
    for problem in sorted_pile.problems:
        for place in problem.places:
            page = by_place[place]
            # Of two copies that say the same the first counts; what is in a form already stays there.
            if page.form_id or (problem.trouble is Trouble.SAME_AGAIN and place == problem.places[0]):
                continue
            page.trouble = page.trouble or str(problem.trouble)
            page.save(update_fields=["trouble"])
    Sorting(pile, prints, by_place).place(sorted_pile.forms)
    pile.state = ScanImport.State.CHECKING
    pile.save(update_fields=["state"])
    count_ready_forms(pile)


def _entry(page: ScannedPage) -> "Entry":
    from talka.methods.marks.identification import PageKind
    from talka.methods.marks.piles import Entry

    return Entry(
        str(page.pk), PageKind(page.kind), _code(page), page.digest, f"{page.file_id}/{page.number}", str(page.file_id)
    )


def _code(page: ScannedPage) -> PageCode | None:
    if page.paper_print is None or page.page is None:
        return None
    printed = page.paper_print
    return PageCode(printed.code, printed.version, printed.language, page.page, page.form_number)


class Sorting:
    """Makes forms of sorted pages, or completes those that stand: a fixed number of queries for each new form."""

    def __init__(self, pile: ScanImport, prints: dict[str, PaperPrint], by_place: dict[str, ScannedPage]) -> None:
        self.pile = pile
        self.prints = prints
        self.by_place = by_place
        self.standing = {form.pk: form for form in pile.forms.all()}
        self.next_position = max((form.position for form in self.standing.values()), default=-1) + 1
        self.taken = set(
            FilledForm.objects.filter(paper_print__in=prints.values(), number__isnull=False)
            .exclude(state=FilledForm.State.SET_ASIDE)
            .values_list("paper_print_id", "number")
        )
        self.made: list[FilledForm] = []

    def place(self, forms: Iterable[Any]) -> None:
        for form in forms:
            here = [self.by_place[place] for _page, place in sorted(form.pages.items())]
            fresh = [page for page in here if page.form_id is None]
            if not fresh:
                continue
            known = {page.form_id for page in here if page.form_id is not None}
            if form.number is not None and not known:
                known = {
                    pk
                    for pk, each in self.standing.items()
                    if each.number == form.number and each.paper_print_id == self.prints[form.questionnaire].pk
                }
            if len(known) == 1:
                self._complete(self.standing[known.pop()], fresh, form.complete)
            else:
                # Pages that seem to belong to two forms that stand belong to neither.
                self._make(self.prints[form.questionnaire], form, fresh, form.complete and not known)
        name_twins(self.pile, self.made)

    def _complete(self, form: FilledForm, fresh: list[ScannedPage], complete: bool) -> None:
        """Pages for a form that stands. One that was counted or set aside takes none any more."""
        if form.state != FilledForm.State.OPEN:
            self._trouble(fresh)
            return
        self._keep(form, fresh)
        if complete and form.reason == MISSING:
            form.reason = ""
            form.save(update_fields=["reason"])

    def _make(self, printed: PaperPrint, form: Any, fresh: list[ScannedPage], complete: bool) -> None:
        if (printed.pk, form.number) in self.taken:
            self._trouble(fresh)
            return
        filled = FilledForm.objects.create(
            scan_import=self.pile,
            paper_print=printed,
            number=form.number,
            position=self.next_position,
            reason="" if complete else MISSING,
        )
        self.next_position += 1
        self._keep(filled, fresh)
        self.made.append(filled)

    def _keep(self, form: FilledForm, fresh: list[ScannedPage]) -> None:
        readings = list(_readings(form, fresh, self.pile.double_share))
        # Pages of a form that was there already say something about subjects, too.
        before = list(form.readings.select_related("form__paper_print")) if form.pk in self.standing else []
        _mind_subjects([*before, *readings], self.pile)
        Reading.objects.bulk_create(readings)
        Reading.objects.bulk_update(
            [each for each in before if each.why == "subjects"], ["state", "why", "value"], batch_size=200
        )
        ScannedPage.objects.filter(pk__in=[page.pk for page in fresh]).update(form=form)

    @staticmethod
    def _trouble(pages: list[ScannedPage]) -> None:
        ScannedPage.objects.filter(pk__in=[page.pk for page in pages]).update(trouble=AGAIN)


def _readings(filled: FilledForm, pages: list[ScannedPage], double_share: int) -> Iterator[Reading]:
    frames = frames_of(filled.paper_print)
    places = {group.id: place for place, group in enumerate(group for frame in frames for group in frame.groups)}
    for page in pages:
        assert page.page is not None, "pages of forms have their number"
        content = {each["group"]: each for each in page.content}
        for group in frames[page.page - 1].groups:
            name, said = group.id, content.get(group.id)
            kind = {"digits": Reading.Kind.NUMBER, "text": Reading.Kind.TEXT}.get(group.kind.value, Reading.Kind.CHOICE)
            written = bool(said and said["marked"])
            marked = said["marked"] if said and kind == Reading.Kind.CHOICE else []
            # A page that does not fit its frame was not read: everything on it is for a person.
            sure = bool(said and said["sure"]) and not page.trouble
            yield Reading(
                form=filled,
                scanned=page,
                name=name,
                place=places[name],
                kind=kind,
                state=Reading.State.SURE if sure else Reading.State.OPEN,
                why="" if sure else (said["why"] if said else "page") or ("written" if written else ""),
                proposed=marked,
                value=marked if sure else [],
                second_wanted=not sure and _drawn(filled, name, double_share),
            )


def _drawn(filled: FilledForm, name: str, share: int) -> bool:
    """Whether a second person decides too: drawn by the form and the question, so that nobody chooses."""
    number = int.from_bytes(hashlib.sha256(f"{filled.answer_id}:{name}".encode()).digest()[:4], "big")
    return number % 100 < share


def _mind_subjects(readings: list[Reading], pile: ScanImport) -> None:
    """Somebody answered about an organisation without marking that they know it: a person looks at that mark."""
    questionnaire = questionnaire_of(pile.consultation, readings[0].form.paper_print.version) if readings else None
    if questionnaire is None or questionnaire.known is None:
        return
    known = next((each for each in readings if each.name == f"q.{questionnaire.known.key}"), None)
    if known is None:
        return
    told: defaultdict[str, bool] = defaultdict(bool)
    for each in readings:
        if each.name.startswith("s."):
            told[each.name.split(".")[1]] |= bool(each.proposed) or each.state == Reading.State.OPEN
    if known.state == Reading.State.SURE and any(told[key] and key not in known.value for key in told):
        known.state, known.why, known.value = Reading.State.OPEN, "subjects", []
