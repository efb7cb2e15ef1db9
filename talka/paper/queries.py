"""Reading what was printed, what came back and how far it is."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from talka.consultations.models import Consultation
from talka.foundation.access import Viewer
from talka.identity.models import Network
from talka.paper import rules
from talka.paper.actions.counting import UNSETTLED
from talka.paper.models import Correction, FilledForm, PrintRun, Reading, ScanFile, ScanImport, ScannedPage


def runs_of(consultation: Consultation) -> list[PrintRun]:
    """Numbered forms that were printed, the newest first."""
    return list(
        PrintRun.objects.filter(paper_print__consultation=consultation)
        .select_related("paper_print", "door__collector", "door__event", "printed_by")
        .defer("paper_print__frames")
    )


def piles_of(consultation: Consultation, viewer: Viewer) -> list[ScanImport]:
    """The piles that this viewer may check, the newest first: one query and one for each door at most."""
    found = list(
        ScanImport.objects.filter(consultation=consultation)
        .select_related("batch__door__collector", "batch__door__event", "brought_by")
        .annotate(
            counted=Count("forms", filter=Q(forms__state=FilledForm.State.COUNTED), distinct=True),
            came_back=Count("forms", distinct=True),
        )
    )
    for pile in found:
        pile.batch.door.consultation = consultation
    return [pile for pile in found if rules.may_bring(pile.batch.door, viewer)]


def pages_to_settle(pile: ScanImport) -> "QuerySet[ScannedPage]":
    """Pages that belong nowhere and of which nobody has said yet what becomes of them. Blank backs need nobody, nor do
    second copies of a page that says the same."""
    return (
        ScannedPage.objects.filter(file__scan_import=pile, settled="", readings__isnull=True)
        .exclude(trouble="")
        .exclude(trouble__in=("blank", "the same page was scanned twice"))
        .select_related("file")
    )


MOST_SHOWN = 50


def files_of(pile: ScanImport) -> list[ScanFile]:
    """The files in their order, each with how many of its pages were read so far (`read`)."""
    return list(pile.files.select_related("kept").annotate(read=Count("scanned")))


def incomplete_of(pile: ScanImport) -> list[FilledForm]:
    """Forms that lack a page and of which nobody has said yet what becomes of them, each with what it has (`has`)."""
    found = list(pile.forms.filter(reason="pages_missing", state=FilledForm.State.OPEN)[:MOST_SHOWN])
    pages: dict[int, list[ScannedPage]] = {}
    for page in ScannedPage.objects.filter(form__in=found).only("form_id", "page", "number").order_by("page"):
        pages.setdefault(page.form_id or 0, []).append(page)
    for form in found:
        form.has = pages.get(form.pk, [])  # type: ignore[attr-defined]  # for the page alone
    return found


def twins_of(pile: ScanImport) -> list[tuple[FilledForm, list[tuple[FilledForm, ScannedPage]]]]:
    """Forms that look as if their sheet was scanned twice: each with the first pages of both. Two queries."""
    found = list(
        pile.forms.filter(state=FilledForm.State.OPEN, twin__isnull=False, twin_settled=False).select_related(
            "twin__scan_import"
        )[:MOST_SHOWN]
    )
    both = [form for each in found for form in (each.twin, each) if form is not None]
    first: dict[int, ScannedPage] = {}
    pages = ScannedPage.objects.filter(form__in=both).select_related("file").defer("content", "ink").order_by("page")
    for page in pages:
        first.setdefault(page.form_id or 0, page)
    return [
        (each, [(form, first[form.pk]) for form in (each.twin, each) if form is not None and form.pk in first])
        for each in found
    ]


def kept_piles(network: Network) -> list[ScanImport]:
    """Piles of the network whose scans are still there, those that are deleted first at the top; `left` waits in each."""
    waiting = Q(forms__readings__state__in=UNSETTLED, forms__state=FilledForm.State.OPEN)
    return list(
        ScanImport.objects.filter(consultation__network=network, files__kept__isnull=False)
        .select_related("consultation", "batch__door__collector", "batch__door__event")
        .annotate(left=Count("forms__readings", filter=waiting, distinct=True))
        .order_by("scans_until", "pk")[:MOST_SHOWN]
    )


@dataclass(frozen=True)
class Report:
    """How far a pile is, in numbers.

    `read` are questions that needed nobody, `decided` those that people settled, `left` those still open by kind;
    `agreed` of `doubled` are decisions by two people that were the same.
    """

    handed_out: int | None
    files: int
    pages: int
    blank: int
    troubled: int
    forms: int
    incomplete: int
    counted: int
    set_aside: int
    read: int
    decided: int
    corrected: int
    left: dict[str, int]
    doubled: int
    agreed: int
    people: list[tuple[str, int]]
    kinds: list[tuple[str, int, int, int]]
    """Of each kind: its name, how many were read by themselves, how many people decided, how many of those otherwise
    than was proposed."""

    @property
    def left_in_all(self) -> int:
        return sum(self.left.values())


def report(pile: ScanImport) -> Report:
    """Nine queries, however large the pile is."""
    pages = ScannedPage.objects.filter(file__scan_import=pile).aggregate(
        all=Count("pk", filter=~Q(kind="lost")), blank=Count("pk", filter=Q(kind="blank"))
    )
    forms = pile.forms.aggregate(
        all=Count("pk"),
        counted=Count("pk", filter=Q(state=FilledForm.State.COUNTED)),
        aside=Count("pk", filter=Q(state=FilledForm.State.SET_ASIDE)),
        incomplete=Count("pk", filter=Q(reason="pages_missing")),
    )
    readings = Reading.objects.filter(form__scan_import=pile)
    numbers = readings.aggregate(
        read=Count("pk", filter=Q(state=Reading.State.SURE)),
        decided=Count("pk", filter=Q(state=Reading.State.DECIDED)),
        doubled=Count("pk", filter=Q(second_by__isnull=False)),
        contested=Count(
            "pk",
            filter=Q(state=Reading.State.CONTESTED) | Q(second_by__isnull=False, corrections__isnull=False),
            distinct=True,
        ),
    )
    open_ = readings.filter(state__in=UNSETTLED, form__state=FilledForm.State.OPEN)
    left = dict(open_.values_list("kind").annotate(many=Count("pk")).order_by())
    people = (
        readings.filter(decided_by__isnull=False)
        .values_list("decided_by__name")
        .annotate(many=Count("pk"))
        .order_by("-many", "decided_by__name")
    )
    return Report(
        handed_out=pile.batch.handed_out,
        files=pile.files.count(),
        pages=pages["all"],
        blank=pages["blank"],
        troubled=pages_to_settle(pile).count(),
        forms=forms["all"],
        incomplete=forms["incomplete"],
        counted=forms["counted"],
        set_aside=forms["aside"],
        read=numbers["read"],
        decided=numbers["decided"],
        corrected=Correction.objects.filter(reading__form__scan_import=pile).count(),
        left={kind: left.get(kind, 0) for kind in Reading.Kind.values},
        doubled=numbers["doubled"],
        agreed=numbers["doubled"] - numbers["contested"],
        people=[(name, many) for name, many in people],
        kinds=_by_kind(readings),
    )


def _by_kind(readings: "QuerySet[Reading]") -> list[tuple[str, int, int, int]]:
    sure = Counter(
        dict(readings.filter(state=Reading.State.SURE).order_by().values_list("kind").annotate(many=Count("pk")))
    )
    decided: Counter[str] = Counter()
    otherwise: Counter[str] = Counter()
    # Compared here: the databases do not agree on when two pieces of JSON are the same.
    pairs = readings.filter(state=Reading.State.DECIDED).order_by().values_list("kind", "value", "proposed")
    for kind, value, proposed in pairs.iterator():
        decided[kind] += 1
        otherwise[kind] += sorted(value) != sorted(proposed) and kind != Reading.Kind.TEXT
    return [
        (str(kind.label), sure[kind.value], decided[kind.value], otherwise[kind.value])
        for kind in Reading.Kind
        if sure[kind.value] or decided[kind.value]
    ]


def left_of(pile: ScanImport, kind: str) -> int:
    """How many readings of a kind wait for somebody."""
    return Reading.objects.filter(
        form__scan_import=pile, form__state=FilledForm.State.OPEN, state__in=UNSETTLED, kind=kind
    ).count()
