"""What was agreed to be done: changed by the hosts, ended by whoever took it on."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from talka.foundation.access import NetworkRequest, members_only
from talka.foundation.form_pages import pressed, to_page
from talka.foundation.forms import carried_out, sent
from talka.foundation.wording import said
from talka.gatherings import access, actions, queries
from talka.gatherings.forms.minutes import ClosingForm, ItemForm, initial_of_item
from talka.gatherings.models import ActionItem
from talka.gatherings.views.pages import address, crumbs_of, part_form
from talka.identity.models import Account


@members_only
@require_http_methods(["GET", "POST"])
def item(request: NetworkRequest, item_id: int) -> HttpResponse:
    """One thing agreed: what, by when, and saying that it is done or dropped."""
    viewer = request.viewer
    found = access.item_to_close(viewer, item_id)
    form = ClosingForm(sent(request), network=request.network)
    if request.method == "POST" and carried_out(form, lambda: _ended(viewer.person, found, form)) is not None:
        return to_page(request, _item_url(request, found), _("Kept. Whoever waits for it can read it."))
    sees_gathering = queries.gatherings_visible(viewer).filter(pk=found.gathering_id).exists()
    return render(
        request,
        "gatherings/item.html",
        {
            "section": "gatherings",
            "item": found,
            "gathering": found.gathering,
            "form": form,
            "names": True,
            "sees_gathering": sees_gathering,
            "crumbs": crumbs_of(found.gathering) if sees_gathering else [],
        },
        status=422 if form.errors else 200,
    )


def _ended(who: Account, found: ActionItem, form: ClosingForm) -> ActionItem:
    closing = form.cleaned_data["closing"]
    if form.cleaned_data["how"] == "dropped":
        return actions.drop_action_item(acting_user=who, item=found, closing=closing)
    return actions.finish_action_item(acting_user=who, item=found, closing=closing)


@members_only
@require_POST
def reopen_item(request: NetworkRequest, item_id: int) -> HttpResponse:
    found = access.item_to_close(request.viewer, item_id)
    actions.reopen_action_item(acting_user=request.viewer.person, item=found)
    return to_page(request, _item_url(request, found), _("It is open again."))


@members_only
@require_http_methods(["GET", "POST"])
def edit_item(request: NetworkRequest, gathering_id: int, item_id: int) -> HttpResponse:
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    found = access.item_to_edit(gathering, item_id)
    form = ItemForm(sent(request), gathering=gathering, initial=initial_of_item(found))
    return part_form(
        request,
        gathering,
        form,
        lambda: actions.edit_action_item(acting_user=request.viewer.person, item=found, **form.changes()),
        title=said(found.text),
        button=_("Keep these"),
        back=f"{address('write_minutes', gathering)}#tasks",
        said_after=_("Kept."),
        crumbs=crumbs_of(gathering, (_("Minutes"), address("write_minutes", gathering))),
    )


@members_only
@require_POST
def remove_item(request: NetworkRequest, gathering_id: int, item_id: int) -> HttpResponse:
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    found = access.item_to_edit(gathering, item_id)
    return pressed(
        request,
        lambda: actions.remove_action_item(acting_user=request.viewer.person, item=found),
        f"{address('write_minutes', gathering)}#tasks",
        _("It is taken out of the minutes."),
    )


def _item_url(request: NetworkRequest, found: ActionItem) -> str:
    return reverse("gatherings:item", args=[request.network.slug, found.pk])
