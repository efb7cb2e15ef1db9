"""The host runs a call: questions, applications, admission, reviewers."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from talka.calls import access, actions, queries, rules
from talka.calls.forms.reviewing import AnswerForm, AppointForm, ConflictForm, ReasonForm
from talka.calls.models import Application
from talka.calls.reading import sheet_of
from talka.calls.views.pages import address, crumbs_of, one_form
from talka.foundation.access import Absent, NetworkRequest, members_only
from talka.foundation.files.serving import file_response
from talka.foundation.form_pages import pressed
from talka.foundation.forms import carried_out, sent


@members_only
@require_GET
def questions(request: NetworkRequest, call_id: int) -> HttpResponse:
    call = access.call_to_run(request.viewer, call_id)
    return render(
        request,
        "calls/questions.html",
        {
            "section": "calls",
            "call": call,
            "inquiries": queries.inquiries(call),
            "crumbs": crumbs_of(call, (_("Questions"), "")),
        },
    )


@members_only
@require_http_methods(["GET", "POST"])
def answer(request: NetworkRequest, call_id: int, inquiry_id: int) -> HttpResponse:
    call = access.call_to_run(request.viewer, call_id)
    inquiry = access.inquiry_to_answer(call, inquiry_id)
    form = AnswerForm(sent(request), call=call, initial={"answer": inquiry.answer})
    return one_form(
        request,
        call,
        form,
        lambda: actions.answer_inquiry(acting_user=request.viewer.person, inquiry=inquiry, **form.cleaned_data),
        title=_("Answer a question"),
        lead=inquiry.text,
        button=_("Publish the answer"),
        back=address("questions", call),
        said_after=_("The answer stands on the public page."),
        crumbs=crumbs_of(call, (_("Questions"), address("questions", call))),
    )


@members_only
@never_cache
@require_GET
def applications(request: NetworkRequest, call_id: int) -> HttpResponse:
    """How many there are; after the deadline, which."""
    call = access.call_to_run(request.viewer, call_id)
    over = rules.is_over(call)
    return render(
        request,
        "calls/applications.html",
        {
            "section": "calls",
            "call": call,
            "over": over,
            "called_off": rules.is_called_off(call),
            "came": queries.came(call),
            "applications": queries.applications_sent(call) if over else [],
            "phase": rules.phase(call),
            "crumbs": crumbs_of(call, (_("Applications"), "")),
        },
    )


@members_only
@never_cache
@require_GET
def read(request: NetworkRequest, call_id: int, application_id: int) -> HttpResponse:
    call = access.call_to_run(request.viewer, call_id)
    application = access.application_to_run(request.viewer, call, application_id)
    return render(
        request,
        "calls/read.html",
        {
            "section": "calls",
            "call": call,
            "application": application,
            "sheet": sheet_of(application, places=queries.locality_names(request.network)),
            "may_admit": rules.is_reviewed(call) and application.state == Application.State.SENT,
            "crumbs": crumbs_of(call, (_("Applications"), address("applications", call))),
        },
    )


@members_only
@require_http_methods(["GET", "POST"])
def admission(request: NetworkRequest, call_id: int, application_id: int) -> HttpResponse:
    """Not to admit an application, with a reason; or to admit it again."""
    call = access.call_to_run(request.viewer, call_id)
    application = access.application_to_run(request.viewer, call, application_id)
    aside = bool(application.set_aside_reason)
    form = ReasonForm(
        sent(request),
        label=_("Why it is not admitted"),
        help_text=_("Which condition does not hold. The applicant reads it in a letter."),
        required=not aside,
    )
    if aside:
        form.fields.clear()
    return one_form(
        request,
        call,
        form,
        lambda: actions.set_aside(
            acting_user=request.viewer.person, application=application, reason=form.cleaned_data.get("reason", "")
        ),
        title=_("Admit it again") if aside else _("Do not admit it"),
        lead=application.set_aside_reason,
        button=_("Admit it again") if aside else _("Do not admit it, and write to the applicant"),
        back=address("read", call, application.pk),
        said_after=_("Kept."),
        crumbs=crumbs_of(call, (_("Applications"), address("applications", call))),
    )


@members_only
@require_GET
def file(request: NetworkRequest, call_id: int, application_id: int, file_id: int) -> FileResponse:
    call = access.call_to_run(request.viewer, call_id)
    application = access.application_to_run(request.viewer, call, application_id)
    return file_response(access.file_of_sent(application, file_id, for_reviewer=False), public=False)


@members_only
@never_cache
@require_http_methods(["GET", "POST"])
def reviewers(request: NetworkRequest, call_id: int) -> HttpResponse:
    """Who reviews and how far each is; never a mark."""
    call = access.call_to_run(request.viewer, call_id)
    if rules.is_called_off(call):
        raise Absent
    form = AppointForm(sent(request), call=call)
    if request.method == "POST":
        made = carried_out(
            form,
            lambda: actions.appoint_reviewer(
                acting_user=request.viewer.person, call=call, account=form.cleaned_data["account"]
            ),
        )
        if made is not None:
            messages.success(request, _("%(name)s reviews; a letter is on its way.") % {"name": made.account})
            return redirect(address("reviewers", call))
    return render(
        request,
        "calls/reviewers.html",
        {
            "section": "calls",
            "call": call,
            "form": form,
            "progress": queries.progress(call),
            "conflicts": queries.conflicts(call),
            "over": rules.is_over(call),
            "reviewed": rules.is_reviewed(call),
            "opened": rules.marks_are_open(call),
            "crumbs": crumbs_of(call, (_("Reviewers"), "")),
        },
        status=422 if form.errors else 200,
    )


@members_only
@require_POST
def dismiss(request: NetworkRequest, call_id: int, reviewer_id: int) -> HttpResponse:
    call = access.call_to_run(request.viewer, call_id)
    reviewer = access.reviewer_to_run(call, reviewer_id)
    name = str(reviewer)
    return pressed(
        request,
        lambda: actions.dismiss_reviewer(acting_user=request.viewer.person, reviewer=reviewer),
        address("reviewers", call),
        _("%(name)s no longer reviews.") % {"name": name},
    )


@members_only
@require_http_methods(["GET", "POST"])
def conflict(request: NetworkRequest, call_id: int, reviewer_id: int) -> HttpResponse:
    """The host, who sees the names, records what stands between a reviewer and an applicant."""
    call = access.call_to_run(request.viewer, call_id)
    reviewer = access.reviewer_to_run(call, reviewer_id)
    form = ConflictForm(sent(request), call=call)

    def act() -> None:
        application = form.cleaned_data["application"]
        application.call = call
        actions.note_conflict(
            acting_user=request.viewer.person,
            reviewer=reviewer,
            application=application,
            reason=form.cleaned_data["reason"],
        )

    return one_form(
        request,
        call,
        form,
        act,
        title=_("Record a conflict of interest of %(name)s") % {"name": reviewer},
        lead=_("Marks that stand already are struck out."),
        button=_("Record the conflict"),
        back=address("reviewers", call),
        said_after=_("Recorded."),
        crumbs=crumbs_of(call, (_("Reviewers"), address("reviewers", call))),
    )


@members_only
@require_http_methods(["GET", "POST"])
def open_marks(request: NetworkRequest, call_id: int) -> HttpResponse:
    """Not to wait for missing marks. Otherwise they open by themselves with the last one."""
    call = access.call_to_run(request.viewer, call_id)
    form = ReasonForm(
        sent(request),
        label=_("Why the panel does not wait"),
        help_text=_("Stays on record with the decision: a reviewer is ill, say."),
    )
    return one_form(
        request,
        call,
        form,
        lambda: actions.open_marks(acting_user=request.viewer.person, call=call, **form.cleaned_data),
        title=_("Open the marks now"),
        lead=_("Marks open by themselves when everybody has scored. Missing marks cannot be given afterwards."),
        button=_("Open the marks"),
        back=address("reviewers", call),
        said_after=_("The marks are open. The panel can discuss them."),
        crumbs=crumbs_of(call, (_("Reviewers"), address("reviewers", call))),
    )
