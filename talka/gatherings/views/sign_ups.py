"""Keeping a place without account, one's own place by the link of the letter, and giving it back."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from talka.foundation.access import NetworkRequest
from talka.foundation.form_pages import pressed
from talka.foundation.forms import carried_out, sent
from talka.foundation.limits import Limit, address_of
from talka.gatherings import access, actions, queries, rules
from talka.gatherings.actions import SignedUp
from talka.gatherings.forms.sign_up import SignUpForm
from talka.gatherings.models import Gathering, Invitation, SignUp, SignUpRules
from talka.gatherings.places import GROUPS_PASSED_FROM
from talka.gatherings.views.pages import crumbs_of

# A hall full of people may share one connection; a flood may not.
SIGN_UPS = Limit(most=60, seconds=600)


@never_cache
@require_http_methods(["GET", "POST"])
def sign_up(request: NetworkRequest, gathering_id: int) -> HttpResponse:
    """The form; `invited` is the key of a personal invitation, `group` that of a group's letter."""
    viewer = request.viewer
    gathering, invitation, group = access.gathering_to_join(
        viewer, gathering_id, request.GET.get("invited", ""), request.GET.get("group", "")
    )
    stands = queries.standing(gathering, timezone.now())
    initial: dict[str, object] = {"field_id": uuid4()}
    if viewer.account is not None:
        initial |= {"name": viewer.account.name, "email": viewer.account.email}
    if invitation is not None:
        initial |= {"name": invitation.name, "email": invitation.email}
    form = SignUpForm(
        sent(request),
        gathering=gathering,
        rules=stands.rules,
        questions=queries.questions(gathering),
        sectors=stands.sectors,
        initial=initial,
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        if not SIGN_UPS.take(address_of(request)):
            form.add_error(
                None, _("Many places were asked for from here in a short time. Wait some minutes and try again.")
            )
            status = 429
        else:
            address = form.cleaned_data["email"].lower()
            own = viewer.account is not None and address == viewer.account.email.lower()
            kept = carried_out(
                form,
                lambda: actions.sign_up(
                    gathering=gathering,
                    acting_user=viewer.account if own else None,
                    group=group,
                    invitation=invitation,
                    language=get_language() or "",
                    **form.changes(),
                ),
            )
            if kept is not None:
                return _after(request, gathering, kept, proved=own or _went_to(invitation, address))
    if form.errors and status == 200:
        status = 422
    return render(
        request,
        "gatherings/sign_up.html",
        {
            "section": "gatherings",
            "gathering": gathering,
            "form": form,
            "open": rules.takes_sign_ups(gathering),
            "may": may_join(request, gathering, stands.rules, invitation, group),
            "places_left": queries.places_left(gathering),
            "waiting": len(stands.waiting),
            "rules": stands.rules,
            "crumbs": crumbs_of(gathering) if sees_page(request, gathering) else [],
        },
        status=status,
    )


def may_join(
    request: NetworkRequest, gathering: Gathering, decided: SignUpRules, invitation: Invitation | None, group: Any
) -> bool:
    """Whether the form is shown at all: an open gathering, or somebody who is invited."""
    if not decided.only_invited or invitation is not None or group is not None:
        return True
    return queries.invited_by_address(gathering, request.viewer.account) is not None


def _went_to(invitation: Invitation | None, email: str) -> bool:
    return invitation is not None and invitation.email.lower() == email


def _after(request: NetworkRequest, gathering: Gathering, kept: SignedUp, proved: bool) -> HttpResponse:
    """To one's own place where the address is proved. Otherwise the letter holds the key, and the page is the same
    whether the address was known or not."""
    if proved:
        return redirect(reverse("gatherings:place", args=[request.network.slug, kept.sign_up.cancel_token]))
    if not sees_page(request, gathering):
        return render(request, "gatherings/written.html", {"section": "gatherings", "gathering": gathering})
    return redirect(reverse("gatherings:written", args=[request.network.slug, gathering.pk]))


@require_GET
def written(request: NetworkRequest, gathering_id: int) -> HttpResponse:
    """After signing up: the letter says what came of it. The same page for an address that was known."""
    gathering = access.gathering_for(request.viewer, gathering_id)
    return render(
        request,
        "gatherings/written.html",
        {"section": "gatherings", "gathering": gathering, "crumbs": crumbs_of(gathering)},
    )


@never_cache
@require_GET
def place(request: NetworkRequest, token: UUID) -> HttpResponse:
    """One's own place, by the link of the letter: where one stands, the whole list, an offer, the way back."""
    kept = access.sign_up_by_token(request.network, token)
    gathering = kept.gathering
    if queries.places_due(gathering):
        actions.settle_places(gathering=gathering)
        kept = access.sign_up_by_token(request.network, token)
    waits = kept.state == SignUp.State.WAITING and gathering.state == Gathering.State.PLANNED
    waiting = queries.waiting_list(gathering, kept) if waits else None
    company = [each for each in kept.company.all() if each.state != SignUp.State.CANCELLED]
    return render(
        request,
        "gatherings/place.html",
        {
            "section": "gatherings",
            "sign_up": kept,
            "gathering": gathering,
            "company": company,
            "waiting": waiting,
            "groups_passed_from": gathering.starts_at - GROUPS_PASSED_FROM,
            "sectors_until": _sectors_until(waiting),
            "may_give_back": kept.state in ("coming", "waiting") and not rules.is_past(gathering),
            "open": rules.takes_sign_ups(gathering),
            "sees_page": sees_page(request, gathering),
            "materials": queries.materials(gathering, queries.seen_by_place(kept)),
            "items": queries.open_items_of_participant(kept.participant) if kept.participant else [],
        },
    )


def _sectors_until(waiting: queries.WaitingList | None) -> Any:
    if waiting is None:
        return None
    dates = [each.until for each in waiting.stands.sectors if each.sector in waiting.stands.rule.kept_for]
    return max(dates) if dates else None


def sees_page(request: NetworkRequest, gathering: Gathering) -> bool:
    return queries.gatherings_visible(request.viewer).filter(pk=gathering.pk).exists()


def _back(request: NetworkRequest, token: UUID) -> HttpResponse:
    return redirect(reverse("gatherings:place", args=[request.network.slug, token]))


@require_POST
def accept(request: NetworkRequest, token: UUID) -> HttpResponse:
    kept = access.sign_up_by_token(request.network, token)
    return pressed(
        request,
        lambda: actions.accept_offer(acting_user=request.viewer.account, sign_up=kept),
        reverse("gatherings:place", args=[request.network.slug, token]),
    )


@require_POST
def pass_on(request: NetworkRequest, token: UUID) -> HttpResponse:
    kept = access.sign_up_by_token(request.network, token)
    actions.pass_offer(acting_user=request.viewer.account, sign_up=kept)
    return _back(request, token)


@require_POST
def give_back(request: NetworkRequest, token: UUID) -> HttpResponse:
    kept = access.sign_up_by_token(request.network, token)
    actions.cancel_sign_up(acting_user=request.viewer.account, sign_up=kept)
    return _back(request, token)


@require_POST
def give_back_one(request: NetworkRequest, token: UUID, sign_up_id: int) -> HttpResponse:
    """Whoever signed a group up gives the place of one of the others back."""
    kept = access.sign_up_by_token(request.network, token)
    other = access.companion(kept, sign_up_id)
    actions.cancel_sign_up(acting_user=request.viewer.account, sign_up=other)
    messages.success(request, _("The place of %(name)s is free again.") % {"name": other.name})
    return _back(request, token)
