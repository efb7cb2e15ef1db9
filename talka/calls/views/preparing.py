"""The host prepares a call: the page of the draft, its parts, publishing and amending."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from talka.calls import access, actions, queries, rules
from talka.calls.actions.calls import missing
from talka.calls.changes import told
from talka.calls.eligibility import condition_words
from talka.calls.forms.basics import BasicsForm, initial_of_basics
from talka.calls.forms.parts import PARTS, PartForm
from talka.calls.forms.publishing import PublishForm
from talka.calls.forms.selection import SelectionForm, initial_of_selection
from talka.calls.models import Call
from talka.calls.terms import Terms
from talka.calls.views.pages import address, crumbs_of, one_form
from talka.calls.words import deadline_of, quota_words, tie_break_words
from talka.foundation.access import Absent, NetworkRequest, members_only, or_absent
from talka.foundation.forms import carried_out, sent
from talka.programmes.models import Programme
from talka.programmes.queries import programmes_visible


@members_only
@require_http_methods(["GET", "POST"])
def new(request: NetworkRequest) -> HttpResponse:
    viewer = request.viewer
    if not rules.may_make(viewer):
        raise Absent
    inside = request.GET.get("in", "")
    initial: dict[str, Any] = {"time_zone": request.network.time_zone, "programme": inside, "places": 1}
    programme = programmes_visible(viewer).filter(pk=inside).first() if inside.isdecimal() else None
    if programme is not None and programme.owner_id in viewer.acts_for:
        initial["owner"] = programme.owner_id
    elif len(viewer.acts_for) == 1:
        initial["owner"] = next(iter(viewer.acts_for))
    form = BasicsForm(sent(request), viewer=viewer, initial=initial)
    if request.method == "POST":
        made = carried_out(
            form,
            lambda: actions.draft_call(
                acting_user=viewer.person,
                network=request.network,
                owner=form.cleaned_data["owner"],
                **_with_programme(request, form.changes()),
            ),
        )
        if made is not None:
            messages.success(request, _("The draft is kept. Write criteria, conditions and questions next."))
            return redirect(address("prepare", made))
    return render(request, "calls/new.html", {"section": "calls", "form": form}, status=422 if form.errors else 200)


def _with_programme(request: NetworkRequest, changes: dict[str, Any]) -> dict[str, Any]:
    chosen: Programme | None = programmes_visible(request.viewer).filter(pk=changes["programme"]).first()
    return {**changes, "programme": chosen}


def _draft(request: NetworkRequest, call_id: int) -> tuple[Call, Terms]:
    """The call and the terms of its draft, while they may be changed."""
    call = access.call_to_run(request.viewer, call_id)
    if call.state != Call.State.DRAFT and not rules.is_open(call):
        raise Absent
    return call, Terms.from_json(call.draft)


@members_only
@require_GET
def prepare(request: NetworkRequest, call_id: int) -> HttpResponse:
    """The draft as a whole, what it lacks, and what an amendment would change."""
    call, terms = _draft(request, call_id)
    names = queries.locality_names(request.network)
    return render(
        request,
        "calls/prepare.html",
        {
            "section": "calls",
            "call": call,
            "terms": terms,
            "deadline": deadline_of(terms),
            "missing": missing(terms),
            "pending": told(queries.pending_changes(call), terms.time_zone),
            "conditions": [(each, condition_words(each, names)) for each in terms.conditions],
            "quotas": [(each, quota_words(each, names)) for each in terms.quotas],
            "tie_breaks": tie_break_words(terms, call),
            "weights": terms.all_weights,
            "crumbs": crumbs_of(call, (_("Prepare"), "")),
        },
    )


@members_only
@require_http_methods(["GET", "POST"])
def basics(request: NetworkRequest, call_id: int) -> HttpResponse:
    call, terms = _draft(request, call_id)
    form = BasicsForm(sent(request), viewer=request.viewer, call=call, initial=initial_of_basics(terms, call))
    return one_form(
        request,
        call,
        form,
        lambda: actions.edit_call(
            acting_user=request.viewer.person, call=call, **_with_programme(request, form.changes())
        ),
        title=_("The call in words"),
        button=_("Keep these"),
        back=address("prepare", call),
        said_after=_("Kept."),
        crumbs=_crumbs(call),
    )


@members_only
@require_http_methods(["GET", "POST"])
def selection(request: NetworkRequest, call_id: int) -> HttpResponse:
    call, terms = _draft(request, call_id)
    form = SelectionForm(sent(request), terms=terms, initial=initial_of_selection(terms))
    return one_form(
        request,
        call,
        form,
        lambda: actions.edit_call(acting_user=request.viewer.person, call=call, **form.changes()),
        title=_("How is selected"),
        lead=_("All of it is published with the call."),
        button=_("Keep these"),
        back=address("prepare", call),
        said_after=_("Kept."),
        crumbs=_crumbs(call),
    )


@members_only
@require_http_methods(["GET", "POST"])
def add_part(request: NetworkRequest, call_id: int, part: str) -> HttpResponse:
    return _part(request, call_id, part, None)


@members_only
@require_http_methods(["GET", "POST"])
def edit_part(request: NetworkRequest, call_id: int, part: str, key: str) -> HttpResponse:
    return _part(request, call_id, part, key)


def _part(request: NetworkRequest, call_id: int, part: str, key: str | None) -> HttpResponse:
    call, terms = _draft(request, call_id)
    item = _item(terms, part, key) if key is not None else None
    if part not in PARTS:
        raise Absent
    asked = PARTS[part](request.network, item)
    form = PartForm(sent(request), part=asked, network=request.network)
    return one_form(
        request,
        call,
        form,
        lambda: actions.put_part(acting_user=request.viewer.person, call=call, part=part, item=form.made()),
        title=asked.title,
        template="calls/part.html",
        button=_("Keep it"),
        back=f"{address('prepare', call)}#{part}",
        said_after=_("Kept."),
        crumbs=_crumbs(call),
    )


def _item(terms: Terms, part: str, key: str) -> Any:
    return or_absent(next((each for each in terms.part(part) if each.key == key), None) if part in PARTS else None)


@members_only
@require_POST
def remove_part(request: NetworkRequest, call_id: int, part: str, key: str) -> HttpResponse:
    call, terms = _draft(request, call_id)
    _item(terms, part, key)
    actions.remove_part(acting_user=request.viewer.person, call=call, part=part, key=key)
    messages.success(request, _("Taken out."))
    return redirect(f"{address('prepare', call)}#{part}")


@members_only
@require_POST
def move_part(request: NetworkRequest, call_id: int, part: str, key: str) -> HttpResponse:
    call, terms = _draft(request, call_id)
    _item(terms, part, key)
    by = -1 if request.POST.get("to") == "up" else 1
    actions.move_part(acting_user=request.viewer.person, call=call, part=part, key=key, by=by)
    return redirect(f"{address('prepare', call)}#{part}")


@members_only
@require_http_methods(["GET", "POST"])
def publish(request: NetworkRequest, call_id: int) -> HttpResponse:
    call, terms = _draft(request, call_id)
    form = PublishForm(sent(request), call=call)
    if request.method == "POST":
        first = not call.version
        done = carried_out(
            form, lambda: actions.publish_call(acting_user=request.viewer.person, call=call, **form.changes())
        )
        if done is not None:
            words = (
                _("The call is published.") if first else _("The amendment is published, and letters are on their way.")
            )
            messages.success(request, words)
            return redirect(address("call", call))
    return render(
        request,
        "calls/publish.html",
        {
            "section": "calls",
            "call": call,
            "terms": terms,
            "form": form,
            "deadline": deadline_of(terms),
            "missing": missing(terms),
            "pending": told(queries.pending_changes(call), terms.time_zone),
            "came": queries.came(call),
            "crumbs": _crumbs(call),
        },
        status=422 if form.errors else 200,
    )


def _crumbs(call: Call) -> list[tuple[str, str]]:
    return crumbs_of(call, (_("Prepare"), address("prepare", call)))
