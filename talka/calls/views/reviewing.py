"""A reviewer's pages: the list, the declaration, the marks, a change in the discussion."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from talka.calls import access, actions, queries, rules
from talka.calls.forms.reviewing import ChangeMarkForm, DeclareForm, MarksForm
from talka.calls.models import Call
from talka.calls.reading import sheet_of
from talka.calls.views.pages import address, crumbs_of, one_form
from talka.foundation.access import Absent, NetworkRequest, members_only
from talka.foundation.files.serving import file_response
from talka.foundation.forms import carried_out, sent


@members_only
@never_cache
@require_GET
def review(request: NetworkRequest, call_id: int) -> HttpResponse:
    """My applications to review, by their titles."""
    reviewer = access.reviewer_of(request.viewer, call_id)
    call = reviewer.call
    rows = queries.to_review(reviewer) if rules.is_over(call) else []
    return render(
        request,
        "calls/review.html",
        {
            "section": "calls",
            "call": call,
            "rows": rows,
            "left": [row for row in rows if row.state in ("declare", "score", "begun")],
            "opened": rules.marks_are_open(call),
            "over": rules.is_over(call),
            "called_off": rules.is_called_off(call),
            "crumbs": crumbs_of(call, (_("Review"), "")),
        },
    )


@members_only
@never_cache
@require_http_methods(["GET", "POST"])
def declare(request: NetworkRequest, call_id: int, application_id: int) -> HttpResponse:
    """Before more than the title is shown: does anything stand between you?"""
    reviewer = access.reviewer_of(request.viewer, call_id)
    application = access.application_to_declare(reviewer, application_id)
    call = reviewer.call
    form = DeclareForm(sent(request))
    if request.method == "POST":
        made = carried_out(
            form,
            lambda: actions.declare(
                acting_user=request.viewer.person,
                reviewer=reviewer,
                application=application,
                conflict_reason=form.reason,
            ),
        )
        if made is not None:
            if made.conflict:
                messages.success(request, _("You stand aside here. The others judge it."))
                return redirect(address("review", call))
            return redirect(address("score", call, application.pk))
    return render(
        request,
        "calls/declare.html",
        {
            "section": "calls",
            "call": call,
            "application": application,
            "form": form,
            "blind": call.terms.blind,
            "crumbs": crumbs_of(call, (_("Review"), address("review", call))),
        },
        status=422 if form.errors else 200,
    )


@members_only
@never_cache
@require_http_methods(["GET", "POST"])
def score(request: NetworkRequest, call_id: int, application_id: int) -> HttpResponse:
    """The application beside the criteria and the sentence for each mark."""
    reviewer = access.reviewer_of(request.viewer, call_id)
    own = access.review_for(reviewer, application_id)
    call = reviewer.call
    if not rules.is_reviewed(call):
        raise Absent
    form = MarksForm(sent(request), review=own, terms=call.terms)
    if request.method == "POST" and form.is_valid():
        if request.POST.get("do") == "keep":
            kept = carried_out(form, lambda: actions.save_marks(review=own, marks=form.marks(), words=form.words()))
            if kept is not None:
                messages.success(request, _("Kept. It does not count until every criterion has its mark."))
                return redirect(address("review", call))
        else:
            done = carried_out(
                form,
                lambda: actions.score(
                    acting_user=request.viewer.person, review=own, marks=form.marks(), words=form.words()
                ),
            )
            if done is not None:
                messages.success(request, _("Scored. Nobody sees your marks until everybody has scored."))
                return redirect(address("review", call))
    return render(
        request,
        "calls/score.html",
        {
            "section": "calls",
            "call": call,
            "terms": call.terms,
            "application": own.application,
            "sheet": sheet_of(own.application, blind=call.terms.blind, places=queries.locality_names(request.network)),
            "form": form,
            "review": own,
            "crumbs": crumbs_of(call, (_("Review"), address("review", call))),
        },
        status=422 if form.errors else 200,
    )


@members_only
@require_GET
def file(request: NetworkRequest, call_id: int, application_id: int, file_id: int) -> FileResponse:
    reviewer = access.reviewer_of(request.viewer, call_id)
    own = access.review_for(reviewer, application_id)
    return file_response(access.file_of_sent(own.application, file_id, for_reviewer=True), public=False)


@members_only
@require_http_methods(["GET", "POST"])
def change(request: NetworkRequest, call_id: int, application_id: int) -> HttpResponse:
    """Change one's own mark in the discussion, with the reason."""
    reviewer = access.reviewer_of(request.viewer, call_id)
    own = access.review_for(reviewer, application_id)
    call = reviewer.call
    if call.state != Call.State.OPENED or own.scored_at is None:
        raise Absent
    form = ChangeMarkForm(sent(request), terms=call.terms)
    return one_form(
        request,
        call,
        form,
        lambda: actions.change_mark(
            acting_user=request.viewer.person,
            review=own,
            criterion=form.cleaned_data["criterion"],
            mark=form.mark,
            reason=form.cleaned_data["reason"],
        ),
        title=_("Change a mark of application %(number)s") % {"number": own.application.number},
        lead=own.application.title,
        button=_("Change the mark"),
        back=f"{address('ranking', call)}#a{own.application.number}",
        said_after=_("Changed. The old mark stays on record beside it."),
        crumbs=crumbs_of(call, (_("Ranking"), address("ranking", call))),
        template="calls/change.html",
        marks=[(each, own.marks.get(each.key)) for each in call.terms.criteria],
    )
