"""What a host can do about a mistake in a call that stands published, and what applicants get out of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from talka.calls import access, actions, queries, rules
from talka.calls.forms.publishing import CallOffForm, ProlongForm
from talka.calls.models import Call
from talka.calls.views.pages import address, many_were_begun, one_form
from talka.calls.words import deadline_of
from talka.foundation.access import Absent, NetworkRequest, Refusal, members_only
from talka.foundation.form_pages import pressed, to_page
from talka.foundation.forms import sent


@members_only
@require_http_methods(["GET", "POST"])
def prolong(request: NetworkRequest, call_id: int) -> HttpResponse:
    """Put off the deadline and nothing else, in one step."""
    call = access.call_to_run(request.viewer, call_id)
    if not rules.is_open(call):
        raise Absent
    form = ProlongForm(sent(request), call=call)
    return one_form(
        request,
        call,
        form,
        lambda: actions.prolong_call(
            acting_user=request.viewer.person,
            call=call,
            closes_at=form.cleaned_data["closes_at"],
            note=form.cleaned_data["note"],
        ),
        title=_("Put off the deadline"),
        button=_("Put it off, and write to the applicants"),
        back=address("call", call),
        said_after=_("The new deadline stands published, and letters are on their way."),
        template="calls/prolong.html",
        deadline=deadline_of(call.terms),
        came=queries.came(call),
    )


@members_only
@require_http_methods(["GET", "POST"])
def call_off(request: NetworkRequest, call_id: int) -> HttpResponse:
    """Nothing will be decided: a step that cannot be taken back."""
    call = access.call_to_run(request.viewer, call_id)
    if not rules.may_be_called_off(call):
        raise Absent
    form = CallOffForm(sent(request), call=call)
    return one_form(
        request,
        call,
        form,
        lambda: actions.call_off(acting_user=request.viewer.person, call=call, reason=form.cleaned_data["reason"]),
        title=pgettext("an open call", "Call it off"),
        button=_("Call it off, and write to everybody"),
        back=address("call", call),
        said_after=_("The call is called off, and letters are on their way."),
        template="calls/call_off.html",
        open=rules.is_open(call),
        came=queries.came(call),
        reviewers=call.reviewers.count(),
    )


@members_only
@require_POST
def put_back(request: NetworkRequest, call_id: int) -> HttpResponse:
    """The draft becomes again what stands published."""
    call = access.call_to_run(request.viewer, call_id)
    if not rules.is_open(call):
        raise Absent
    return pressed(
        request,
        lambda: actions.put_back(acting_user=request.viewer.person, call=call),
        address("prepare", call),
        _("Your changes are taken back."),
    )


@members_only
@require_POST
def again(request: NetworkRequest, call_id: int) -> HttpResponse:
    """A new draft from a published call."""
    call = access.call_to_run(request.viewer, call_id)
    if call.state == Call.State.DRAFT:
        raise Absent
    made = actions.draft_again(acting_user=request.viewer.person, call=call)
    said_after = _("Everything is taken over but the deadline. Nobody else sees the new draft.")
    return to_page(request, address("prepare", made), said_after)


@require_POST
def take_over(request: NetworkRequest, token: UUID, call_id: int) -> HttpResponse:
    """An applicant takes what they wrote into the call that stands in the place of one that was called off."""
    found = access.application_by_token(request.network, token)
    call = access.call_for(request.viewer, call_id)
    if too_many := many_were_begun(request):
        messages.error(request, too_many)
        return redirect(reverse("calls:application", args=[request.network.slug, token]))
    try:
        begun = actions.take_over(application=found, call=call, acting_user=request.viewer.account)
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return redirect(reverse("calls:application", args=[request.network.slug, token]))
    if begun.known:
        return redirect(address("written", call))
    own = reverse("calls:application", args=[request.network.slug, begun.application.token])
    return to_page(request, own, _("What you wrote is taken over. Read it once more, and send it."))
