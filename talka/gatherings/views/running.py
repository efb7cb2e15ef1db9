"""The host's overview of one gathering: what is to be done before, on the day, and afterwards."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from talka.foundation import rooms
from talka.foundation.access import NetworkRequest, members_only
from talka.gatherings import access
from talka.gatherings.running import AFTERWARDS, BEFORE, ON_THE_DAY, lines, next_line, phase_of
from talka.gatherings.views.pages import crumbs_of


@members_only
@require_GET
def running(request: NetworkRequest, gathering_id: int) -> HttpResponse:
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    found = lines(gathering, request.viewer)
    phase = phase_of(gathering)
    titles = {BEFORE: _("Before"), ON_THE_DAY: _("On the day"), AFTERWARDS: _("Afterwards")}
    return render(
        request,
        "gatherings/running.html",
        {
            "section": "gatherings",
            "gathering": gathering,
            "crumbs": crumbs_of(gathering),
            "phases": [(key, titles[key], found[key], key == phase) for key in titles if found[key]],
            "next": next_line(found, phase),
            "sections": rooms.gathering_sections(gathering.pk, request.viewer, takes_part=False),
            "co_hosts": list(gathering.co_hosts.order_by("name")),
        },
    )
