"""Stages of a programme and what each must yield."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from talka.foundation.access import NetworkRequest, members_only
from talka.foundation.forms import sent
from talka.foundation.wording import said
from talka.programmes import access, actions, queries, timeline
from talka.programmes.forms import ExpectedResultForm, StageForm
from talka.programmes.models import Programme, Stage
from talka.programmes.views.pages import address, confirm, crumbs_of, part_form


@members_only
@require_GET
def stages(request: NetworkRequest, slug: str) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    found = queries.stages(programme)
    return render(
        request,
        "programmes/stages.html",
        {
            "section": "programmes",
            "programme": programme,
            "stages": [(stage, timeline.state_of(stage)) for stage in found],
            "crumbs": crumbs_of(programme),
        },
    )


@members_only
@require_http_methods(["GET", "POST"])
def add_stage(request: NetworkRequest, slug: str) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    return part_form(
        request,
        programme,
        StageForm(sent(request), network=request.network),
        lambda data: actions.add_stage(acting_user=request.viewer.person, programme=programme, **data),
        title=_("Add a stage"),
        button=_("Add the stage"),
        back=address("stages", programme),
        said_after=_("The stage stands at the end of the thread. Say now what it must yield."),
        crumbs=_stage_crumbs(programme),
    )


@members_only
@require_http_methods(["GET", "POST"])
def edit_stage(request: NetworkRequest, slug: str, stage_id: int) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    stage = access.stage_to_edit(programme, stage_id)
    initial = {
        "title": stage.title,
        "about": stage.about,
        "starts_on": stage.starts_on,
        "ends_on": stage.ends_on,
        "together": "yes" if stage.together else "no",
    }

    def act(data: dict[str, Any]) -> None:
        actions.edit_stage(acting_user=request.viewer.person, stage=stage, **data)

    return part_form(
        request,
        programme,
        StageForm(sent(request), network=request.network, initial=initial),
        act,
        title=said(stage.title),
        button=_("Keep the stage"),
        back=address("stages", programme),
        said_after=_("Kept."),
        crumbs=_stage_crumbs(programme),
    )


@members_only
@require_POST
def move_stage(request: NetworkRequest, slug: str, stage_id: int) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    stage = access.stage_to_edit(programme, stage_id)
    actions.move_stage(acting_user=request.viewer.person, stage=stage, up="up" in request.POST)
    return redirect(f"{address('stages', programme)}#stage-{stage.pk}")


@members_only
@require_http_methods(["GET", "POST"])
def remove_stage(request: NetworkRequest, slug: str, stage_id: int) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    stage = access.stage_to_edit(programme, stage_id)
    return confirm(
        request,
        programme,
        lambda: actions.remove_stage(acting_user=request.viewer.person, stage=stage),
        title=_("Remove the stage “%(title)s”") % {"title": said(stage.title)},
        what_happens=_("What it must yield goes with it. Its gatherings stay in the programme, without a stage."),
        button=_("Remove the stage"),
        back=address("stages", programme),
        said_after=_("The stage is removed."),
        crumbs=_stage_crumbs(programme),
    )


@members_only
@require_http_methods(["GET", "POST"])
def add_result(request: NetworkRequest, slug: str, stage_id: int) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    stage = access.stage_to_edit(programme, stage_id)
    return part_form(
        request,
        programme,
        ExpectedResultForm(sent(request), network=request.network),
        lambda data: actions.add_expected_result(acting_user=request.viewer.person, stage=stage, **data),
        title=_("What must “%(title)s” yield?") % {"title": said(stage.title)},
        button=_("Add it"),
        back=_at_stage(programme, stage),
        said_after=_("Added."),
        crumbs=_stage_crumbs(programme),
    )


@members_only
@require_http_methods(["GET", "POST"])
def edit_result(request: NetworkRequest, slug: str, result_id: int) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    result = access.expected_result_to_edit(programme, result_id)
    return part_form(
        request,
        programme,
        ExpectedResultForm(sent(request), network=request.network, initial={"title": result.title}),
        lambda data: actions.edit_expected_result(acting_user=request.viewer.person, result=result, **data),
        title=_("What must “%(title)s” yield?") % {"title": said(result.stage.title)},
        button=_("Keep it"),
        back=_at_stage(programme, result.stage),
        said_after=_("Kept."),
        crumbs=_stage_crumbs(programme),
    )


@members_only
@require_http_methods(["GET", "POST"])
def remove_result(request: NetworkRequest, slug: str, result_id: int) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    result = access.expected_result_to_edit(programme, result_id)
    return confirm(
        request,
        programme,
        lambda: actions.remove_expected_result(acting_user=request.viewer.person, result=result),
        title=_("Remove “%(title)s”") % {"title": said(result.title)},
        what_happens=_("The stage need not yield this any more."),
        button=_("Remove it"),
        back=_at_stage(programme, result.stage),
        said_after=_("Removed."),
        crumbs=_stage_crumbs(programme),
    )


def _at_stage(programme: Programme, stage: Stage) -> str:
    return f"{address('stages', programme)}#stage-{stage.pk}"


def _stage_crumbs(programme: Programme) -> list[tuple[str, str]]:
    return crumbs_of(programme, (_("Stages"), address("stages", programme)))
