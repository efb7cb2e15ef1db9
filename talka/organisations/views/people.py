"""People of the network and of its organisations."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from talka.foundation.access import NetworkRequest, Refusal, members_only
from talka.foundation.forms import carried_out
from talka.identity.models import NetworkRole
from talka.organisations import access, actions, queries, rules
from talka.organisations.forms.people import AddPersonForm, StandingForm
from talka.organisations.models import Profile

ON_A_PAGE = 50


@members_only
def listed(request: NetworkRequest) -> HttpResponse:
    """Everybody in the network, for coordinators."""
    access.the_network_to_keep(request.viewer)
    words = request.GET.get("words", "").strip()[:100]
    page = Paginator(queries.memberships(request.network, words), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "people": queries.people(page.object_list, request.viewer),
        "page": page,
        "words": words,
        "section": "organisations",
        "title": _("People"),
    }
    return render(request, "organisations/people.html", context)


@members_only
@require_POST
def change_role(request: NetworkRequest, membership_id: int) -> HttpResponse:
    membership = access.membership_to_change(request.viewer, membership_id)
    wanted = NetworkRole.COORDINATOR if "coordinator" in request.POST else NetworkRole.MEMBER
    try:
        actions.change_network_role(acting_user=request.viewer.person, membership=membership, role=wanted)
        if wanted == NetworkRole.COORDINATOR:
            messages.success(request, _("%(person)s coordinates the network now.") % {"person": membership.account})
        else:
            messages.success(request, _("%(person)s is a member now.") % {"person": membership.account})
    except Refusal as refusal:
        messages.warning(request, refusal.message)
    if membership.account_id == request.viewer.person.pk:
        return redirect("network:desk", request.network.slug)
    return redirect("organisations:people", request.network.slug)


@members_only
def remove_member(request: NetworkRequest, membership_id: int) -> HttpResponse:
    membership = access.membership_to_change(request.viewer, membership_id)
    back = reverse("organisations:people", args=[request.network.slug])
    if request.method == "POST":
        try:
            actions.remove_member(acting_user=request.viewer.person, membership=membership)
            messages.success(request, _("%(person)s is no longer in the network.") % {"person": membership.account})
        except Refusal as refusal:
            messages.warning(request, refusal.message)
        return redirect(back)
    context = {
        "title": _("Take %(person)s out of the network?") % {"person": membership.account},
        "what_happens": _(
            "They lose their roles in all organisations here. What they wrote and decided stays with its owners."
        ),
        "button": _("Take them out"),
        "back_url": back,
        "section": "organisations",
    }
    return render(request, "page/confirm.html", context)


@members_only
def people_of(request: NetworkRequest, slug: str) -> HttpResponse:
    profile = access.profile_with_people(request.viewer, slug)
    may_manage = rules.may_manage_people(profile.owner, request.viewer)
    context = {
        "profile": profile,
        "owner": profile.owner,
        "standings": queries.people_of(profile.owner),
        "waiting": queries.waiting_invitations(profile.owner) if may_manage else [],
        "may_manage": may_manage,
        "section": "organisations",
        "title": _("People of %(name)s") % {"name": profile.owner},
        "crumbs": _crumbs(request, profile),
    }
    return render(request, "organisations/people_of.html", context)


@members_only
def add_person(request: NetworkRequest, slug: str) -> HttpResponse:
    profile = access.profile_to_staff(request.viewer, slug)
    form = AddPersonForm(request.POST or None, owner=profile.owner, initial={"role": "staff"})
    given = carried_out(
        form,
        lambda: actions.give_standing(acting_user=request.viewer.person, owner=profile.owner, **form.cleaned_data),
    )
    back = reverse("organisations:people_of", args=[request.network.slug, profile.slug])
    if given is not None:
        messages.success(
            request, _("%(person)s belongs to %(name)s now.") % {"person": given.account, "name": profile.owner}
        )
        return redirect(back)
    context = {
        "form": form,
        "title": _("Give somebody a role"),
        "lead": _("Somebody who is in the network already. To bring a new person in, write an invitation."),
        "button": _("Give the role"),
        "back_url": back,
        "crumbs": [*_crumbs(request, profile), (_("People"), back)],
        "section": "organisations",
    }
    return render(request, "organisations/form.html", context)


@members_only
def change_standing(request: NetworkRequest, slug: str, standing_id: int) -> HttpResponse:
    profile = access.profile_to_staff(request.viewer, slug)
    standing = access.standing_in(profile, standing_id)
    form = StandingForm(request.POST or None, initial={"role": standing.role, "title": standing.title})
    given = carried_out(
        form,
        lambda: actions.give_standing(
            acting_user=request.viewer.person, owner=profile.owner, account=standing.account, **form.cleaned_data
        ),
    )
    back = reverse("organisations:people_of", args=[request.network.slug, profile.slug])
    if given is not None:
        messages.success(request, _("The role of %(person)s is changed.") % {"person": given.account})
        return redirect(back)
    context = {
        "form": form,
        "title": str(standing.account),
        "lead": profile.owner.name,
        "button": _("Keep the changes"),
        "back_url": back,
        "crumbs": [*_crumbs(request, profile), (_("People"), back)],
        "section": "organisations",
    }
    return render(request, "organisations/form.html", context)


@members_only
def remove_standing(request: NetworkRequest, slug: str, standing_id: int) -> HttpResponse:
    profile = access.profile_to_staff(request.viewer, slug)
    standing = access.standing_in(profile, standing_id)
    back = reverse("organisations:people_of", args=[request.network.slug, profile.slug])
    if request.method == "POST":
        try:
            actions.remove_standing(acting_user=request.viewer.person, standing=standing)
            messages.success(
                request,
                _("%(person)s no longer belongs to %(name)s.") % {"person": standing.account, "name": profile.owner},
            )
        except Refusal as refusal:
            messages.warning(request, refusal.message)
            return redirect(back)
        if standing.account_id == request.viewer.person.pk:
            return redirect("network:desk", request.network.slug)
        return redirect(back)
    context = {
        "title": _("Take %(person)s out of %(name)s?") % {"person": standing.account, "name": profile.owner.short_name},
        "what_happens": _("They stay in the network, with their roles in other organisations."),
        "button": _("Take them out"),
        "back_url": back,
        "section": "organisations",
    }
    return render(request, "page/confirm.html", context)


def _crumbs(request: NetworkRequest, profile: Profile) -> list[tuple[str, str]]:
    slug = request.network.slug
    return [
        (_("Organisations"), reverse("organisations:directory", args=[slug])),
        (profile.owner.short_name, reverse("organisations:profile", args=[slug, profile.slug])),
    ]
