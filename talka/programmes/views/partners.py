"""Partners and funders of a programme."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from talka.foundation.access import NetworkRequest, members_only
from talka.foundation.files.actions import keep_file
from talka.foundation.forms import sent
from talka.foundation.owners.models import Visibility
from talka.foundation.wording import said
from talka.programmes import access, actions, queries
from talka.programmes.forms import FunderForm, PartnerForm
from talka.programmes.models import Programme
from talka.programmes.views.pages import address, confirm, crumbs_of, part_form


@members_only
@require_GET
def partners(request: NetworkRequest, slug: str) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    return render(
        request,
        "programmes/partners.html",
        {
            "section": "programmes",
            "programme": programme,
            "partners": queries.partners(programme),
            "crumbs": crumbs_of(programme),
        },
    )


@members_only
@require_http_methods(["GET", "POST"])
def add_partner(request: NetworkRequest, slug: str) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    return part_form(
        request,
        programme,
        PartnerForm(sent(request), programme=programme),
        lambda data: actions.add_partner(acting_user=request.viewer.person, programme=programme, **data),
        title=_("Add a partner"),
        button=_("Add the partner"),
        back=address("partners", programme),
        said_after=_("The partner takes part."),
        crumbs=_partner_crumbs(programme),
    )


@members_only
@require_http_methods(["GET", "POST"])
def edit_partner(request: NetworkRequest, slug: str, partner_id: int) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    partner = access.partner_to_edit(programme, partner_id)
    initial = {"role": partner.role, "gives": partner.gives, "leads": partner.leads}
    return part_form(
        request,
        programme,
        PartnerForm(sent(request), programme=programme, partner=partner, initial=initial),
        lambda data: actions.edit_partner(acting_user=request.viewer.person, partner=partner, **data),
        title=partner.owner.name,
        button=_("Keep these"),
        back=address("partners", programme),
        said_after=_("Kept."),
        crumbs=_partner_crumbs(programme),
    )


@members_only
@require_POST
def move_partner(request: NetworkRequest, slug: str, partner_id: int) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    partner = access.partner_to_edit(programme, partner_id)
    actions.move_partner(acting_user=request.viewer.person, partner=partner, up="up" in request.POST)
    return redirect(f"{address('partners', programme)}#partner-{partner.pk}")


@members_only
@require_http_methods(["GET", "POST"])
def remove_partner(request: NetworkRequest, slug: str, partner_id: int) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    partner = access.partner_to_edit(programme, partner_id)
    return confirm(
        request,
        programme,
        lambda: actions.remove_partner(acting_user=request.viewer.person, partner=partner),
        title=_("Take %(name)s out of the programme") % {"name": partner.owner.name},
        what_happens=_("It no longer stands among the partners. What it made in other rooms stays with it."),
        button=_("Take it out"),
        back=address("partners", programme),
        said_after=_("%(name)s no longer takes part.") % {"name": partner.owner.name},
        crumbs=_partner_crumbs(programme),
    )


def _partner_crumbs(programme: Programme) -> list[tuple[str, str]]:
    return crumbs_of(programme, (_("Partners"), address("partners", programme)))


@members_only
@require_GET
def funders(request: NetworkRequest, slug: str) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    found = queries.funders(programme)
    shares = [funder.share for funder in found if funder.share is not None]
    return render(
        request,
        "programmes/funders.html",
        {
            "section": "programmes",
            "programme": programme,
            "funders": found,
            "held": sum(shares) if shares else None,
            "crumbs": crumbs_of(programme),
        },
    )


@members_only
@require_http_methods(["GET", "POST"])
def add_funder(request: NetworkRequest, slug: str) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    form = FunderForm(sent(request), request.FILES or None, network=request.network)
    return part_form(
        request,
        programme,
        form,
        lambda data: actions.add_funder(
            acting_user=request.viewer.person, programme=programme, **_with_logo(request, programme, data)
        ),
        title=_("Add a funder"),
        button=_("Add the funder"),
        back=address("funders", programme),
        said_after=_("The funder stands on the public page."),
        crumbs=_funder_crumbs(programme),
    )


@members_only
@require_http_methods(["GET", "POST"])
def edit_funder(request: NetworkRequest, slug: str, funder_id: int) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    funder = access.funder_to_edit(programme, funder_id)
    initial = {name: getattr(funder, name) for name in ("name", "share", "amount", "sentence", "website")}
    form = FunderForm(
        sent(request),
        request.FILES or None,
        network=request.network,
        has_logo=funder.logo_id is not None,
        initial=initial,
    )
    return part_form(
        request,
        programme,
        form,
        lambda data: actions.edit_funder(
            acting_user=request.viewer.person, funder=funder, **_with_logo(request, programme, data)
        ),
        title=said(funder.name),
        button=_("Keep these"),
        back=address("funders", programme),
        said_after=_("Kept."),
        crumbs=_funder_crumbs(programme),
    )


@members_only
@require_http_methods(["GET", "POST"])
def remove_funder(request: NetworkRequest, slug: str, funder_id: int) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    funder = access.funder_to_edit(programme, funder_id)
    return confirm(
        request,
        programme,
        lambda: actions.remove_funder(acting_user=request.viewer.person, funder=funder),
        title=_("Remove %(name)s") % {"name": said(funder.name)},
        what_happens=_("Its logo and its sentence no longer stand on the pages and documents of the programme."),
        button=_("Remove the funder"),
        back=address("funders", programme),
        said_after=_("The funder is removed."),
        crumbs=_funder_crumbs(programme),
    )


def _with_logo(request: NetworkRequest, programme: Programme, data: dict[str, Any]) -> Any:
    """The form's data with the brought logo kept as a file that everybody may see, as credits are for everybody."""
    changes = {name: data[name] for name in ("name", "share", "amount", "sentence", "website")}
    brought = data.get("logo_file")
    if brought:
        changes["logo"] = keep_file(
            acting_user=request.viewer.person,
            network=request.network,
            owner=programme.owner,
            name=brought.name,
            data=brought.read(),
            visibility=Visibility.PUBLIC,
        )
    elif data.get("no_logo"):
        changes["logo"] = None
    return changes


def _funder_crumbs(programme: Programme) -> list[tuple[str, str]]:
    return crumbs_of(programme, (_("Funders"), address("funders", programme)))
