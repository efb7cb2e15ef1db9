from talka.foundation.access import Absent, Viewer, or_absent
from talka.programmes.access import programme_for, programme_to_edit
from talka.programmes.models import Programme
from talka.reports import rules
from talka.reports.models import Panel, PanelQuestion, Reply


def panel_for(viewer: Viewer, slug: str) -> Panel:
    """The panel of the programme with this address, if this viewer may read it."""
    programme = programme_for(viewer, slug)
    panel = or_absent(
        Panel.objects.select_related("gathering", "gathering__owner", "gathering__locality")
        .filter(programme=programme)
        .first()
    )
    panel.programme = programme
    if not rules.may_read(viewer, panel):
        raise Absent
    return panel


def panel_to_prepare(viewer: Viewer, slug: str) -> tuple[Programme, Panel | None]:
    """The programme, for those who run it, with its panel where one was made."""
    programme = programme_to_edit(viewer, slug)
    panel = Panel.objects.select_related("gathering", "gathering__owner").filter(programme=programme).first()
    return programme, panel


def question_to_moderate(viewer: Viewer, slug: str, question_id: int) -> PanelQuestion:
    programme = programme_to_edit(viewer, slug)
    return or_absent(
        PanelQuestion.objects.select_related("panel").filter(panel__programme=programme, pk=question_id).first()
    )


def reply_to_edit(viewer: Viewer, slug: str, reply_id: int) -> Reply:
    programme = programme_to_edit(viewer, slug)
    return or_absent(Reply.objects.select_related("owner").filter(programme=programme, pk=reply_id).first())
