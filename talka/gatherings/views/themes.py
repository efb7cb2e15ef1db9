"""Themes of a series: case examples by the host, and what participants take home by themselves."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from talka.foundation.access import NetworkRequest, members_only
from talka.foundation.files.actions import keep_file
from talka.foundation.files.models import StoredFile
from talka.foundation.forms import carried_out, sent
from talka.foundation.owners.models import Visibility
from talka.foundation.wording import said
from talka.gatherings import access
from talka.gatherings.actions import themes as actions
from talka.gatherings.forms.themes import ExampleForm, TakeHomeForm, ThemeForm
from talka.gatherings.models import Meeting, TakenHome
from talka.gatherings.queries import series as queries
from talka.gatherings.views.pages import address, crumbs_of, part_form


@members_only
@require_http_methods(["GET", "POST"])
def theme(request: NetworkRequest, gathering_id: int) -> HttpResponse:
    """The host's page: theme, case examples, what was taken home."""
    meeting = access.meeting_to_run(request.viewer, gathering_id)
    form = ThemeForm(
        sent(request),
        meeting=meeting,
        initial={"theme": meeting.theme, "taken_home_seen_by": meeting.taken_home_seen_by},
    )
    return part_form(
        request,
        meeting.gathering,
        form,
        lambda: actions.set_theme(acting_user=request.viewer.person, meeting=meeting, **form.cleaned_data),
        title=_("Theme and case examples"),
        button=_("Keep the theme"),
        back=address("theme", meeting.gathering),
        said_after=_("Kept."),
        template="gatherings/theme.html",
        meeting=meeting,
        examples=queries.examples_of([meeting]).get(meeting.pk, []),
        taken=list(meeting.taken_home.all()),
    )


@members_only
@require_http_methods(["GET", "POST"])
def add_example(request: NetworkRequest, gathering_id: int) -> HttpResponse:
    meeting = access.meeting_to_run(request.viewer, gathering_id)
    form = ExampleForm(sent(request), request.FILES or None, network=request.network)
    return part_form(
        request,
        meeting.gathering,
        form,
        lambda: actions.add_example(
            acting_user=request.viewer.person, meeting=meeting, **_example(request, meeting, form)
        ),
        title=_("Add a case example"),
        button=_("Add it"),
        back=address("theme", meeting.gathering),
        said_after=_("Added."),
        crumbs=_theme_crumbs(meeting),
    )


@members_only
@require_http_methods(["GET", "POST"])
def edit_example(request: NetworkRequest, gathering_id: int, example_id: int) -> HttpResponse:
    meeting = access.meeting_to_run(request.viewer, gathering_id)
    example = access.example_to_edit(meeting, example_id)
    form = ExampleForm(
        sent(request),
        request.FILES or None,
        network=request.network,
        example=example,
        initial={
            "title": example.title,
            "text": example.text,
            "who": example.who,
            "locality": example.locality,
            "url": example.url,
        },
    )
    return part_form(
        request,
        meeting.gathering,
        form,
        lambda: actions.edit_example(
            acting_user=request.viewer.person, example=example, **_example(request, meeting, form)
        ),
        title=said(example.title),
        button=_("Keep these"),
        back=address("theme", meeting.gathering),
        said_after=_("Kept."),
        crumbs=_theme_crumbs(meeting),
    )


def _example(request: NetworkRequest, meeting: Meeting, form: ExampleForm) -> dict[str, Any]:
    """The arguments of the actions; a file that was brought is kept with the gathering's readers."""
    given = {name: value for name, value in form.cleaned_data.items() if name != "new_file"}
    brought = form.cleaned_data["new_file"]
    if brought:
        public = meeting.gathering.visibility == Visibility.PUBLIC
        kept: StoredFile = keep_file(
            acting_user=request.viewer.person,
            network=request.network,
            owner=meeting.gathering.owner,
            name=brought.name,
            data=brought.read(),
            visibility=Visibility.PUBLIC if public else meeting.gathering.visibility,
        )
        given["file"] = kept
    return given


@members_only
@require_POST
def remove_example(request: NetworkRequest, gathering_id: int, example_id: int) -> HttpResponse:
    meeting = access.meeting_to_run(request.viewer, gathering_id)
    example = access.example_to_edit(meeting, example_id)
    actions.remove_example(acting_user=request.viewer.person, example=example)
    messages.success(request, _("“%(title)s” is taken away.") % {"title": said(example.title)})
    return redirect(address("theme", meeting.gathering))


def _theme_crumbs(meeting: Meeting) -> list[tuple[str, str]]:
    return crumbs_of(meeting.gathering, (_("Theme and case examples"), address("theme", meeting.gathering)))


@never_cache
@require_http_methods(["GET", "POST"])
def take_home(request: NetworkRequest, token: UUID) -> HttpResponse:
    """By the link of one's place, without an account."""
    meeting, sign_up = access.meeting_by_token(request.network, token)
    kept = TakenHome.objects.filter(meeting=meeting, sign_up=sign_up).first()
    form = _take_home_form(request, kept)
    back = reverse("gatherings:place", args=[request.network.slug, token])
    if request.method == "POST" and (
        carried_out(form, lambda: (actions.take_home(meeting=meeting, sign_up=sign_up, **form.cleaned_data),))
        is not None
    ):
        messages.success(request, _("Kept. You can change it by the same link."))
        return redirect(back)
    return _take_home_page(request, meeting, form, back)


@members_only
@never_cache
@require_http_methods(["GET", "POST"])
def take_home_mine(request: NetworkRequest, gathering_id: int) -> HttpResponse:
    """By a member's own account, whether they signed up or not."""
    meeting = access.meeting_for(request.viewer, gathering_id)
    account = request.viewer.person
    kept = TakenHome.objects.filter(meeting=meeting, account=account).first()
    form = _take_home_form(request, kept)
    back = address("gathering", meeting.gathering)
    if request.method == "POST" and (
        carried_out(form, lambda: (actions.take_home(meeting=meeting, account=account, **form.cleaned_data),))
        is not None
    ):
        messages.success(request, _("Kept. You can change it whenever you like."))
        return redirect(back)
    return _take_home_page(request, meeting, form, back)


def _take_home_form(request: NetworkRequest, kept: TakenHome | None) -> TakeHomeForm:
    initial = {"words": kept.words, "signed": kept.signed} if kept else {}
    return TakeHomeForm(sent(request), initial=initial)


READERS = {
    Meeting.TakenHome.HOSTS: lambda: _("The hosts read it."),
    Meeting.TakenHome.NETWORK: lambda: _("Members of the network read it, on the page of the series."),
    Meeting.TakenHome.PUBLIC: lambda: _("Everybody who sees the gathering reads it, on the page of the series."),
}


def _take_home_page(request: NetworkRequest, meeting: Meeting, form: TakeHomeForm, back: str) -> HttpResponse:
    return render(
        request,
        "gatherings/together_form.html",
        {
            "section": "gatherings",
            "form": form,
            "title": _("What I take home"),
            "lead": f"{said(meeting.theme) or said(meeting.gathering.title)}. "
            f"{READERS[Meeting.TakenHome(meeting.taken_home_seen_by)]()}",
            "button": _("Keep it"),
            "back_url": back,
            "crumbs": [(_("Gatherings"), reverse("gatherings:list", args=[request.network.slug]))],
        },
        status=422 if form.errors else 200,
    )
