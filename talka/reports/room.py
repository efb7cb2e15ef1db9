"""What this room shows elsewhere: the panel and "You said, we did" on the public page, questions on the desk."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talka.foundation.access import Viewer
from talka.foundation.rooms import Room, Section, StageYield, Task, register_room
from talka.programmes import rules as programme_rules
from talka.programmes.models import Programme
from talka.reports import figures, queries, rules
from talka.reports.models import Panel, PanelQuestion


def _programme(programme_id: int, viewer: Viewer) -> Programme | None:
    return Programme.objects.select_related("network", "owner").filter(pk=programme_id, network=viewer.network).first()


def story_sections(programme_id: int, viewer: Viewer) -> Iterator[Section]:
    programme = _programme(programme_id, viewer)
    if programme is None:
        return
    counted = figures.for_story(figures.figures_of(programme, viewer))
    if counted:
        yield Section("figures", "reports/parts/figures.html", {"figures": counted, "programme": programme}, order=25)
    pairs = queries.said_and_done(programme, viewer, most=4)
    if pairs:
        yield Section(
            "you-said-we-did", "reports/parts/said_and_done.html", {"pairs": pairs, "programme": programme}, order=30
        )
    panel = queries.panel_of(programme)
    if panel and panel.published_at:
        groups = list(panel.gathering.invited_groups.all())
        yield Section(
            "panel",
            "reports/parts/panel.html",
            {
                "panel": panel,
                "gathering": panel.gathering,
                "programme": programme,
                "groups": groups,
                "to_come": panel.gathering.ends_at > timezone.now(),
            },
            order=40,
            wide=True,
        )


def room_sections(programme_id: int, viewer: Viewer) -> Iterator[Section]:
    programme = _programme(programme_id, viewer)
    if programme is None:
        return
    counted = figures.for_story(figures.figures_of(programme, viewer))
    if counted:
        yield Section("figures", "reports/parts/figures.html", {"figures": counted, "programme": programme}, order=65)
    panel = queries.panel_of(programme)
    may_prepare = programme_rules.may_run(viewer, programme)
    if panel is None and not may_prepare:
        return
    if panel is not None and not rules.may_read(viewer, panel):
        return
    waiting = queries.waiting_questions([programme.pk]).get(programme.pk, 0) if may_prepare else 0
    yield Section(
        "panel",
        "reports/parts/room.html",
        {"panel": panel, "programme": programme, "may_prepare": may_prepare, "waiting": waiting},
        order=70,
    )


def tasks(viewer: Viewer) -> Iterator[Task]:
    """Questions that wait to be read, for those who run the programme."""
    if not viewer.is_member:
        return
    panels = (
        Panel.objects.filter(programme__network=viewer.network, questions__state=PanelQuestion.State.WAITING)
        .select_related("programme", "programme__owner", "programme__network", "gathering")
        .distinct()
    )
    mine = [panel for panel in panels if rules.may_prepare(viewer, panel)]
    counts = queries.waiting_questions([panel.programme_id for panel in mine])
    for panel in mine:
        count = counts[panel.programme_id]
        yield Task(
            title=ngettext("Read %(count)s question to the panel", "Read %(count)s questions to the panel", count)
            % {"count": count},
            url=reverse("reports:questions", args=[viewer.network.slug, panel.programme.slug]),
            button=_("Read them"),
            due=min(timezone.localdate(panel.gathering.starts_at), timezone.localdate()),
            owner=panel.programme.owner,
            about=_("Nothing is shown before somebody has read it."),
            programme_id=panel.programme_id,
        )


def stage_yields(programme_id: int, viewer: Viewer) -> Iterator[StageYield]:
    programme = _programme(programme_id, viewer)
    panel = queries.panel_of(programme) if programme else None
    if programme is None or panel is None or panel.gathering.stage_id is None:
        return
    published = panel.published_at is not None
    yield StageYield(
        stage_id=panel.gathering.stage_id,
        title=_("A public page of the panel"),
        state="done" if published else "todo",
        words=_("published") if published else _("being prepared"),
        url=reverse("reports:panel", args=[viewer.network.slug, programme.slug]) if published else "",
    )


def register() -> None:
    register_room(
        Room(
            "reports",
            story_sections=story_sections,
            room_sections=room_sections,
            tasks=tasks,
            stage_yields=stage_yields,
        )
    )
