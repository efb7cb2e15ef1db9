"""What gatherings show in the masthead, on a programme's pages and on the network's home."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.foundation.access import Viewer
from talka.foundation.rooms import NavigationItem, Section, StageYield
from talka.gatherings import queries, rules
from talka.programmes import rules as programme_rules
from talka.programmes.models import Programme, Stage
from talka.programmes.queries import cycles as programme_cycles
from talka.programmes.queries import programmes_visible

MOST_NEXT = 4


def navigation(viewer: Viewer) -> list[NavigationItem]:
    url = reverse("gatherings:list", args=[viewer.network.slug])
    return [NavigationItem("gatherings", _("Gatherings"), url, order=30)]


def stage_yields(programme_id: int, viewer: Viewer) -> list[StageYield]:
    """How many of a stage's gatherings were held: two queries."""
    counted = queries.held_by_stage(programme_id, viewer)
    over = dict(Stage.objects.filter(pk__in=counted).values_list("pk", "ends_on"))
    today = timezone.localdate()
    yields = []
    for stage_id, (held, planned) in counted.items():
        late = over[stage_id] < today
        state = "done" if held == planned else "late" if late else "half" if held else "todo"
        words = _("%(held)d of %(planned)d held") % {"held": held, "planned": planned}
        yields.append(StageYield(stage_id=stage_id, title=_("Gatherings"), state=state, words=words))
    return yields


def story_sections(programme_id: int, viewer: Viewer) -> list[Section]:
    """The programme's gatherings that the reader may see, in the order in which the story went; those to come first."""
    programme = Programme(pk=programme_id)
    found = queries.gatherings_of(programme, viewer)
    shown = rounds_section(programme_id, viewer, order=55)
    if not found:
        return shown
    now = timezone.now()
    coming = [each for each in found if each.ends_at >= now]
    was = [each for each in found if each.ends_at < now]
    context = {"coming": coming, "was": was}
    return [*shown, Section("gatherings", "gatherings/sections/story.html", context, order=60)]


def room_sections(programme_id: int, viewer: Viewer) -> list[Section]:
    found = queries.gatherings_of(Programme(pk=programme_id), viewer)
    now = timezone.now()
    context = {
        "coming": [each for each in found if each.ends_at >= now],
        "was": [each for each in reversed(found) if each.ends_at < now],
        "may_plan": rules.may_plan(viewer),
        "plan_in": f"p{programme_id}",
    }
    shown = Section("gatherings", "gatherings/sections/room.html", context, order=20)
    return [shown, *rounds_section(programme_id, viewer, order=25)]


def rounds_section(programme_id: int, viewer: Viewer, order: int) -> list[Section]:
    """The cycles of a programme with their rounds, each leading to its own page. Two queries, more for who runs it."""
    programme = programmes_visible(viewer).filter(pk=programme_id).first()
    cycles = programme_cycles(programme) if programme is not None else []
    if programme is None or not cycles:
        return []
    context = {"cycles": cycles, "may_run": viewer.is_member and programme_rules.may_run(viewer, programme)}
    return [Section("rounds", "gatherings/sections/rounds.html", context, order=order)]


def cycle_sections(programme_id: int, viewer: Viewer) -> list[Section]:
    return rounds_section(programme_id, viewer, order=10)


def desk_sections(_id: int, viewer: Viewer) -> list[Section]:
    """The rounds that the viewer goes through, each with its own page. One query."""
    own = queries.own_rounds(viewer)
    return [Section("rounds", "gatherings/sections/own_rounds.html", {"rounds": own}, order=40)] if own else []


def home_sections(_programme_id: int, viewer: Viewer) -> list[Section]:
    coming = queries.next_gatherings(viewer, MOST_NEXT)
    if not coming:
        return []
    return [Section("gatherings", "gatherings/sections/home.html", {"gatherings": coming}, order=30)]
