"""The days of an agenda, and the profiles of those who lead its sessions."""

import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from talka.foundation.access import Absent, NetworkRequest, members_only
from talka.foundation.form_pages import to_page
from talka.foundation.forms import carried_out, sent
from talka.foundation.language import written_day
from talka.gatherings import access, actions, queries
from talka.gatherings.forms.agenda import DayForm, LecturerForm
from talka.gatherings.forms.sessions import days_of
from talka.gatherings.models import Lecturer
from talka.gatherings.views.pages import address, crumbs_of, part_form
from talka.identity.models import Account


@members_only
@require_http_methods(["GET", "POST"])
def edit_day(request: NetworkRequest, gathering_id: int, day: str) -> HttpResponse:
    """What one day is called, what it should yield, and once it is over what it yielded."""
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    date = _day(day)
    if date not in days_of(gathering):
        raise Absent
    about = gathering.days.filter(day=date).first()
    initial = {name: getattr(about, name) for name in ("title", "result", "outcome")} if about else {}
    form = DayForm(sent(request), gathering=gathering, over=date <= timezone.localdate(), initial=initial)
    return part_form(
        request,
        gathering,
        form,
        lambda: actions.describe_day(
            acting_user=request.viewer.person, gathering=gathering, day=date, **form.cleaned_data
        ),
        title=written_day(date, weekday=True),
        button=_("Keep these"),
        back=address("agenda", gathering),
        said_after=_("Kept."),
        crumbs=crumbs_of(gathering, (_("Agenda"), address("agenda", gathering))),
    )


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise Absent from None


@require_GET
def lecturers(request: NetworkRequest) -> HttpResponse:
    """Everybody who leads something that this reader may see."""
    found = queries.lecturers_visible(request.viewer)
    return render(
        request,
        "gatherings/lecturers.html",
        {
            "section": "gatherings",
            "lecturers": found.order_by("name", "pk"),
            "crumbs": [(_("Gatherings"), reverse("gatherings:list", args=[request.network.slug]))],
        },
    )


@require_GET
def lecturer(request: NetworkRequest, lecturer_id: int) -> HttpResponse:
    """A short profile, with what they lead and led."""
    found = access.lecturer_for(request.viewer, lecturer_id)
    led = queries.sessions_led(found, request.viewer)
    now = timezone.now()
    return render(
        request,
        "gatherings/lecturer.html",
        {
            "section": "gatherings",
            "lecturer": found,
            "coming": [each for each in reversed(led) if each.ends_at >= now],
            "was": [each for each in led if each.ends_at < now],
            "may_write": request.viewer.is_member and _may_write(request, lecturer_id),
            "crumbs": _lecturer_crumbs(request),
        },
    )


def _may_write(request: NetworkRequest, lecturer_id: int) -> bool:
    try:
        access.lecturer_to_edit(request.viewer, lecturer_id)
    except Absent:
        return False
    return True


@members_only
@require_http_methods(["GET", "POST"])
def edit_lecturer(request: NetworkRequest, lecturer_id: int) -> HttpResponse:
    found = access.lecturer_to_edit(request.viewer, lecturer_id)
    names = ("name", "about", "owner", "comes_from", "website")
    form = LecturerForm(
        sent(request),
        request.FILES or None,
        network=request.network,
        lecturer=found,
        initial={name: getattr(found, name) for name in names},
    )
    back = reverse("gatherings:lecturer", args=[request.network.slug, found.pk])
    if request.method == "POST" and carried_out(form, lambda: _kept(request.viewer.person, found, form)) is not None:
        return to_page(request, back, _("Kept."))
    return render(
        request,
        "gatherings/lecturer_form.html",
        {
            "section": "gatherings",
            "form": form,
            "title": found.name,
            "button": _("Keep the profile"),
            "back_url": back,
            "crumbs": [*_lecturer_crumbs(request), (found.name, back)],
        },
        status=422 if form.errors else 200,
    )


def _kept(who: Account, lecturer: Lecturer, form: LecturerForm) -> Lecturer:
    data = dict(form.cleaned_data)
    brought, take_away = data.pop("portrait_file", None), data.pop("no_portrait", False)
    if brought:
        actions.set_portrait(acting_user=who, lecturer=lecturer, name=brought.name, data=brought.read())
    elif take_away:
        actions.set_portrait(acting_user=who, lecturer=lecturer)
    return actions.edit_lecturer(acting_user=who, lecturer=lecturer, **data)


def _lecturer_crumbs(request: NetworkRequest) -> list[tuple[str, str]]:
    return [
        (_("Gatherings"), reverse("gatherings:list", args=[request.network.slug])),
        (_("Lecturers"), reverse("gatherings:lecturers", args=[request.network.slug])),
    ]
