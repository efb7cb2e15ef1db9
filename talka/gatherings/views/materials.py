"""Files and links of a gathering: the host's list, and handing a file to whoever may have it."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from talka.foundation.access import Absent, NetworkRequest, members_only
from talka.foundation.files.serving import file_response
from talka.foundation.forms import sent
from talka.foundation.owners.models import Visibility
from talka.foundation.wording import said
from talka.gatherings import access, actions, queries, rules
from talka.gatherings.forms.agenda import MaterialForm
from talka.gatherings.models import Audience, Material
from talka.gatherings.views.pages import address, crumbs_of, part_form


@members_only
@require_http_methods(["GET", "POST"])
def materials(request: NetworkRequest, gathering_id: int) -> HttpResponse:
    """What is handed out, and a form for one more."""
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    form = MaterialForm(sent(request), request.FILES or None, gathering=gathering, past=rules.is_past(gathering))
    found = queries.materials(gathering)
    return part_form(
        request,
        gathering,
        form,
        lambda: actions.add_material(acting_user=request.viewer.person, gathering=gathering, **form.changes()),
        title=_("Materials"),
        button=_("Add it"),
        back=address("materials", gathering),
        said_after=_("Added."),
        template="gatherings/materials.html",
        found=found,
    )


@members_only
@require_http_methods(["GET", "POST"])
def edit_material(request: NetworkRequest, gathering_id: int, material_id: int) -> HttpResponse:
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    material = access.material_for(gathering, queries.audiences(request.viewer, gathering), material_id)
    initial = {name: getattr(material, name) for name in ("title", "url", "when", "audience")}
    initial["session"] = str(material.session_id or "")
    form = MaterialForm(sent(request), gathering=gathering, material=material, initial=initial)
    return part_form(
        request,
        gathering,
        form,
        lambda: actions.edit_material(acting_user=request.viewer.person, material=material, **form.changes()),
        title=said(material.title),
        button=_("Keep these"),
        back=address("materials", gathering),
        said_after=_("Kept."),
        crumbs=crumbs_of(gathering, (_("Materials"), address("materials", gathering))),
    )


@members_only
@require_POST
def remove_material(request: NetworkRequest, gathering_id: int, material_id: int) -> HttpResponse:
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    material = access.material_for(gathering, queries.audiences(request.viewer, gathering), material_id)
    title = said(material.title)
    actions.remove_material(acting_user=request.viewer.person, material=material)
    messages.success(request, _("“%(title)s” is taken off the page.") % {"title": title})
    return redirect(address("materials", gathering))


@require_GET
def material(request: NetworkRequest, gathering_id: int, material_id: int) -> FileResponse:
    """One file, to those for whom it is meant."""
    gathering = access.gathering_for(request.viewer, gathering_id)
    found = access.material_for(gathering, queries.audiences(request.viewer, gathering), material_id)
    return _sent(found, public=gathering.visibility == Visibility.PUBLIC and found.audience == Audience.EVERYBODY)


@require_GET
def place_material(request: NetworkRequest, token: UUID, material_id: int) -> FileResponse:
    """The same by the link of one's place, without account."""
    kept = access.sign_up_by_token(request.network, token)
    return _sent(access.material_for(kept.gathering, queries.seen_by_place(kept), material_id), public=False)


def _sent(material: Material, *, public: bool) -> FileResponse:
    if material.file is None:
        raise Absent
    return file_response(material.file, public=public)
