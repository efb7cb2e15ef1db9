"""Inviting people by letter, and their answer by one click."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from talka.foundation.access import NetworkRequest, Refusal, members_only
from talka.foundation.form_pages import pressed
from talka.foundation.forms import carried_out, sent
from talka.gatherings import access, actions, queries, rules
from talka.gatherings.actions import Guest
from talka.gatherings.forms.invitations import InviteForm
from talka.gatherings.models import Gathering, Invitation, Participant, SignUp
from talka.gatherings.views.pages import address, crumbs_of
from talka.gatherings.views.sign_ups import sees_page
from talka.programmes import rules as programme_rules


@members_only
@never_cache
@require_http_methods(["GET", "POST"])
def invitations(request: NetworkRequest, gathering_id: int) -> HttpResponse:
    """Who was written to, who opened the link and what they answered; and a form to invite more."""
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    in_round = _people_of_round(request, gathering)
    form = InviteForm(sent(request), gathering=gathering, in_round=len(in_round))
    if request.method == "POST":
        made = carried_out(
            form,
            lambda: actions.invite(
                acting_user=request.viewer.person,
                gathering=gathering,
                guests=_guests(gathering, form.cleaned_data, in_round),
                group=form.cleaned_data["group"],
                message=form.cleaned_data["message"],
            ),
        )
        if made is not None:
            count = len(made)
            said = ngettext(
                "%(count)d letter is on its way. Whoever was invited before gets no second one.",
                "%(count)d letters are on their way. Whoever was invited before gets no second one.",
                count,
            )
            messages.success(request, said % {"count": count})
            return redirect(address("invitations", gathering))
    found = queries.invitations(gathering)
    return render(
        request,
        "gatherings/invitations.html",
        {
            "section": "gatherings",
            "gathering": gathering,
            "form": form,
            "invitations": found,
            "coming": sum(1 for each in found if each.answer == Invitation.Answer.COMING),
            "cannot": sum(1 for each in found if each.answer == Invitation.Answer.CANNOT),
            "crumbs": crumbs_of(gathering),
        },
        status=422 if form.errors else 200,
    )


def _people_of_round(request: NetworkRequest, gathering: Gathering) -> list[Participant]:
    """Their addresses are for those who run the programme."""
    if gathering.cohort is None or not programme_rules.may_run(request.viewer, gathering.cohort.cycle.programme):
        return []
    return queries.people_of_round(gathering)


def _guests(gathering: Gathering, asked: dict[str, Any], in_round: list[Participant]) -> list[Guest]:
    """People of the round and of the network by what was chosen, then addresses; the action sees to each once."""
    chosen = in_round if asked.get("round") else []
    through = [
        Guest(email=each.email, name=each.name, account=each.account, owner=each.owner, language=each.language)
        for each in chosen
    ]
    known = queries.people_of(gathering.network, asked["owners"], asked["roles"])
    guests = [
        Guest(email=account.email, name=account.name, account=account, owner=owner, language=account.language)
        for account, owner in known
    ]
    return [*through, *guests, *asked["addresses"]]


@members_only
@require_POST
def invite_again(request: NetworkRequest, gathering_id: int, invitation_id: int) -> HttpResponse:
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    invitation = access.invitation_to_run(gathering, invitation_id)
    invitation.gathering = gathering
    return pressed(
        request,
        lambda: actions.invite_again(acting_user=request.viewer.person, invitation=invitation),
        address("invitations", gathering),
        _("The letter is on its way once more."),
    )


@members_only
@require_POST
def withdraw(request: NetworkRequest, gathering_id: int, invitation_id: int) -> HttpResponse:
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    invitation = access.invitation_to_run(gathering, invitation_id)
    invitation.gathering = gathering
    actions.withdraw_invitation(acting_user=request.viewer.person, invitation=invitation)
    messages.success(request, _("The invitation is taken back; its link leads nowhere any more."))
    return redirect(address("invitations", gathering))


@never_cache
@require_GET
def invitation(request: NetworkRequest, token: UUID) -> HttpResponse:
    """What one is invited to, and two buttons. Reading it answers nothing: programs that look through mail open it."""
    found = access.invitation_by_token(request.network, token)
    actions.open_invitation(invitation=found)
    gathering = found.gathering
    kept = _kept(found)
    return render(
        request,
        "gatherings/invitation.html",
        {
            "section": "gatherings",
            "invitation": found,
            "gathering": gathering,
            "kept": kept,
            "asks": _asks(gathering),
            "open": rules.takes_sign_ups(gathering),
            "places_left": queries.places_left(gathering),
            "sees_page": sees_page(request, gathering),
        },
    )


def _kept(found: Invitation) -> SignUp | None:
    kept = found.sign_up
    return kept if kept is not None and kept.state != SignUp.State.CANCELLED else None


def _asks(gathering: Gathering) -> bool:
    """Whether there is more to say than that one comes."""
    stands = queries.standing(gathering, timezone.now())
    decided = stands.rules
    asked = decided.asks_sector or decided.asks_locality or decided.per_organisation is not None
    return asked or decided.most_together > 1 or bool(queries.questions(gathering))


@require_POST
def answer(request: NetworkRequest, token: UUID) -> HttpResponse:
    """Coming, by one click where the host asks nothing more; or cannot come."""
    found = access.invitation_by_token(request.network, token)
    back = reverse("gatherings:invitation", args=[request.network.slug, token])
    if request.POST.get("answer") == "cannot":
        kept = _kept(found)
        if kept is not None:
            actions.cancel_sign_up(acting_user=request.viewer.account, sign_up=kept)
        actions.decline_invitation(acting_user=request.viewer.account, invitation=found)
        return redirect(back)
    if _asks(found.gathering) or not found.name:
        form = reverse("gatherings:sign_up", args=[request.network.slug, found.gathering_id])
        return redirect(f"{form}?invited={found.token}")
    try:
        kept_now = actions.sign_up(
            gathering=found.gathering,
            name=found.name,
            email=found.email,
            owner=found.owner,
            acting_user=found.account,
            group=found.group,
            invitation=found,
            language=get_language() or "",
        )
    except Refusal as refused:
        messages.error(request, refused.message)
        return redirect(back)
    return redirect(reverse("gatherings:place", args=[request.network.slug, kept_now.sign_up.cancel_token]))
