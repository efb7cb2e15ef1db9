"""Handing in a work, and saying what becomes of it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.certificates import rules
from talka.certificates.actions.files import remove_file
from talka.certificates.models import Work
from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.files.actions import keep_file
from talka.gatherings.models import CohortMember
from talka.identity.models import Account


@transaction.atomic
def hand_in_work(
    *,
    acting_user: Account | None,
    member: CohortMember,
    text: str = "",
    link: str = "",
    file: tuple[str, bytes] | None = None,
) -> Work:
    """Hand in a text, a link or a file (name and bytes), in the place of what was handed in before.

    Raises Refusal where there is nothing in it, it was accepted already, or the file cannot be kept.
    """
    work = Work.objects.select_for_update().filter(member=member).first()
    if not rules.may_hand_in(work):
        raise Refusal(_("This work is accepted. It stays as it is."))
    kept = work.file if work else None
    if not (text.strip() or link or file or kept):
        raise Refusal(_("Write something, give a link or bring a file."), "text")
    programme = member.cohort.cycle.programme
    if file is not None:
        new = keep_file(
            acting_user=acting_user, network=programme.network, owner=programme.owner, name=file[0], data=file[1]
        )
        if kept is not None:
            remove_file(kept)
        kept = new
    work = work or Work(member=member)
    work.text, work.link, work.file = text.strip(), link, kept
    work.state, work.remark = Work.State.HANDED_IN, ""
    work.handed_in_at, work.decided_at, work.decided_by = timezone.now(), None, None
    work.save()
    _record(acting_user, work, "handed in work")
    return work


@transaction.atomic
def accept_work(*, acting_user: Account, work: Work, remark: str = "") -> Work:
    """The work is good: what was handed in counts for the certificate."""
    return _decide(acting_user, work, Work.State.ACCEPTED, remark, "accepted work")


@transaction.atomic
def return_work(*, acting_user: Account, work: Work, remark: str) -> Work:
    """Give it back with what is to be done. Raises Refusal without a remark."""
    if not remark.strip():
        raise Refusal(_("Say what is to be worked on."), "remark")
    return _decide(acting_user, work, Work.State.RETURNED, remark, "returned work")


def _decide(acting_user: Account, work: Work, state: str, remark: str, verb: str) -> Work:
    work.state, work.remark = state, remark.strip()
    work.decided_at, work.decided_by = timezone.now(), acting_user
    work.save(update_fields=["state", "remark", "decided_at", "decided_by"])
    _record(acting_user, work, verb)
    return work


def _record(acting_user: Account | None, work: Work, verb: str) -> None:
    programme = work.member.cohort.cycle.programme
    record(
        acting_user=acting_user,
        network=programme.network,
        verb=verb,
        target=programme,
        cohort=work.member.cohort_id,
        participant=work.member.participant_id,
    )


@transaction.atomic
def erase_work(*, work: Work) -> None:
    """Take away what a person handed in; that it was accepted stays."""
    if work.file is not None:
        remove_file(work.file)
    work.text, work.link, work.remark, work.file = "", "", "", None
    work.save(update_fields=["text", "link", "remark", "file"])
