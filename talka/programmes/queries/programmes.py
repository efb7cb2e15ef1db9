"""Reading programmes."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, DateField, F, IntegerField, Prefetch, Q, QuerySet, Value, When
from django.utils import timezone

from talka.foundation.access import Viewer, visible_to
from talka.foundation.files.models import StoredFile
from talka.foundation.owners.models import Owner
from talka.foundation.wording import said
from talka.identity.models import Network
from talka.programmes.models import Cohort, Cycle, ExpectedResult, Funder, Partner, Programme, Stage


def programmes_visible(viewer: Viewer) -> "QuerySet[Programme]":
    """Programmes of the viewer's network that the viewer may read. Partners see even what is kept to its partners."""
    everything = Programme.objects.filter(network=viewer.network)
    allowed = Q(pk__in=visible_to(Programme.objects.all(), viewer).values("pk"))
    if viewer.acts_for:
        allowed |= Q(pk__in=Partner.objects.filter(owner_id__in=viewer.acts_for).values("programme_id"))
    return everything.filter(allowed)


def programme_for_cards(viewer: Viewer) -> "QuerySet[Programme]":
    """Visible programmes with partners, stages, results and localities, for lists: five queries, however many."""
    return (
        programmes_visible(viewer)
        .select_related("owner", "network")
        .prefetch_related(
            Prefetch("partners", Partner.objects.select_related("owner")),
            "stages__expected_results",
            "localities",
        )
    )


def partners(programme: Programme) -> list[Partner]:
    """The partners in their order, each with its owner."""
    return list(programme.partners.select_related("owner").order_by("position", "pk"))


def working_partners(programme: Programme) -> list[Owner]:
    """The owners whose threads are drawn: those that lead or are partners, not supporters and lecturers."""
    threads = (Partner.Role.LEAD, Partner.Role.PARTNER)
    return [partner.owner for partner in partners(programme) if partner.role in threads]


def stages(programme: Programme) -> list[Stage]:
    """The stages in their order, each with what it must yield (`stage.expected_results.all()`)."""
    return list(programme.stages.prefetch_related("expected_results").order_by("position", "pk"))


def expected_results(programme: Programme) -> list[ExpectedResult]:
    return list(ExpectedResult.objects.filter(stage__programme=programme).select_related("stage"))


def funders(programme: Programme) -> list[Funder]:
    return list(programme.funders.select_related("logo").order_by("position", "pk"))


def cycles(programme: Programme) -> list[Cycle]:
    """The cycles with their cohorts and localities."""
    cohorts = Cohort.objects.select_related("locality")
    return list(programme.cycles.prefetch_related(Prefetch("cohorts", cohorts)))


@dataclass(frozen=True)
class Credit:
    """What a funder requires on each public page and document of a programme, in the reader's language."""

    name: str
    sentence: str
    logo_file: StoredFile | None
    share: Decimal | None
    website: str = ""


def credits(programme: Programme, *languages: str) -> list[Credit]:
    """The funders' credits in their order; `languages` come before the reader's own."""
    return [
        Credit(
            name=said(funder.name, *languages),
            sentence=said(funder.sentence, *languages),
            logo_file=funder.logo,
            share=funder.share,
            website=funder.website,
        )
        for funder in funders(programme)
    ]


def current_stage(all_stages: Iterable[Stage], today: datetime.date | None = None) -> Stage | None:
    """The stage that is under way; between two, the next; after the last, the last. None where there is none."""
    day = today or timezone.localdate()
    ordered = list(all_stages)
    under_way = [stage for stage in ordered if stage.starts_on <= day <= stage.ends_on]
    if under_way:
        return under_way[-1]
    to_come = [stage for stage in ordered if stage.starts_on > day]
    if to_come:
        return min(to_come, key=lambda stage: stage.starts_on)
    return ordered[-1] if ordered else None


RESERVED = {"new"}


def free_slug(network: Network, wanted: str) -> str:
    """The wanted address, or the next free one with a number."""
    base = wanted[:70] or "programme"
    taken = set(Programme.objects.filter(network=network, slug__startswith=base).values_list("slug", flat=True))
    slug, number = (f"{base}-1" if base in RESERVED else base), 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


def by_state(programmes: "QuerySet[Programme]", today: datetime.date | None = None) -> "QuerySet[Programme]":
    """Under way first, then to come, soonest first, then finished, newest first."""
    day = today or timezone.localdate()
    rank = Case(
        When(starts_on__lte=day, ends_on__gte=day, then=Value(0)),
        When(starts_on__gt=day, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    soonest = Case(When(starts_on__gt=day, then=F("starts_on")), default=None, output_field=DateField())
    return programmes.annotate(rank=rank, soonest=soonest).order_by("rank", "soonest", "-ends_on", "pk")
