"""Is this somebody who is known already? A look at both entries, and then one of them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from talka.foundation.access import Absent, NetworkRequest, members_only
from talka.foundation.form_pages import pressed
from talka.gatherings import access, actions
from talka.gatherings.models import Lecturer
from talka.gatherings.queries import likeness
from talka.gatherings.views.pages import address, crumbs_of, crumbs_to_gatherings


@members_only
@never_cache
@require_GET
def same_person(request: NetworkRequest, gathering_id: int, participant_id: int) -> HttpResponse:
    """Whom the host knows that may be the same; `?name=` looks for another name."""
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    person = access.person_on_list(gathering, participant_id)
    named = " ".join(request.GET.get("name", "").split())[:150]
    return render(
        request,
        "gatherings/merging/people.html",
        {
            "section": "gatherings",
            "gathering": gathering,
            "person": person,
            "named": named,
            "others": likeness.people_beside(gathering, person, request.viewer, named),
            "crumbs": crumbs_of(gathering, (_("Attendance"), address("attendance", gathering))),
        },
    )


@members_only
@never_cache
@require_http_methods(["GET", "POST"])
def merge_people(request: NetworkRequest, gathering_id: int, participant_id: int, other_id: int) -> HttpResponse:
    """Both entries side by side; whoever sends says which one stays."""
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    person = access.person_on_list(gathering, participant_id)
    other = access.person_beside(gathering, request.viewer, person, other_id)
    if request.method == "POST":
        kept, merged = (person, other) if request.POST.get("keep") == str(person.pk) else (other, person)
        return pressed(
            request,
            lambda: actions.merge_people(
                acting_user=request.viewer.person, gathering=gathering, kept=kept, merged=merged
            ),
            address("attendance", gathering),
            _("Put together. Attendance, places and rounds are those of one person now: %(name)s.")
            % {"name": kept.name},
        )
    return render(
        request,
        "gatherings/merging/look.html",
        {
            "section": "gatherings",
            "gathering": gathering,
            "both": likeness.looked_at([person, other], request.viewer),
            "keep": likeness.to_keep(person, other),
            "two_addresses": bool(person.email and other.email),
            "back_url": address("same_person", gathering, person.pk),
            "crumbs": crumbs_of(gathering, (_("Attendance"), address("attendance", gathering))),
        },
    )


@members_only
@require_GET
def same_lecturer(request: NetworkRequest, lecturer_id: int) -> HttpResponse:
    """Profiles alike in name that the reader may change too."""
    found = access.lecturer_to_edit(request.viewer, lecturer_id)
    others = [each for each in likeness.lecturers_beside(found, request.viewer) if _may_edit(request, each)]
    return render(
        request,
        "gatherings/merging/lecturers.html",
        {"section": "gatherings", "lecturer": found, "others": others, "crumbs": _crumbs(request, found)},
    )


@members_only
@require_http_methods(["GET", "POST"])
def merge_lecturers(request: NetworkRequest, lecturer_id: int, other_id: int) -> HttpResponse:
    found = access.lecturer_to_edit(request.viewer, lecturer_id)
    other = access.lecturer_to_edit(request.viewer, other_id)
    if found == other:
        raise Absent
    if request.method == "POST":
        kept, merged = (other, found) if request.POST.get("keep") == str(other.pk) else (found, other)
        return pressed(
            request,
            lambda: actions.merge_lecturers(acting_user=request.viewer.person, kept=kept, merged=merged),
            reverse("gatherings:lecturer", args=[request.network.slug, kept.pk]),
            _("Put together. All sessions stand with one profile now."),
        )
    return render(
        request,
        "gatherings/merging/look_lecturers.html",
        {
            "section": "gatherings",
            "lecturer": found,
            "both": [found, other],
            "back_url": reverse("gatherings:same_lecturer", args=[request.network.slug, found.pk]),
            "crumbs": _crumbs(request, found),
        },
    )


def _may_edit(request: NetworkRequest, lecturer: Lecturer) -> bool:
    try:
        access.lecturer_to_edit(request.viewer, lecturer.pk)
    except Absent:
        return False
    return True


def _crumbs(request: NetworkRequest, lecturer: Lecturer) -> list[tuple[str, str]]:
    return [
        *crumbs_to_gatherings(request.network),
        (_("Lecturers"), reverse("gatherings:lecturers", args=[request.network.slug])),
        (lecturer.name, reverse("gatherings:lecturer", args=[request.network.slug, lecturer.pk])),
    ]
