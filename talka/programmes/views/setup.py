"""Making a programme, its checklist, and the parts that stand on the programme itself."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from talka.foundation.access import Absent, NetworkRequest, Refusal, members_only
from talka.foundation.forms import carried_out, sent
from talka.foundation.owners.models import Visibility
from talka.foundation.wording import said
from talka.programmes import access, actions, rules
from talka.programmes.checklist import checklist, is_ready
from talka.programmes.forms import AimsForm, BasicsForm, StoryForm
from talka.programmes.views.pages import address, confirm, part_form


@members_only
@require_http_methods(["GET", "POST"])
def make(request: NetworkRequest) -> HttpResponse:
    """Begin a programme with its title, period and lead; the rest is asked part by part."""
    viewer = request.viewer
    if not rules.may_make(viewer):
        raise Absent
    initial = {"owner": next(iter(viewer.acts_for), None)} if len(viewer.acts_for) == 1 else {}
    form = BasicsForm(sent(request), viewer=viewer, initial=initial)
    if request.method == "POST":
        programme = carried_out(
            form,
            lambda: actions.make_programme(acting_user=viewer.person, network=request.network, **form.cleaned_data),
        )
        if programme is not None:
            messages.success(request, _("The programme stands. Go on with its parts, in any order."))
            return redirect(address("set_up", programme))
    return render(
        request,
        "programmes/make.html",
        {"section": "programmes", "form": form},
        status=422 if form.errors else 200,
    )


@members_only
@require_GET
def set_up(request: NetworkRequest, slug: str) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    points = checklist(programme)
    return render(
        request,
        "programmes/set_up.html",
        {
            "section": "programmes",
            "programme": programme,
            "points": [(point, address(point.key, programme)) for point in points],
            "ready": is_ready(points),
            "published": rules.is_published(programme),
            "crumbs": [(said(programme.title), address("room", programme))],
        },
    )


@members_only
@require_http_methods(["GET", "POST"])
def basics(request: NetworkRequest, slug: str) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    initial = {
        "title": programme.title,
        "lead": programme.lead,
        "owner": programme.owner_id,
        "starts_on": programme.starts_on,
        "ends_on": programme.ends_on,
        "localities": list(programme.localities.values_list("pk", flat=True)),
        "visibility": Visibility.NETWORK if programme.visibility == Visibility.NETWORK else Visibility.SHARED,
    }
    form = BasicsForm(sent(request), viewer=request.viewer, programme=programme, initial=initial)

    def act(data: dict[str, Any]) -> None:
        actions.edit_programme(acting_user=request.viewer.person, programme=programme, **data)

    return part_form(
        request,
        programme,
        form,
        act,
        title=_("Title, period, lead and places"),
        button=_("Keep these"),
        back=address("set_up", programme),
        said_after=_("Kept."),
        template="programmes/basics.html",
    )


@members_only
@require_http_methods(["GET", "POST"])
def aims(request: NetworkRequest, slug: str) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    initial = {"aims": programme.aims, "target_groups": programme.target_groups}
    form = AimsForm(sent(request), network=request.network, initial=initial)
    return part_form(
        request,
        programme,
        form,
        lambda data: actions.edit_programme(
            acting_user=request.viewer.person,
            programme=programme,
            aims=data["aims"],
            target_groups=data["target_groups"],
        ),
        title=_("Aims and target groups"),
        button=_("Keep these"),
        back=address("set_up", programme),
        said_after=_("Kept."),
    )


@members_only
@require_http_methods(["GET", "POST"])
def tell(request: NetworkRequest, slug: str) -> HttpResponse:
    """The story and where its facts come from."""
    programme = access.programme_to_edit(request.viewer, slug)
    initial = {"story": programme.story, "source_note": programme.source_note}
    form = StoryForm(sent(request), network=request.network, initial=initial)
    return part_form(
        request,
        programme,
        form,
        lambda data: actions.edit_programme(
            acting_user=request.viewer.person,
            programme=programme,
            story=data["story"],
            source_note=data["source_note"],
        ),
        title=_("The story and its source"),
        button=_("Keep the story"),
        back=address("set_up", programme),
        said_after=_("Kept."),
    )


@members_only
@require_POST
def publish(request: NetworkRequest, slug: str) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    try:
        actions.publish_programme(acting_user=request.viewer.person, programme=programme)
    except Refusal as refusal:
        messages.warning(request, refusal.message)
        return redirect(address("set_up", programme))
    messages.success(request, _("The public page stands open. This is how everybody sees it."))
    return redirect(address("story", programme))


@members_only
@require_http_methods(["GET", "POST"])
def withdraw(request: NetworkRequest, slug: str) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    return confirm(
        request,
        programme,
        lambda: actions.withdraw_programme(acting_user=request.viewer.person, programme=programme),
        title=_("Take the public page back"),
        what_happens=_("Visitors will find nothing at its address. Members of the network still see the programme."),
        button=_("Take it back"),
        back=address("set_up", programme),
        said_after=_("The public page is taken back."),
    )
