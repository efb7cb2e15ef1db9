"""The only way to a call and what belongs to it."""

from uuid import UUID

from talka.calls import rules
from talka.calls.models import Appeal, Application, Call, Inquiry, Review, Reviewer
from talka.calls.queries import calls_visible
from talka.foundation.access import Absent, Viewer, or_absent
from talka.foundation.files.models import StoredFile
from talka.identity.models import Network


def call_for(viewer: Viewer, call_id: int) -> Call:
    """The call if this viewer may read it; a draft only for its host."""
    return or_absent(calls_visible(viewer).select_related("owner", "network", "programme").filter(pk=call_id).first())


def call_to_run(viewer: Viewer, call_id: int) -> Call:
    """The call for those who act for its host; Absent for everybody else."""
    call = call_for(viewer, call_id)
    if not rules.may_run(viewer, call):
        raise Absent
    return call


def reviewer_of(viewer: Viewer, call_id: int) -> Reviewer:
    """The viewer's own appointment; its `call` carries owner, network and programme."""
    if not viewer.is_member or viewer.account is None:
        raise Absent
    return or_absent(
        Reviewer.objects.select_related("call__owner", "call__network", "call__programme", "account")
        .filter(call__network=viewer.network, call_id=call_id, account=viewer.account)
        .first()
    )


def panel_call_for(viewer: Viewer, call_id: int) -> Call:
    """The call for its panel, host and reviewers, once the marks are open."""
    call = call_for(viewer, call_id)
    if not rules.marks_are_open(call):
        raise Absent
    if rules.may_run(viewer, call):
        return call
    return reviewer_of(viewer, call_id).call


def application_by_token(network: Network, token: UUID) -> Application:
    """The application that a letter's link leads to. Whoever holds the link may read and write it."""
    return or_absent(
        Application.objects.select_related(
            "call__owner", "call__network", "call__programme", "call__decision", "owner", "outcome", "appeal"
        )
        .filter(call__network=network, token=token)
        .first()
    )


def application_to_run(viewer: Viewer, call: Call, application_id: int) -> Application:
    """An application as its host may read it: what was sent, and not before the deadline."""
    if not rules.may_run(viewer, call) or not rules.is_over(call):
        raise Absent
    found = or_absent(
        call.applications.exclude(sent={})
        .select_related("owner", "outcome", "appeal")
        .filter(pk=application_id)
        .first()
    )
    found.call = call
    return found


def application_to_declare(reviewer: Reviewer, application_id: int) -> Application:
    """An application of which a reviewer sees the title only."""
    if not rules.is_over(reviewer.call):
        raise Absent
    found = or_absent(reviewer.call.applications.filter(pk=application_id, state="sent", set_aside_reason="").first())
    found.call = reviewer.call
    return found


def review_for(reviewer: Reviewer, application_id: int) -> Review:
    """A reviewer's own review, once they have declared that nothing stands between; Absent before, and in conflict."""
    application = application_to_declare(reviewer, application_id)
    found = or_absent(Review.objects.filter(reviewer=reviewer, application=application, conflict=False).first())
    found.application, found.reviewer = application, reviewer
    return found


def inquiry_to_answer(call: Call, inquiry_id: int) -> Inquiry:
    """A question about a call that was got by `call_to_run`; the same holds for those below."""
    found = or_absent(call.inquiries.filter(pk=inquiry_id).first())
    found.call = call
    return found


def reviewer_to_run(call: Call, reviewer_id: int) -> Reviewer:
    found = or_absent(call.reviewers.select_related("account").filter(pk=reviewer_id).first())
    found.call = call
    return found


def appeal_to_answer(call: Call, appeal_id: int) -> Appeal:
    found = or_absent(Appeal.objects.select_related("application").filter(application__call=call, pk=appeal_id).first())
    found.application.call = call
    return found


def file_of_draft(application: Application, file_id: int) -> StoredFile:
    """A file of what is being typed or was sent, for whoever holds the application's link."""
    sent = {each["file"] for each in application.sent.get("files", [])}
    if file_id not in sent and not application.files.filter(file_id=file_id).exists():
        raise Absent
    return _stored(application, file_id)


def file_of_sent(application: Application, file_id: int, *, for_reviewer: bool) -> StoredFile:
    """A file of what was sent. In a blind call a reviewer gets those alone that name nobody."""
    terms = application.call.terms
    hidden = {each.key for each in terms.files if not each.for_reviewers} if for_reviewer and terms.blind else set()
    named = {each["file"] for each in application.sent.get("files", []) if each["key"] not in hidden}
    if file_id not in named:
        raise Absent
    return _stored(application, file_id)


def _stored(application: Application, file_id: int) -> StoredFile:
    return or_absent(StoredFile.objects.filter(network=application.call.network, pk=file_id).first())
