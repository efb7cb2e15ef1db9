"""Reading what was printed, what came back and how far it is."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from talka.consultations.models import Consultation
from talka.foundation.access import Viewer
from talka.paper import rules
from talka.paper.actions.counting import UNSETTLED
from talka.paper.models import Correction, FilledForm, PrintRun, Reading, ScanImport, ScannedPage


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

    @property
    def left_in_all(self) -> int:
        return sum(self.left.values())


def report(pile: ScanImport) -> Report:
    """Seven queries, however large the pile is."""
    pages = ScannedPage.objects.filter(file__scan_import=pile).aggregate(
        all=Count("pk"), blank=Count("pk", filter=Q(kind="blank"))
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
    )


def left_of(pile: ScanImport, kind: str) -> int:
    """How many readings of a kind wait for somebody."""
    return Reading.objects.filter(
        form__scan_import=pile, form__state=FilledForm.State.OPEN, state__in=UNSETTLED, kind=kind
    ).count()
