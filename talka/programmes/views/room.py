"""The programme room: where it stands, what is next and for whom, what each stage must yield."""

import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from talka.foundation import rooms
from talka.foundation.access import NetworkRequest, members_only, or_absent
from talka.foundation.forms import sent
from talka.foundation.threads.queries import links_to, name_of
from talka.foundation.wording import said
from talka.programmes import access, actions, queries, rules, timeline
from talka.programmes.forms import ReachedForm
from talka.programmes.models import Stage
from talka.programmes.views.pages import address, part_form

MOST_NEXT = 8
SOON = datetime.timedelta(days=7)


@members_only
@require_GET
def room(request: NetworkRequest, slug: str) -> HttpResponse:
    viewer = request.viewer
    programme = access.programme_room_for(viewer, slug)
    stages = queries.stages(programme)
    current = queries.current_stage(stages)
    shown = _asked(request, stages) or current
    partners = queries.partners(programme)
    threads = timeline.threads(partners)
    yields = rooms.stage_yields(programme.pk, viewer)
    may_run = rules.may_run(viewer, programme)

    def stage_address(stage: Stage) -> str:
        return f"?stage={stage.pk}#stage"

    expected = [result for stage in stages for result in stage.expected_results.all()]
    evidence = {name[1]: links for name, links in links_to(expected, viewer).items()} if expected else {}
    tables = {stage.pk: timeline.table(stage, yields, threads, evidence) for stage in stages}
    return render(
        request,
        "programmes/room.html",
        {
            "section": "programmes",
            "programme": programme,
            "published": rules.is_published(programme),
            "weave_stages": timeline.timeline(
                stages,
                yields,
                address=stage_address,
                current=shown,
                languages=[request.LANGUAGE_CODE, request.network.language],
            ),
            "threads": threads,
            "today": timezone.localdate(),
            "soon": timezone.localdate() + SOON,
            "days_left": timeline.days_left(current) if current else "",
            "next": rooms.next_steps(programme.pk, viewer)[:MOST_NEXT],
            "shown": tables[shown.pk] if shown else None,
            "shown_is_current": shown is not None and current is not None and shown.pk == current.pk,
            "stages": [(stage, timeline.state_of(stage), tables[stage.pk]) for stage in stages],
            "sections": rooms.sections("room_sections", programme.pk, viewer),
            "has_concept": queries.has_concept(programme),
            "may_run": may_run,
            "takes_part": may_run or any(partner.owner_id in viewer.acts_for for partner in partners),
        },
    )


def _asked(request: NetworkRequest, stages: list[Stage]) -> Stage | None:
    """The stage of `?stage=`; Absent where there is no such stage in this programme."""
    asked = request.GET.get("stage")
    if not asked:
        return None
    return or_absent(next((stage for stage in stages if str(stage.pk) == asked), None))


@members_only
@require_http_methods(["GET", "POST"])
def reached(request: NetworkRequest, slug: str, result_id: int) -> HttpResponse:
    """Say that something a stage must yield was reached, or, by the second button, that it was not."""
    programme = access.programme_to_edit(request.viewer, slug)
    result = access.expected_result_to_edit(programme, result_id)
    back = f"{address('room', programme)}?stage={result.stage_id}#stage"
    if request.method == "POST" and "open" in request.POST:
        actions.mark_result_open(acting_user=request.viewer.person, result=result)
        messages.success(request, _("Marked as not reached."))
        return redirect(back)
    form = ReachedForm(
        sent(request),
        network=request.network,
        initial={"reached_on": result.reached_on or timezone.localdate(), "words": result.reached_words},
    )

    def act(data: dict[str, Any]) -> None:
        actions.mark_result_reached(acting_user=request.viewer.person, result=result, **data)

    return part_form(
        request,
        programme,
        form,
        act,
        title=said(result.title),
        lead=_("A stage must yield this. People say when it is there; the records of the rooms stand beside it."),
        button=_("Mark as reached"),
        back=back,
        said_after=_("Marked as reached."),
        crumbs=[(said(programme.title), address("room", programme))],
        template="programmes/reached.html",
        result=result,
        evidence=links_to([result], request.viewer)[name_of(result)],
    )
