"""Cycles, designed once, and the rounds that they are run for."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from talka.foundation import rooms
from talka.foundation.access import NetworkRequest, members_only
from talka.foundation.forms import sent
from talka.foundation.wording import said
from talka.programmes import access, actions, queries
from talka.programmes.forms import CohortForm, CycleForm
from talka.programmes.models import Programme
from talka.programmes.views.pages import address, confirm, crumbs_of, part_form


@members_only
@require_GET
def cycles(request: NetworkRequest, slug: str) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    return render(
        request,
        "programmes/cycles.html",
        {
            "section": "programmes",
            "programme": programme,
            "cycles": queries.cycles(programme),
            "sections": rooms.sections("cycle_sections", programme.pk, request.viewer),
            "crumbs": crumbs_of(programme),
        },
    )


@members_only
@require_http_methods(["GET", "POST"])
def add_cycle(request: NetworkRequest, slug: str) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    return part_form(
        request,
        programme,
        CycleForm(sent(request), network=request.network),
        lambda data: actions.add_cycle(acting_user=request.viewer.person, programme=programme, **data),
        title=_("Add a cycle"),
        lead=_(
            "Something that is designed once and run several times: a training for each region, a round for each town."
        ),
        button=_("Add the cycle"),
        back=address("cycles", programme),
        said_after=_("The cycle stands. Add its rounds."),
        crumbs=_cycle_crumbs(programme),
    )


@members_only
@require_http_methods(["GET", "POST"])
def edit_cycle(request: NetworkRequest, slug: str, cycle_id: int) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    cycle = access.cycle_to_edit(programme, cycle_id)
    initial = {"title": cycle.title, "design": cycle.design}
    return part_form(
        request,
        programme,
        CycleForm(sent(request), network=request.network, initial=initial),
        lambda data: actions.edit_cycle(acting_user=request.viewer.person, cycle=cycle, **data),
        title=said(cycle.title),
        button=_("Keep the cycle"),
        back=address("cycles", programme),
        said_after=_("Kept."),
        crumbs=_cycle_crumbs(programme),
    )


@members_only
@require_http_methods(["GET", "POST"])
def remove_cycle(request: NetworkRequest, slug: str, cycle_id: int) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    cycle = access.cycle_to_edit(programme, cycle_id)
    return confirm(
        request,
        programme,
        lambda: actions.remove_cycle(acting_user=request.viewer.person, cycle=cycle),
        title=_("Remove the cycle “%(title)s”") % {"title": said(cycle.title)},
        what_happens=_("Its rounds go with it."),
        button=_("Remove the cycle"),
        back=address("cycles", programme),
        said_after=_("The cycle is removed."),
        crumbs=_cycle_crumbs(programme),
    )


@members_only
@require_http_methods(["GET", "POST"])
def add_cohort(request: NetworkRequest, slug: str, cycle_id: int) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    cycle = access.cycle_to_edit(programme, cycle_id)
    return part_form(
        request,
        programme,
        CohortForm(sent(request), network=request.network),
        lambda data: actions.add_cohort(acting_user=request.viewer.person, cycle=cycle, **data),
        title=_("Add a round of “%(title)s”") % {"title": said(cycle.title)},
        button=_("Add the round"),
        back=address("cycles", programme),
        said_after=_("The round is added."),
        crumbs=_cycle_crumbs(programme),
    )


@members_only
@require_http_methods(["GET", "POST"])
def edit_cohort(request: NetworkRequest, slug: str, cohort_id: int) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    cohort = access.cohort_to_edit(programme, cohort_id)
    initial = {name: getattr(cohort, name) for name in ("title", "locality", "starts_on", "ends_on", "outcome")}

    def act(data: dict[str, Any]) -> None:
        actions.edit_cohort(acting_user=request.viewer.person, cohort=cohort, **data)

    return part_form(
        request,
        programme,
        CohortForm(sent(request), network=request.network, cohort=cohort, initial=initial),
        act,
        title=said(cohort.title),
        button=_("Keep the round"),
        back=address("cycles", programme),
        said_after=_("Kept."),
        crumbs=_cycle_crumbs(programme),
    )


@members_only
@require_http_methods(["GET", "POST"])
def remove_cohort(request: NetworkRequest, slug: str, cohort_id: int) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    cohort = access.cohort_to_edit(programme, cohort_id)
    return confirm(
        request,
        programme,
        lambda: actions.remove_cohort(acting_user=request.viewer.person, cohort=cohort),
        title=_("Remove the round “%(title)s”") % {"title": said(cohort.title)},
        what_happens=_("The cycle stays as it is designed."),
        button=_("Remove the round"),
        back=address("cycles", programme),
        said_after=_("The round is removed."),
        crumbs=_cycle_crumbs(programme),
    )


def _cycle_crumbs(programme: Programme) -> list[tuple[str, str]]:
    return crumbs_of(programme, (_("Cycles"), address("cycles", programme)))
