"""Invitations, written and answered; the open invitation."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from talka.foundation.access import Absent, NetworkRequest, Refusal, members_only
from talka.foundation.forms import carried_out
from talka.foundation.owners.models import OwnerKind
from talka.identity.queries import role_in
from talka.organisations import access, actions, queries, rules
from talka.organisations.actions.joining import SECTOR_OF
from talka.organisations.forms.people import AcceptForm, DecisionForm, InviteForm, JoinForm
from talka.organisations.letters import last_day
from talka.organisations.models import Invitation, ProfileKind, Sector
from talka.people.actions import change_me

ON_A_PAGE = 50


@members_only
def invitations(request: NetworkRequest) -> HttpResponse:
    if not rules.may_invite(request.viewer):
        raise Absent
    page = Paginator(queries.invitations(request.viewer), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "section": "organisations", "title": _("Invitations")}
    return render(request, "organisations/invitations.html", context)


@members_only
def invite(request: NetworkRequest) -> HttpResponse:
    viewer = request.viewer
    if not rules.may_invite(viewer):
        raise Absent
    directs = None if viewer.is_coordinator else viewer.directs
    form = InviteForm(request.POST or None, network=request.network, directs=directs, initial=_invited_to(request))

    def write() -> list[Invitation]:
        data = form.cleaned_data
        with transaction.atomic():
            return [
                actions.invite(
                    acting_user=viewer.person,
                    network=request.network,
                    email=address,
                    roles=data["roles"],
                    network_role=data.get("network_role") or "member",
                    language=data["language"],
                    message=data["message"],
                )
                for address in data["addresses"]
            ]

    written = carried_out(form, write)
    if written is not None:
        messages.success(
            request,
            ngettext("One letter is on its way.", "%(count)s letters are on their way.", len(written))
            % {"count": len(written)},
        )
        return redirect("organisations:invitations", request.network.slug)
    context = {
        "form": form,
        "title": _("Invite people"),
        "section": "organisations",
        "back_url": reverse("organisations:invitations", args=[request.network.slug]),
    }
    return render(request, "organisations/invite.html", context)


def _invited_to(request: NetworkRequest) -> dict[str, int]:
    """The organisation that the form begins with: the one asked for, or the only one that a director has."""
    slug = request.GET.get("to", "")
    mine = [p for p in queries.my_organisations(request.viewer) if p.owner_id in request.viewer.directs]
    if slug:
        profile = access.profile_for(request.viewer, slug)
        return {"owner": profile.owner_id} if profile.owner.kind != OwnerKind.PARTNERSHIP else {}
    return {"owner": mine[0].owner_id} if len(mine) == 1 and not request.viewer.is_coordinator else {}


@members_only
@require_POST
def resend(request: NetworkRequest, invitation_id: int) -> HttpResponse:
    invitation = access.invitation_to_manage(request.viewer, invitation_id)
    try:
        actions.resend_invitation(acting_user=request.viewer.person, invitation=invitation)
        messages.success(request, _("The letter to %(address)s is on its way again.") % {"address": invitation.email})
    except Refusal as refusal:
        messages.warning(request, refusal.message)
    return redirect("organisations:invitations", request.network.slug)


@members_only
@require_POST
def withdraw(request: NetworkRequest, invitation_id: int) -> HttpResponse:
    invitation = access.invitation_to_manage(request.viewer, invitation_id)
    try:
        actions.withdraw_invitation(acting_user=request.viewer.person, invitation=invitation)
        messages.success(request, _("The invitation to %(address)s is withdrawn.") % {"address": invitation.email})
    except Refusal as refusal:
        messages.warning(request, refusal.message)
    return redirect("organisations:invitations", request.network.slug)


def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link in a letter: works before signing in, and says so where the link is used up."""
    invitation = access.invitation_by_token(token)
    account = request.user if request.user.is_authenticated else None
    if account is None and request.method == "POST":
        return redirect_to_login(request.get_full_path())
    mine = account is not None and invitation.accepted_by_id == account.pk
    state = "mine" if mine else invitation.state
    form = AcceptForm(request.POST or None, initial={"name": (account.name if account else "") or invitation.name})
    if state == "waiting" and account is not None:

        def join() -> Invitation:
            change_me(
                acting_user=account,
                name=form.cleaned_data["name"],
                language=account.language or translation.get_language() or invitation.language,
            )
            return actions.accept_invitation(acting_user=account, invitation=invitation)

        accepted = carried_out(form, join)
        if accepted is not None:
            messages.success(request, _("You are a member of %(network)s.") % {"network": invitation.network})
            return redirect("network:desk", invitation.network.slug)
    context = {
        "invitation": invitation,
        "invited_to": invitation.network,
        "expires": last_day(invitation),
        "roles": list(invitation.roles.all()),
        "state": state,
        "form": form,
        "account": account,
        "sign_in_url": f"{reverse('account_login')}?next={request.path}",
        "title": _("Invitation to %(network)s") % {"network": invitation.network},
    }
    return render(request, "organisations/invitation.html", context)


def join(request: NetworkRequest) -> HttpResponse:
    """The open invitation. Whoever asks signs in first, so that the answer reaches them."""
    viewer = request.viewer
    account = viewer.account
    waiting = queries.my_request(request.network, account) if account else None
    if account is None and request.method == "POST":
        return redirect_to_login(request.get_full_path())
    form = JoinForm(request.POST or None, initial={"name": account.name if account else ""})
    if account is not None and request.method == "POST":
        asked = carried_out(
            form,
            lambda: actions.ask_to_join(acting_user=account, network=request.network, **form.cleaned_data),
        )
        if asked is not None:
            messages.success(request, _("Your request is with the coordinators. The answer comes by e-mail."))
            return redirect("organisations:join", request.network.slug)
    context = {
        "form": form,
        "state": _standing(request, waiting.state if waiting else ""),
        "asked": waiting,
        "figures": queries.members_in_figures(request.network),
        "sign_in_url": f"{reverse('account_login')}?next={request.path}",
        "section": "organisations",
        "title": _("Join %(network)s") % {"network": request.network},
    }
    return render(request, "organisations/join.html", context)


def _standing(request: NetworkRequest, asked: str) -> str:
    """member, closed, sign_in, waiting or free."""
    if request.viewer.is_member:
        return "member"
    if asked == "waiting":
        return "waiting"
    if not request.network.open_invitation:
        return "closed"
    return "free" if request.viewer.signed_in else "sign_in"


@members_only
def join_requests(request: NetworkRequest) -> HttpResponse:
    access.the_network_to_keep(request.viewer)
    page = Paginator(queries.join_requests(request.network), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "section": "organisations", "title": _("Requests to join")}
    return render(request, "organisations/join_requests.html", context)


@members_only
def join_request(request: NetworkRequest, request_id: int) -> HttpResponse:
    asked = access.join_request_to_decide(request.viewer, request_id)
    sector = SECTOR_OF.get(ProfileKind(asked.kind), Sector.CULTURE)
    form = DecisionForm(request.POST or None, request=asked, sector=sector)

    def decide() -> object:
        data = form.cleaned_data
        existing = data["existing"] if data["owner"] == "existing" else None
        return actions.decide_join_request(
            acting_user=request.viewer.person,
            request=asked,
            accept="accept" in request.POST,
            reason=data["reason"],
            owner=existing,
            short_name=data["short_name"],
            locality=data["locality"],
            sector=data["sector"],
        )

    if request.method == "POST" and carried_out(form, decide) is not None:
        if "accept" in request.POST:
            messages.success(request, _("%(name)s is in. The answer is on its way.") % {"name": asked.name})
        else:
            messages.success(request, _("The answer to %(name)s is on its way.") % {"name": asked.name})
        return redirect("organisations:join_requests", request.network.slug)
    context = {
        "form": form,
        "asked": asked,
        "is_member": role_in(request.network, asked.account) is not None,
        "section": "organisations",
        "title": asked.organisation_name,
        "crumbs": [(_("Requests to join"), reverse("organisations:join_requests", args=[request.network.slug]))],
    }
    return render(request, "organisations/join_request.html", context)
