"""The lists of calls, the page of one, its questions and its result: for everybody who may read the call."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from talka.calls import access, actions, queries, rules
from talka.calls.changes import told
from talka.calls.eligibility import condition_words
from talka.calls.forms.applying import AskForm
from talka.calls.models import Call
from talka.calls.views.pages import address, crumbs_of
from talka.calls.words import deadline_of, quota_words, tie_break_words
from talka.foundation.access import Absent, NetworkRequest
from talka.foundation.forms import carried_out, sent
from talka.foundation.limits import Limit, address_of
from talka.foundation.threads.queries import links_from, name_of

A_PAGE = 20
QUESTIONS = Limit(most=20, seconds=600)


@require_GET
def call_list(request: NetworkRequest) -> HttpResponse:
    """What one can apply to, the nearest deadline first; and what one's own organisations prepare."""
    return _listed(request, past=False)


@require_GET
def closed(request: NetworkRequest) -> HttpResponse:
    return _listed(request, past=True)


def _listed(request: NetworkRequest, *, past: bool) -> HttpResponse:
    viewer = request.viewer
    found = queries.closed_calls(viewer) if past else queries.open_calls(viewer)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "calls/list.html",
        {
            "section": "calls",
            "past": past,
            "page": page,
            "calls": page.object_list,
            "drafts": [] if past else queries.drafts(viewer),
            "may_make": rules.may_make(viewer),
        },
    )


@require_GET
def call(request: NetworkRequest, call_id: int) -> HttpResponse:
    """The public page: what is called for, by which criteria, until when; questions and answers; what was amended."""
    found = access.call_for(request.viewer, call_id)
    return _page(request, found, AskForm(initial={"field_id": uuid4()}))


def _page(request: NetworkRequest, found: Call, form: AskForm) -> HttpResponse:
    viewer = request.viewer
    terms = found.terms
    may_run = rules.may_run(viewer, found)
    names = queries.locality_names(request.network)
    reviews = viewer.account is not None and found.reviewers.filter(account=viewer.account).exists()
    context: dict[str, Any] = {
        "section": "calls",
        "call": found,
        "terms": terms,
        "deadline": deadline_of(terms),
        "phase": rules.phase(found),
        "open": rules.is_open(found),
        "announced": rules.is_announced(found),
        "crumbs": crumbs_of(found)[:1],
        "weights": terms.all_weights,
        "conditions": [condition_words(each, names) for each in terms.conditions],
        "quotas": [quota_words(each, names) for each in terms.quotas],
        "tie_breaks": tie_break_words(terms, found),
        "amendments": [(each, told(each.changes, terms.time_zone)) for each in queries.amendments(found)],
        "answered": queries.answered(found),
        "mine": queries.my_applications(viewer, found),
        "may_run": may_run,
        "reviews": reviews and rules.is_over(found),
        "form": form,
        "anew": queries.called_again(found, viewer) if rules.is_called_off(found) else [],
    }
    if may_run:
        context["came"] = queries.came(found)
        context["unanswered"] = found.inquiries.filter(answered_at__isnull=True).count()
        context["may_be_called_off"] = rules.may_be_called_off(found)
        context["pending"] = rules.is_changed_since_published(found)
    return render(request, "calls/call.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def ask(request: NetworkRequest, call_id: int) -> HttpResponse:
    """Ask the host. Whoever may read the call may ask; nothing says who asked."""
    found = access.call_for(request.viewer, call_id)
    if request.method == "GET":
        return redirect(f"{address('call', found)}#questions")
    form = AskForm(sent(request))
    if form.is_valid() and not QUESTIONS.take(address_of(request)):
        form.add_error(None, _("Many questions came from here in a short time. Wait some minutes and try again."))
    asked = carried_out(form, lambda: actions.ask(call=found, language=get_language() or "", **form.cleaned_data))
    if asked is None:
        return _page(request, found, form)
    messages.success(request, _("Your question has gone to the host. The answer will stand on this page."))
    return redirect(f"{address('call', found)}#questions")


@require_GET
def result(request: NetworkRequest, call_id: int) -> HttpResponse:
    """The published result: who was selected as far as they may be named, by what, and why the panel departed."""
    found = access.call_for(request.viewer, call_id)
    decision = queries.decision_of(found)
    if not rules.is_announced(found) or decision is None:
        raise Absent
    outcomes = queries.outcomes(decision)
    became = links_from([each.application for each in outcomes if each.result == "selected"], request.viewer)
    scores = {row["number"]: row for row in decision.ranking.get("rows", [])}
    for each in outcomes:
        row = scores.get(each.application.number, {})
        each.score = _number(row.get("score"))  # type: ignore[attr-defined]  # drawn by the template alone
        each.became = became.get(name_of(each.application), [])  # type: ignore[attr-defined]  # the same
        each.named = each.application.sent.get("may_be_named") is True  # type: ignore[attr-defined]  # the same
    return render(
        request,
        "calls/result.html",
        {
            "section": "calls",
            "call": found,
            "terms": found.terms,
            "decision": decision,
            "crumbs": crumbs_of(found, (_("Result"), "")),
            "selected": [each for each in outcomes if each.result == "selected"],
            "reserve": [each for each in outcomes if each.result == "reserve"],
            "others": [each for each in outcomes if each.result == "not_selected"],
            "departures": [each for each in outcomes if each.departure],
            "many": len(outcomes),
            "weights": found.terms.all_weights,
            "quotas": [quota_words(each, queries.locality_names(request.network)) for each in found.terms.quotas],
            "may_run": rules.may_run(request.viewer, found),
        },
    )


def _number(fraction: str | None) -> float | None:
    if not fraction:
        return None
    top, _slash, bottom = fraction.partition("/")
    return int(top) / int(bottom or 1)
