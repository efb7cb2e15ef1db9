"""Reviewers: appointed, free of conflict or not, scoring each by themselves, then talking it over."""

from django.db import models, transaction
from django.utils.translation import gettext as _

from talka.calls import clock, rules
from talka.calls.actions.letters import appointed_later
from talka.calls.models import Application, Call, MarkChange, Review, Reviewer
from talka.calls.words import closed_words
from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.owners.models import Owner
from talka.foundation.owners.queries import accounts_acting_for
from talka.identity.models import Account
from talka.identity.queries import role_in
from talka.methods.scoring import NoMark
from talka.methods.scoring import score as scored

Marks = dict[str, int | None]


@transaction.atomic
def appoint_reviewer(*, acting_user: Account | None, call: Call, account: Account, letter: bool = True) -> Reviewer:
    """Appoint a member of the network. In a blind call nobody who acts for the host can review: they see the names."""
    if role_in(call.network, account) is None:
        raise Refusal(_("Reviewers are members of the network; invite this person first."), "account")
    if rules.is_called_off(call):
        raise Refusal(closed_words(call), "account")
    if rules.marks_are_open(call):
        raise Refusal(_("The marks are open; nobody can join now."), "account")
    if call.terms.blind and account in accounts_acting_for(call.owner):
        raise Refusal(
            _("This call is blind, and whoever acts for the host sees who applied. Appoint somebody else."), "account"
        )
    reviewer, made = Reviewer.objects.get_or_create(call=call, account=account)
    if made:
        record(acting_user=acting_user, network=call.network, verb="appointed reviewer", target=call)
        if letter:
            appointed_later(reviewer.pk)
    return reviewer


@transaction.atomic
def dismiss_reviewer(*, acting_user: Account | None, reviewer: Reviewer) -> None:
    """Let a reviewer go before the marks are opened; their marks go with them."""
    call = reviewer.call
    if rules.marks_are_open(call):
        raise Refusal(_("The marks are open; a reviewer who has scored stays on record."))
    record(acting_user=acting_user, network=call.network, verb="dismissed reviewer", target=call)
    reviewer.delete()
    open_if_complete(call)


@transaction.atomic
def declare(
    *, acting_user: Account | None, reviewer: Reviewer, application: Application, conflict_reason: str = ""
) -> Review:
    """Say, before more than the title is shown, whether anything stands between the reviewer and the applicant.

    A reason is a conflict; none says that there is none. Raises Refusal where the program knows of one, or marks
    stand already.
    """
    _same_call(reviewer, application)
    if not rules.is_reviewed(reviewer.call):
        raise Refusal(_("Applications are reviewed after the deadline, until the marks are opened."))
    reason = conflict_reason.strip()
    if not reason and _acts_for(reviewer.account, application):
        raise Refusal(_("You act for this applicant. Say so as the conflict."), "conflict_reason")
    review = Review.objects.filter(reviewer=reviewer, application=application).first() or Review(
        reviewer=reviewer, application=application
    )
    if review.scored_at is not None:
        raise Refusal(_("You have scored this application. Ask the host to record the conflict."))
    if review.pk and review.conflict and not reason:
        raise Refusal(_("A conflict that was declared stays."))
    review.conflict, review.conflict_reason = bool(reason), reason
    review.declared_at = clock.now()
    if reason:
        review.marks, review.words = {}, {}
    review.save()
    _record(acting_user, review, "declared conflict" if reason else "declared no conflict")
    if reason:
        open_if_complete(review.reviewer.call)
    return review


@transaction.atomic
def note_conflict(*, acting_user: Account | None, reviewer: Reviewer, application: Application, reason: str) -> Review:
    """The host, who sees the names, records a conflict for a reviewer; marks given already are struck out."""
    _same_call(reviewer, application)
    if rules.is_called_off(reviewer.call):
        raise Refusal(closed_words(reviewer.call))
    if rules.marks_are_open(reviewer.call):
        raise Refusal(_("The marks are open."))
    if not reason.strip():
        raise Refusal(_("Say what stands between them."), "reason")
    review, _made = Review.objects.update_or_create(
        reviewer=reviewer,
        application=application,
        defaults={"conflict": True, "conflict_reason": reason.strip(), "marks": {}, "words": {}, "scored_at": None},
    )
    _record(acting_user, review, "recorded conflict")
    open_if_complete(reviewer.call)
    return review


@transaction.atomic
def save_marks(*, review: Review, marks: Marks, words: dict[str, str] | None = None) -> Review:
    """Keep marks that are not complete yet; nobody but their reviewer reads them, and they do not count."""
    locked = _to_score(review)
    locked.marks, locked.words, locked.scored_at = marks, words or {}, None
    locked.save(update_fields=["marks", "words", "scored_at"])
    return locked


@transaction.atomic
def score(*, acting_user: Account | None, review: Review, marks: Marks, words: dict[str, str] | None = None) -> Review:
    """Give all marks. They may be changed freely until everybody has scored, and nobody else sees them before.

    When the last mark of the last reviewer is given, the marks are opened. Raises Refusal where one is missing.
    """
    locked = _to_score(review)
    call = locked.reviewer.call
    terms = call.terms
    try:
        scored(terms.scoring_criteria(), marks)
    except NoMark as wrong:
        raise Refusal(_("Give every criterion a mark on its scale."), f"mark_{wrong.criterion}") from wrong
    locked.marks, locked.words, locked.scored_at = marks, words or {}, clock.now()
    locked.save(update_fields=["marks", "words", "scored_at"])
    _record(acting_user, locked, "scored")
    open_if_complete(call)
    return locked


@transaction.atomic
def open_marks(*, acting_user: Account | None, call: Call, reason: str) -> Call:
    """Open the marks although somebody has not scored. Raises Refusal without a reason, or where an application
    would stand without any mark."""
    locked = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if not rules.is_reviewed(locked):
        raise Refusal(_("The marks are open, or the deadline has not passed."))
    if not reason.strip():
        raise Refusal(_("Say why the panel does not wait for the missing marks."), "reason")
    scored_ids = set(
        Review.objects.filter(application__call=locked, scored_at__isnull=False).values_list(
            "application_id", flat=True
        )
    )
    bare = [each for each in locked.applications.filter(state="sent", set_aside_reason="") if each.pk not in scored_ids]
    if bare:
        numbers = ", ".join(str(each.number) for each in bare)
        raise Refusal(_("Nobody has scored these applications yet: %(numbers)s.") % {"numbers": numbers}, "reason")
    _open(locked, reason.strip())
    call.refresh_from_db()
    record(acting_user=acting_user, network=call.network, verb="opened marks", target=call, reason=reason.strip())
    return call


@transaction.atomic
def change_mark(
    *, acting_user: Account | None, review: Review, criterion: str, mark: int | None, reason: str
) -> MarkChange:
    """Change one's own mark in the discussion; what stood before, who and why stay on record."""
    locked = Review.objects.select_for_update(of=("self",)).select_related("reviewer__call__network").get(pk=review.pk)
    call = locked.reviewer.call
    if call.state != Call.State.OPENED:
        raise Refusal(_("Marks are changed in the discussion, until the panel decides."))
    if locked.scored_at is None:
        raise Refusal(_("There are no marks to change."))
    if not reason.strip():
        raise Refusal(_("Say why: the record keeps it beside the old mark."), "reason")
    marks = {**locked.marks, criterion: mark}
    try:
        scored(call.terms.scoring_criteria(), marks)
    except NoMark as wrong:
        raise Refusal(_("Give a mark on the scale of the criterion."), "mark") from wrong
    before = locked.marks[criterion]
    if before == mark:
        raise Refusal(_("This is the mark that stands."), "mark")
    locked.marks = marks
    locked.save(update_fields=["marks"])
    change = MarkChange.objects.create(
        review=locked, criterion=criterion, before=before, after=mark, reason=reason.strip()
    )
    _record(acting_user, locked, "changed mark")
    return change


def _to_score(review: Review) -> Review:
    locked = (
        Review.objects.select_for_update(of=("self",))
        .select_related("reviewer__call__network", "application")
        .get(pk=review.pk)
    )
    if not rules.is_reviewed(locked.reviewer.call):
        raise Refusal(_("The marks are open; change one in the discussion, with a reason."))
    if locked.conflict:
        raise Refusal(_("You declared a conflict of interest here."))
    if not locked.application.counts:
        raise Refusal(_("This application does not take part any more."))
    return locked


def open_if_complete(call: Call) -> None:
    """Open the marks when no reviewer owes any and every application has some; the call's row is locked meanwhile.

    Called by whatever may be the last step: a score, a conflict, a withdrawal, a reviewer who leaves.
    """
    locked = Call.objects.select_for_update(of=("self",)).select_related("network").get(pk=call.pk)
    if not rules.is_reviewed(locked):
        return
    taking_part = set(locked.applications.filter(state="sent", set_aside_reason="").values_list("pk", flat=True))
    reviews = list(
        Review.objects.filter(application__in=taking_part).values_list("application_id", "scored_at", "conflict")
    )
    settled = [pk for pk, scored_at, conflict in reviews if conflict or scored_at]
    marked = {pk for pk, scored_at, _conflict in reviews if scored_at}
    if marked != taking_part or not marked or len(settled) < len(taking_part) * locked.reviewers.count():
        return
    _open(locked, "")
    record(acting_user=None, network=locked.network, verb="opened marks", target=locked, reason="")


def _open(call: Call, reason: str) -> None:
    call.state = Call.State.OPENED
    call.marks_opened_at = clock.now()
    call.marks_opened_reason = reason
    call.save(update_fields=["state", "marks_opened_at", "marks_opened_reason"])


def _same_call(reviewer: Reviewer, application: Application) -> None:
    if reviewer.call_id != application.call_id or not application.counts:
        raise Refusal(_("This application does not take part in the call."))


def _acts_for(account: Account, application: Application) -> bool:
    if application.account_id == account.pk or application.email.lower() == account.email.lower():
        return True
    owner: Owner | None = application.owner
    return owner is not None and account in accounts_acting_for(owner)


def _record(acting_user: Account | None, review: Review, verb: str) -> None:
    call = review.reviewer.call
    record(acting_user=acting_user, network=call.network, verb=verb, target=call, number=review.application.number)


@transaction.atomic
def forget_reviewer(*, account: Account) -> None:
    """Take a person out of the panels: where marks are sealed the appointment goes; where they were discussed the
    marks stay, for others were judged by them, without what the person wrote."""
    for reviewer in Reviewer.objects.filter(account=account).select_related("call__network"):
        if rules.marks_are_open(reviewer.call):
            reviewer.reviews.update(
                words={},
                conflict_reason=models.Case(
                    models.When(conflict=True, then=models.Value("…")), default=models.Value("")
                ),
            )
            MarkChange.objects.filter(review__reviewer=reviewer).update(reason="…")
        else:
            dismiss_reviewer(acting_user=account, reviewer=reviewer)
