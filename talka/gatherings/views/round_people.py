"""The people of a round: taken in one by one or from those who signed up, and leaving it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from talka.foundation.access import NetworkRequest, members_only
from talka.foundation.form_pages import to_page
from talka.foundation.forms import carried_out, sent
from talka.foundation.wording import said
from talka.gatherings import access, actions, queries
from talka.gatherings.forms.rounds import LeaveForm, MemberForm
from talka.gatherings.models import CohortMember
from talka.programmes.models import Cohort


@members_only
@never_cache
@require_http_methods(["GET", "POST"])
def round_people(request: NetworkRequest, cohort_id: int) -> HttpResponse:
    """Who goes through the round, with an empty row for the next."""
    cohort = access.cohort_to_run(request.viewer, cohort_id)
    form = MemberForm(sent(request), cohort=cohort)

    def act() -> CohortMember:
        person = actions.meet_participant(network=request.network, **form.cleaned_data)
        return actions.join_cohort(acting_user=request.viewer.person, cohort=cohort, participant=person)

    if request.method == "POST":
        member = carried_out(form, act)
        if member is not None:
            messages.success(request, _("%(name)s is in the round.") % {"name": member.participant.name})
            return redirect(f"{_address('round_people', cohort)}#new")
    members = queries.round_members(cohort)
    return render(
        request,
        "gatherings/round_people.html",
        {
            "section": "programmes",
            "cohort": cohort,
            "form": form,
            "members": [each for each in members if each.left_at is None],
            "left": [each for each in members if each.left_at is not None],
            "signed_up": queries.signed_up_beside(cohort),
            "to_write": queries.not_written_to(cohort),
            "crumbs": _crumbs(cohort),
        },
        status=422 if form.errors else 200,
    )


@members_only
@require_POST
def take_in(request: NetworkRequest, cohort_id: int) -> HttpResponse:
    cohort = access.cohort_to_run(request.viewer, cohort_id)
    count = actions.take_in_signed_up(acting_user=request.viewer.person, cohort=cohort)
    words = ngettext("%(count)d person is taken in.", "%(count)d people are taken in.", count)
    messages.success(request, words % {"count": count})
    return redirect(_address("round_people", cohort))


@members_only
@require_POST
def write_to_members(request: NetworkRequest, cohort_id: int) -> HttpResponse:
    """Everybody who was not sent it yet gets the link to their own page of the round."""
    cohort = access.cohort_to_run(request.viewer, cohort_id)
    count = actions.write_to_members(acting_user=request.viewer.person, cohort=cohort)
    words = ngettext("A letter goes to %(count)d person.", "Letters go to %(count)d people.", count)
    return to_page(request, _address("round_people", cohort), words % {"count": count})


@members_only
@require_http_methods(["GET", "POST"])
def leave_round(request: NetworkRequest, cohort_id: int, member_id: int) -> HttpResponse:
    cohort = access.cohort_to_run(request.viewer, cohort_id)
    member = access.member_of_round(cohort, member_id)
    form = LeaveForm(sent(request))
    if request.method == "POST" and form.is_valid():
        actions.leave_cohort(acting_user=request.viewer.person, member=member, reason=form.cleaned_data["reason"])
        messages.success(request, _("%(name)s has left the round.") % {"name": member.participant.name})
        return redirect(_address("round_people", cohort))
    return render(
        request,
        "gatherings/leave_round.html",
        {
            "section": "programmes",
            "form": form,
            "title": _("%(name)s leaves the round") % {"name": member.participant.name},
            "lead": _("What was attended stays in the history of the round."),
            "button": _("Leave the round"),
            "back_url": _address("round_people", cohort),
            "crumbs": [*_crumbs(cohort), (_("People"), _address("round_people", cohort))],
        },
        status=422 if form.errors else 200,
    )


def _address(name: str, cohort: Cohort) -> str:
    return reverse(f"gatherings:{name}", args=[cohort.cycle.programme.network.slug, cohort.pk])


def _crumbs(cohort: Cohort) -> list[tuple[str, str]]:
    slug = cohort.cycle.programme.network.slug
    return [
        (said(cohort.cycle.title), reverse("gatherings:cycle", args=[slug, cohort.cycle_id])),
        (said(cohort.title), _address("round", cohort)),
    ]
