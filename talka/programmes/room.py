"""What programmes show elsewhere: masthead, desk, what is next, and the network's home."""

import datetime
from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talka.foundation.access import Viewer
from talka.foundation.owners.models import Visibility
from talka.foundation.rooms import (
    Evidence,
    FigureList,
    FigureRow,
    NavigationItem,
    RecordFigure,
    Room,
    Section,
    Task,
    register_room,
)
from talka.foundation.versions.queries import latest_version
from talka.foundation.wording import said
from talka.organisations.models import Locality
from talka.programmes import cards, queries, timeline
from talka.programmes.models import Cohort, Concept, Programme, Stage

SOON = datetime.timedelta(days=21)
MOST_ON_HOME = 5
MOST_ON_DESK = 4


def navigation(viewer: Viewer) -> list[NavigationItem]:
    url = reverse("programmes:list", args=[viewer.network.slug])
    return [NavigationItem("programmes", _("Programmes"), url, order=10)]


def _stages_that_end(viewer: Viewer, programmes: Q) -> Iterable[tuple[Stage, int]]:
    """Stages with something open that end soon or have ended, each with how much is open: two queries."""
    day = timezone.localdate()
    stages = (
        Stage.objects.filter(programmes, programme__network=viewer.network, starts_on__lte=day, ends_on__lte=day + SOON)
        .filter(expected_results__reached_on__isnull=True, expected_results__isnull=False)
        .select_related("programme__owner", "programme__network")
        .prefetch_related("expected_results")
        .distinct()
        .order_by("ends_on", "pk")
    )
    return [(stage, len(timeline.open_results(stage))) for stage in stages]


def _task(stage: Stage, still_open: int, mine: bool) -> Task:
    title = said(stage.title)
    if stage.ends_on < timezone.localdate():
        words = ngettext(
            "“%(title)s” is over: say whether its last result was reached",
            "“%(title)s” is over: say which of %(count)d results were reached",
            still_open,
        )
    else:
        words = ngettext(
            "“%(title)s” ends: one thing that it must yield is still open",
            "“%(title)s” ends: %(count)d things that it must yield are still open",
            still_open,
        )
    room = reverse("programmes:room", args=[stage.programme.network.slug, stage.programme.slug])
    return Task(
        title=words % {"title": title, "count": still_open},
        url=f"{room}?stage={stage.pk}#stage",
        button=_("Mark what was reached") if mine else _("See what is open"),
        due=stage.ends_on,
        owner=stage.programme.owner,
        about=said(stage.programme.title),
        programme_id=stage.programme_id,
    )


def tasks(viewer: Viewer) -> list[Task]:
    """For those who run a programme: stages that end soon or have ended with results still open."""
    if not viewer.is_member or not (viewer.is_coordinator or viewer.acts_for):
        return []
    running = Q(programme__owner_id__in=viewer.acts_for)
    if viewer.is_coordinator:
        running |= Q(programme__visibility__in=(Visibility.NETWORK, Visibility.PUBLIC))
    return [_task(stage, still_open, mine=True) for stage, still_open in _stages_that_end(viewer, running)]


def next_steps(programme_id: int, viewer: Viewer) -> list[Task]:
    """For everybody in the room: the same stages of this programme."""
    mine = Q(programme_id=programme_id)
    return [_task(stage, still_open, mine=False) for stage, still_open in _stages_that_end(viewer, mine)]


def evidence(programme_id: int, viewer: Viewer) -> list[Evidence]:
    """The concept of the programme, at its newest version."""
    concept = (
        Concept.objects.filter(programme_id=programme_id, programme__in=queries.programmes_visible(viewer))
        .select_related("programme__owner")
        .first()
    )
    if concept is None:
        return []
    version = latest_version(concept)
    return [
        Evidence(
            name=("programmes.concept", str(concept.pk)),
            title=said(concept.programme.title),
            label=_("concept"),
            figures=_("Version %(number)d") % {"number": version.number} if version else "",
            owner=concept.programme.owner,
            version=version.number if version else 0,
        )
    ]


def home_sections(_programme_id: int, viewer: Viewer) -> list[Section]:
    """The leading programme with its weave, the others as entries with one-line threads."""
    visible = queries.programme_for_cards(viewer)
    shown = [cards.card(each, viewer.network.language) for each in queries.by_state(visible)[:MOST_ON_HOME]]
    if not shown and not viewer.is_member:
        return []
    leading = next((each for each in shown if each.state == "now" and each.stages), None)
    context = {
        "leading": leading,
        "others": [each for each in shown if each is not leading],
        "count": queries.programmes_visible(viewer).count(),
        "under_way": under_way(viewer),
        "may_make": viewer.is_coordinator,
    }
    return [Section("programmes", "programmes/sections/home.html", context, order=10)]


def desk_sections(_programme_id: int, viewer: Viewer) -> list[Section]:
    """Programmes that the viewer's organisations take part in, those under way and to come."""
    mine = queries.programme_for_cards(viewer).filter(
        ends_on__gte=timezone.localdate(), partners__owner_id__in=viewer.acts_for
    )
    shown = [cards.card(each, viewer.network.language) for each in queries.by_state(mine.distinct())[:MOST_ON_DESK]]
    may_make = viewer.is_coordinator
    if not shown and not may_make:
        return []
    context = {"cards": shown, "may_make": may_make}
    return [Section("programmes", "programmes/sections/desk.html", context, order=10)]


def figures(programme_id: int, viewer: Viewer) -> list[RecordFigure]:
    """The localities in which the programme works: those of the rounds of its cycles, or else its own. Two queries."""
    here = Locality.objects.filter(network=viewer.network)
    of_rounds = here.filter(pk__in=Cohort.objects.filter(cycle__programme_id=programme_id).values("locality_id"))
    found = list(of_rounds) or list(
        here.filter(pk__in=Programme.localities.through.objects.filter(programme_id=programme_id).values("locality_id"))
    )
    names = sorted(locality.name for locality in found)
    return [
        RecordFigure(
            "localities",
            ngettext("locality", "localities", len(names)),
            len(names),
            _("The places of the rounds of its cycles; where it has no rounds, the places that the programme names."),
            order=50,
            listed=lambda: FigureList((_("Locality"),), [FigureRow((name,)) for name in names]),
        )
    ]


def under_way(viewer: Viewer) -> int:
    day = timezone.localdate()
    running = queries.programmes_visible(viewer).filter(starts_on__lte=day, ends_on__gte=day)
    return running.count()


def register() -> None:
    register_room(
        Room(
            name="programmes",
            navigation=navigation,
            tasks=tasks,
            next_steps=next_steps,
            home_sections=home_sections,
            desk_sections=desk_sections,
            evidence=evidence,
            figures=figures,
        )
    )
