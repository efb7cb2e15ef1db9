"""Who is invited: the list of groups, and a letter for each that can be printed or copied."""

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from talka.foundation.access import NetworkRequest, members_only
from talka.foundation.forms import sent
from talka.foundation.owners.models import Visibility
from talka.foundation.wording import said
from talka.gatherings import access, actions, queries
from talka.gatherings.forms.groups import GroupForm
from talka.gatherings.models import Gathering
from talka.gatherings.views.pages import address, crumbs_of, part_form


@members_only
@require_http_methods(["GET", "POST"])
def groups(request: NetworkRequest, gathering_id: int) -> HttpResponse:
    """The groups with who invites them, and a form for one more."""
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    form = GroupForm(sent(request), network=request.network)
    return part_form(
        request,
        gathering,
        form,
        lambda: actions.invite_group(acting_user=request.viewer.person, gathering=gathering, **form.cleaned_data),
        title=_("Who is invited"),
        button=_("Add the group"),
        back=address("groups", gathering),
        said_after=_("The group stands on the list. Its letter can be printed or copied."),
        template="gatherings/groups.html",
        groups=queries.invited_groups(gathering),
    )


@members_only
@require_http_methods(["GET", "POST"])
def edit_group(request: NetworkRequest, gathering_id: int, group_id: int) -> HttpResponse:
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    group = access.group_to_edit(gathering, group_id)
    group.gathering = gathering
    initial = {name: getattr(group, name) for name in ("name", "inviter", "invited_on", "message")}
    form = GroupForm(sent(request), network=request.network, initial=initial)
    return part_form(
        request,
        gathering,
        form,
        lambda: actions.edit_group(acting_user=request.viewer.person, group=group, **form.cleaned_data),
        title=said(group.name),
        button=_("Keep these"),
        back=address("groups", gathering),
        said_after=_("Kept."),
        crumbs=_group_crumbs(gathering),
    )


@members_only
@require_POST
def remove_group(request: NetworkRequest, gathering_id: int, group_id: int) -> HttpResponse:
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    group = access.group_to_edit(gathering, group_id)
    group.gathering = gathering
    name = said(group.name)
    actions.remove_group(acting_user=request.viewer.person, group=group)
    messages.success(request, _("%(name)s is taken off the list.") % {"name": name})
    return redirect(address("groups", gathering))


@members_only
@require_GET
def letter(request: NetworkRequest, gathering_id: int, group_id: int) -> HttpResponse:
    """The invitation of one group: to print, or to copy into a mail of one's own."""
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    group = access.group_to_edit(gathering, group_id)
    sign_up = f"{settings.ADDRESS}{address('sign_up', gathering)}?group={access.group_key(group)}"
    return render(
        request,
        "gatherings/letter.html",
        {
            "section": "gatherings",
            "gathering": gathering,
            "group": group,
            "inviter": group.inviter or gathering.owner,
            "agenda": queries.agenda(gathering),
            "sign_up_url": sign_up,
            "qr": segno.make_qr(sign_up, error="m").svg_inline(scale=4, border=2, omitsize=True),
            "public": gathering.visibility == Visibility.PUBLIC,
            "crumbs": _group_crumbs(gathering),
        },
    )


def _group_crumbs(gathering: Gathering) -> list[tuple[str, str]]:
    return crumbs_of(gathering, (_("Who is invited"), address("groups", gathering)))
