"""Keeping a place without account, giving it back, and the host's list of who comes."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from talka.foundation.access import NetworkRequest, members_only
from talka.foundation.forms import carried_out, sent
from talka.foundation.limits import Limit, address_of
from talka.gatherings import access, actions, queries, rules
from talka.gatherings.actions import SignedUp
from talka.gatherings.forms import SignUpForm
from talka.gatherings.models import InvitedGroup, SignUp
from talka.gatherings.views.pages import address, crumbs_of

# A hall full of people may share one connection; a flood may not.
SIGN_UPS = Limit(most=60, seconds=600)


@never_cache
@require_http_methods(["GET", "POST"])
def sign_up(request: NetworkRequest, gathering_id: int) -> HttpResponse:
    viewer = request.viewer
    gathering = access.gathering_for(viewer, gathering_id)
    initial: dict[str, object] = {"field_id": uuid4(), "group": request.GET.get("group")}
    if viewer.account is not None:
        initial |= {"name": viewer.account.name, "email": viewer.account.email}
    form = SignUpForm(sent(request), initial=initial)
    status = 200
    if request.method == "POST" and form.is_valid():
        if not SIGN_UPS.take(address_of(request)):
            form.add_error(
                None, _("Many places were asked for from here in a short time. Wait some minutes and try again.")
            )
            status = 429
        else:
            group = _group(gathering.pk, form.cleaned_data.pop("group", None))
            own = viewer.account is not None and form.cleaned_data["email"].lower() == viewer.account.email
            kept = carried_out(
                form,
                lambda: actions.sign_up(
                    gathering=gathering,
                    acting_user=viewer.account if own else None,
                    group=group,
                    language=get_language() or "",
                    **form.cleaned_data,
                ),
            )
            if kept is not None:
                return _after(request, gathering_id, kept)
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
            "places_left": queries.places_left(gathering),
            "crumbs": crumbs_of(gathering),
        },
        status=status,
    )


def _group(gathering_id: int, group_id: int | None) -> InvitedGroup | None:
    """The invited group that the letter's link named; a wrong one is simply none."""
    if not group_id:
        return None
    return InvitedGroup.objects.filter(gathering_id=gathering_id, pk=group_id).first()


def _after(request: NetworkRequest, gathering_id: int, kept: SignedUp) -> HttpResponse:
    """To one's own place; an address that keeps one already is not handed the key to it, but written to."""
    if kept.known:
        return redirect(reverse("gatherings:written", args=[request.network.slug, gathering_id]))
    return redirect(reverse("gatherings:place", args=[request.network.slug, kept.sign_up.cancel_token]))


@require_GET
def written(request: NetworkRequest, gathering_id: int) -> HttpResponse:
    """After signing up with an address that keeps a place already: the letter was sent again."""
    gathering = access.gathering_for(request.viewer, gathering_id)
    return render(
        request,
        "gatherings/written.html",
        {"section": "gatherings", "gathering": gathering, "crumbs": crumbs_of(gathering)},
    )


@never_cache
@require_GET
def place(request: NetworkRequest, token: UUID) -> HttpResponse:
    """One's own place, by the link of the letter: where one stands, and the way to give it back."""
    kept = access.sign_up_by_token(request.network, token)
    return render(
        request,
        "gatherings/place.html",
        {
            "section": "gatherings",
            "sign_up": kept,
            "gathering": kept.gathering,
            "waiting": queries.place_in_waiting(kept),
            "may_give_back": kept.state != SignUp.State.CANCELLED and not rules.is_past(kept.gathering),
            "sees_page": access_allowed(request, kept.gathering.pk),
            "materials": queries.materials(kept.gathering, queries.seen_by_place(kept)),
            "items": queries.open_items_of_participant(kept.participant) if kept.participant else [],
        },
    )


def access_allowed(request: NetworkRequest, gathering_id: int) -> bool:
    return queries.gatherings_visible(request.viewer).filter(pk=gathering_id).exists()


@require_POST
def give_back(request: NetworkRequest, token: UUID) -> HttpResponse:
    kept = access.sign_up_by_token(request.network, token)
    actions.cancel_sign_up(acting_user=request.viewer.account, sign_up=kept)
    return redirect(reverse("gatherings:place", args=[request.network.slug, token]))


@members_only
@never_cache
@require_GET
def people(request: NetworkRequest, gathering_id: int) -> HttpResponse:
    """Who comes, who waits in which order, who gave the place back: for those who run the gathering."""
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    found = queries.sign_ups(gathering)
    return render(
        request,
        "gatherings/people.html",
        {
            "section": "gatherings",
            "gathering": gathering,
            "coming": [each for each in found if each.state == SignUp.State.COMING],
            "waiting": [each for each in found if each.state == SignUp.State.WAITING],
            "cancelled": [each for each in found if each.state == SignUp.State.CANCELLED],
            "crumbs": crumbs_of(gathering),
        },
    )


@members_only
@require_POST
def remove_sign_up(request: NetworkRequest, gathering_id: int, sign_up_id: int) -> HttpResponse:
    """The host gives a place back for somebody who said so in another way."""
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    kept = access.sign_up_to_run(gathering, sign_up_id)
    actions.cancel_sign_up(acting_user=request.viewer.person, sign_up=kept)
    messages.success(request, _("The place of %(name)s is free again.") % {"name": kept.name})
    return redirect(address("people", gathering))
