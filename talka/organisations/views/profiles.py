"""The directory and the profiles."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from talka.foundation.access import NetworkRequest, Refusal, members_only
from talka.foundation.forms import carried_out
from talka.foundation.owners.models import OwnerKind
from talka.organisations import access, actions, queries, rules
from talka.organisations.actions.joining import owner_kind_of
from talka.organisations.forms.profiles import DirectoryForm, PartnershipForm, ProfileForm
from talka.organisations.models import Profile

ON_A_PAGE = 24


def directory(request: NetworkRequest) -> HttpResponse:
    """Everybody may read who belongs to the network."""
    network, viewer = request.network, request.viewer
    form = DirectoryForm(
        request.GET or None,
        kinds=queries.kinds_in_use(network),
        sectors=queries.sectors_named(network),
        places=queries.localities(network),
    )
    asked = {name: form.cleaned_data.get(name) or "" for name in form.fields} if form.is_valid() else {}
    filters = queries.Filters(**asked)
    page = Paginator(queries.directory(network, filters, viewer), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "filters": filters,
        "page": page,
        "partnerships": queries.partnerships(network) if page.number == 1 and not filters.are_set else [],
        "figures": queries.members_in_figures(network),
        "may_change": rules.keeps_the_network(viewer),
        "may_invite": rules.may_invite(viewer),
        "section": "organisations",
        "title": _("Organisations"),
    }
    return render(request, "organisations/directory.html", context)


def profile(request: NetworkRequest, slug: str) -> HttpResponse:
    """One member: the public part for everybody, more for members, all of it for its own people."""
    found = access.profile_for(request.viewer, slug)
    viewer = request.viewer
    own_people = viewer.is_coordinator or found.owner_id in viewer.acts_for
    partnership = found.owner.kind == OwnerKind.PARTNERSHIP
    context = {
        "profile": found,
        "owner": found.owner,
        "is_partnership": partnership,
        "members": queries.members_of(found.owner) if partnership else [],
        "partnerships": [] if partnership else queries.partnerships_of(found.owner),
        "reads_members_part": rules.reads_members_part(viewer),
        "reads_inner_part": rules.reads_inner_part(found, viewer),
        "is_own": found.owner_id in viewer.acts_for,
        "may_edit": rules.keeps_the_network(viewer) if partnership else rules.may_edit(found, viewer),
        "may_see_people": own_people and not partnership,
        "section": "organisations",
        "title": found.owner.name,
        "crumbs": [(_("Organisations"), reverse("organisations:directory", args=[request.network.slug]))],
    }
    return render(request, "organisations/profile.html", context)


@members_only
def add(request: NetworkRequest) -> HttpResponse:
    access.the_network_to_keep(request.viewer)
    form = ProfileForm(request.POST or None, network=request.network)
    made = carried_out(
        form,
        lambda: actions.add_organisation(
            acting_user=request.viewer.person,
            network=request.network,
            owner_kind=owner_kind_of(form.cleaned_data["kind"]),
            **form.cleaned_data,
        ),
    )
    if made is not None:
        messages.success(request, _("%(name)s is a member now. Invite its people.") % {"name": made.owner})
        if "another" in request.POST:
            return redirect("organisations:add", request.network.slug)
        return redirect("organisations:profile", request.network.slug, made.slug)
    back = reverse("organisations:directory", args=[request.network.slug])
    context = {
        "form": form,
        "title": _("Add an organisation, a local group or an artist"),
        "lead": _("Name and mark are enough to begin. Its own people can write the rest."),
        "button": _("Add it"),
        "adding": True,
        "back_url": back,
        "section": "organisations",
    }
    return render(request, "organisations/profile_form.html", context)


@members_only
def edit(request: NetworkRequest, slug: str) -> HttpResponse:
    found = access.profile_to_edit(request.viewer, slug)
    form = ProfileForm(request.POST or None, network=request.network, profile=found)
    if not rules.reads_inner_part(found, request.viewer):
        # A coordinator may help with the profile, and does not read what the organisation keeps to itself.
        for name in ("needs", "challenges", "inner_private"):
            del form.fields[name]
    changed = carried_out(
        form,
        lambda: actions.change_organisation(acting_user=request.viewer.person, profile=found, **form.cleaned_data),
    )
    if changed is not None:
        messages.success(request, _("The profile is changed."))
        return redirect("organisations:profile", request.network.slug, changed.slug)
    context = {
        "form": form,
        "title": found.owner.name,
        "profile": found,
        "button": _("Keep the changes"),
        "back_url": reverse("organisations:profile", args=[request.network.slug, found.slug]),
        "may_remove": rules.keeps_the_network(request.viewer),
        "section": "organisations",
    }
    return render(request, "organisations/profile_form.html", context)


@members_only
def remove(request: NetworkRequest, slug: str) -> HttpResponse:
    access.the_network_to_keep(request.viewer)
    found = access.profile_for(request.viewer, slug)
    if request.method == "POST":
        try:
            actions.remove_organisation(acting_user=request.viewer.person, profile=found)
        except Refusal as refusal:
            messages.warning(request, refusal.message)
            return redirect("organisations:profile", request.network.slug, found.slug)
        messages.success(request, _("%(name)s is removed.") % {"name": found.owner})
        return redirect("organisations:directory", request.network.slug)
    context = {
        "title": _("Remove %(name)s?") % {"name": found.owner},
        "what_happens": _(
            "Its profile and the roles of its people go. The people stay in the network. "
            "It cannot be removed once it takes part in a programme or owns work here."
        ),
        "button": _("Remove it"),
        "back_url": reverse("organisations:profile", args=[request.network.slug, found.slug]),
        "section": "organisations",
    }
    return render(request, "page/confirm.html", context)


@members_only
def make_partnership(request: NetworkRequest) -> HttpResponse:
    access.the_network_to_keep(request.viewer)
    form = PartnershipForm(request.POST or None, network=request.network)
    made = carried_out(
        form,
        lambda: actions.make_partnership(
            acting_user=request.viewer.person, network=request.network, **form.cleaned_data
        ),
    )
    if made is not None:
        messages.success(request, _("%(name)s stands.") % {"name": made})
        return redirect("organisations:profile", request.network.slug, made.profile.slug)
    context = {
        "form": form,
        "title": _("Make a partnership"),
        "lead": _("Several organisations that own a programme or a plan together."),
        "button": _("Make the partnership"),
        "back_url": reverse("organisations:directory", args=[request.network.slug]),
        "section": "organisations",
    }
    return render(request, "page/form.html", context)


@members_only
def edit_partnership(request: NetworkRequest, slug: str) -> HttpResponse:
    found = access.partnership_to_edit(request.viewer, slug)
    form = PartnershipForm(request.POST or None, network=request.network, profile=found)

    def change() -> Profile:
        data = dict(form.cleaned_data)
        actions.change_partnership(
            acting_user=request.viewer.person, partnership=found.owner, members=data.pop("members")
        )
        return actions.change_organisation(acting_user=request.viewer.person, profile=found, **data)

    changed = carried_out(form, change)
    if changed is not None:
        messages.success(request, _("The partnership is changed."))
        return redirect("organisations:profile", request.network.slug, changed.slug)
    context = {
        "form": form,
        "title": found.owner.name,
        "button": _("Keep the changes"),
        "back_url": reverse("organisations:profile", args=[request.network.slug, found.slug]),
        "section": "organisations",
    }
    return render(request, "page/form.html", context)
