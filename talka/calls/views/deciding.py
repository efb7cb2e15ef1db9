"""The panel's pages: the ranking with its spread, the decision, the announcement, appeals."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from talka.calls import access, actions, queries, rules
from talka.calls.forms.reviewing import AppealAnswerForm, ChainForm, DecideForm
from talka.calls.models import Call
from talka.calls.ranking import Line, Proposal, groups_of, proposal_of
from talka.calls.views.pages import address, crumbs_of, one_form
from talka.calls.words import group_words, quota_words, tie_break_words
from talka.foundation.access import Absent, NetworkRequest, members_only, or_absent
from talka.foundation.forms import carried_out, sent
from talka.foundation.threads.models import Relation
from talka.foundation.threads.queries import links_from, name_of
from talka.foundation.wording import said
from talka.methods import charts, scoring
from talka.programmes import rules as programme_rules


@members_only
@never_cache
@require_GET
def ranking(request: NetworkRequest, call_id: int) -> HttpResponse:
    """All marks side by side, the spread, and what the arithmetic proposes: for host and reviewers."""
    viewer = request.viewer
    call = access.panel_call_for(viewer, call_id)
    runs = rules.may_run(viewer, call)
    proposal = proposal_of(call)
    own = set()
    if viewer.account is not None:
        own = {
            row.application.pk
            for row in proposal.rows
            if any(review.reviewer.account_id == viewer.account.pk for review in row.reviews)
        }
    names = queries.locality_names(request.network)
    changes: dict[int, list[Any]] = {}
    for each in queries.mark_changes(call):
        changes.setdefault(each.review.application_id, []).append((each, call.terms.criterion(each.criterion)))
    return render(
        request,
        "calls/ranking.html",
        {
            "section": "calls",
            "call": call,
            "terms": call.terms,
            "rows": [_row(row, call, names, own, changes, proposal) for row in proposal.rows],
            "selection": proposal.selection,
            "unmet": [group_words(quota.attribute, quota.group or "", names) for quota in proposal.selection.unmet],
            "tied": [int(key) for key in proposal.selection.tied_at_line],
            "conflicts": queries.conflicts(call),
            "quotas": [quota_words(each, names) for each in call.terms.quotas],
            "tie_breaks": tie_break_words(call.terms, call),
            "runs": runs,
            "named": runs or not call.terms.blind or rules.is_announced(call),
            "phase": rules.phase(call),
            "crumbs": crumbs_of(call, (_("Ranking"), "")),
        },
    )


def _row(
    row: Line, call: Call, names: dict[str, str], own: set[int], changes: dict[int, list[Any]], proposal: Proposal
) -> dict[str, Any]:
    scores = [float(score) for _who, score in row.standing.scores]
    return {
        "line": row,
        "application": row.application,
        "chart": charts.spread(scores, row.score) if scores else "",
        "scores": sorted(scores),
        "parted_by": _parted(row, call),
        "why": why_kept_out(row, call, names),
        "means": [(each, row.standing.of(each.key)) for each in call.terms.criteria],
        "sheets": [
            (
                review,
                [(each, review.marks.get(each.key), review.words.get(each.key, "")) for each in call.terms.criteria],
            )
            for review in row.reviews
        ],
        "may_change": call.state == Call.State.OPENED and row.application.pk in own,
        "changes": changes.get(row.application.pk, []),
    }


def _parted(row: Line, call: Call) -> str:
    """Which tie-break put it behind the one above with the same score."""
    if row.parted_by is None:
        return ""
    if isinstance(row.parted_by, scoring.ByCriterion):
        return _("behind by “%(title)s”") % {"title": said(call.terms.criterion(row.parted_by.key).title)}
    if isinstance(row.parted_by, scoring.BySpread):
        return _("behind by spread")
    return _("behind by lot")


def why_kept_out(row: Line, call: Call, names: dict[str, str]) -> str:
    """The quota for which an application was passed over, and who holds its places; empty for all others."""
    if row.below:
        return _("below the smallest score")
    if row.kept is None or row.kept.kept_out_by is None:
        return ""
    quota = row.kept.kept_out_by
    group = quota.group
    if group is None:
        group = groups_of(row.application).get(quota.attribute, "")
    held = ", ".join(str(int(key)) for key in row.kept.held_by)
    return _("passed over by the quota for %(group)s, held by application %(numbers)s") % {
        "group": group_words(quota.attribute, group, names),
        "numbers": held or "–",
    }


@members_only
@never_cache
@require_http_methods(["GET", "POST"])
def decide(request: NetworkRequest, call_id: int) -> HttpResponse:
    """What the panel decided, beside what the arithmetic proposes. The host writes it down."""
    call = access.call_to_run(request.viewer, call_id)
    if call.state not in (Call.State.OPENED, Call.State.DECIDED):
        raise Absent
    proposal = proposal_of(call)
    decision = queries.decision_of(call)
    standing = {each.application_id: each for each in queries.outcomes(decision)} if decision else {}
    form = DecideForm(sent(request), call=call, proposal=proposal, standing=standing)
    if request.method == "POST":
        done = carried_out(
            form,
            lambda: actions.decide(
                acting_user=request.viewer.person, call=call, chosen=form.chosen(), note=form.cleaned_data["note"]
            ),
        )
        if done is not None:
            messages.success(request, _("The decision is recorded. Nobody outside the panel sees it yet."))
            return redirect(address("announce", call))
    names = queries.locality_names(request.network)
    return render(
        request,
        "calls/decide.html",
        {
            "section": "calls",
            "call": call,
            "terms": call.terms,
            "form": form,
            "rows": [
                (row, result, departure, reasons, why_kept_out(row, call, names))
                for row, result, departure, reasons in form.rows()
            ],
            "crumbs": crumbs_of(call, (_("Ranking"), address("ranking", call)), (_("Decision"), "")),
        },
        status=422 if form.errors else 200,
    )


@members_only
@never_cache
@require_http_methods(["GET", "POST"])
def announce(request: NetworkRequest, call_id: int) -> HttpResponse:
    """A last look, then letters and the published result."""
    call = access.call_to_run(request.viewer, call_id)
    decision = or_absent(queries.decision_of(call))
    if request.method == "POST":
        actions.announce_decision(acting_user=request.viewer.person, call=call)
        messages.success(request, _("The result is published, and a letter is on its way to every applicant."))
        return redirect(address("result", call))
    if rules.is_announced(call):
        return redirect(address("result", call))
    outcomes = queries.outcomes(decision)
    return render(
        request,
        "calls/announce.html",
        {
            "section": "calls",
            "call": call,
            "decision": decision,
            "outcomes": outcomes,
            "without_reasons": [each for each in outcomes if not each.reasons],
            "crumbs": crumbs_of(call, (_("Decision"), address("decide", call)), (_("Announce"), "")),
        },
    )


@members_only
@require_http_methods(["GET", "POST"])
def chain(request: NetworkRequest, call_id: int) -> HttpResponse:
    """What the selected applications become in the programme of the call."""
    call = access.call_to_run(request.viewer, call_id)
    decision = or_absent(queries.decision_of(call))
    if not rules.is_announced(call) or call.programme_id is None:
        raise Absent
    selected = [each for each in queries.outcomes(decision) if each.result == "selected"]
    became = links_from([each.application for each in selected], request.viewer)
    standing = {
        each.application_id: f"{link.end.kind}:{link.end.id}"
        for each in selected
        for link in became[name_of(each.application)]
        if link.relation == Relation.BECOMES
    }
    assert call.programme is not None
    runs = programme_rules.may_run(request.viewer, call.programme)
    form = ChainForm(sent(request), call=call, selected=selected, standing=standing, runs=runs)
    return one_form(
        request,
        call,
        form,
        lambda: actions.chain_outcomes(
            acting_user=request.viewer.person, decision=decision, ends=form.chosen(), take_in=form.takes_in
        ),
        title=_("What the selected become"),
        lead=_("A round of the cycle, or something that a stage must yield. The published result shows it."),
        button=_("Keep these"),
        back=address("result", call),
        said_after=_("Kept."),
        crumbs=crumbs_of(call, (_("Result"), address("result", call))),
    )


@members_only
@require_http_methods(["GET", "POST"])
def answer_appeal(request: NetworkRequest, call_id: int, appeal_id: int) -> HttpResponse:
    call = access.call_to_run(request.viewer, call_id)
    appeal = access.appeal_to_answer(call, appeal_id)
    initial = {"answer": appeal.answer}
    if appeal.state != "lodged":
        initial["upheld"] = "yes" if appeal.state == "upheld" else "no"
    form = AppealAnswerForm(sent(request), initial=initial)
    return one_form(
        request,
        call,
        form,
        lambda: actions.answer_appeal(
            acting_user=request.viewer.person,
            appeal=appeal,
            upheld=form.cleaned_data["upheld"] == "yes",
            answer=form.cleaned_data["answer"],
        ),
        title=_("Answer the appeal on application %(number)s") % {"number": appeal.application.number},
        lead=appeal.text,
        button=_("Answer by letter"),
        back=address("applications", call),
        said_after=_("Answered; a letter is on its way."),
        crumbs=crumbs_of(call, (_("Applications"), address("applications", call))),
    )
