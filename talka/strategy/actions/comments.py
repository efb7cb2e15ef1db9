from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.identity.models import Account
from talka.strategy.models import Comment, GroupMember, GroupRole, Plan, Swot


@transaction.atomic
def comment(*, acting_user: Account, document: Plan | Swot, text: str, part: str = "") -> Comment:
    """A remark on a plan or a SWOT, or on one part of it (`part` is its key, such as "measure-12").

    It is marked as an expert's where the writer is an outside expert of the planning group.
    """
    if not text.strip():
        raise Refusal(_("Write the comment."), "text")
    as_expert = (
        document.group_id is not None
        and GroupMember.objects.filter(group_id=document.group_id, account=acting_user, role=GroupRole.EXPERT).exists()
    )
    made = Comment.objects.create(
        network=document.network,
        plan=document if isinstance(document, Plan) else None,
        swot=document if isinstance(document, Swot) else None,
        part=part,
        text=text.strip(),
        as_expert=as_expert,
        made_by=acting_user,
        made_by_name=str(acting_user),
    )
    record(acting_user=acting_user, network=document.network, verb="commented", target=document, comment=made.pk)
    return made


@transaction.atomic
def answer_comment(*, acting_user: Account, comment: Comment, text: str, resolved: bool = False) -> None:
    """Answer a comment, and close it where nothing is left to do."""
    if not text.strip():
        raise Refusal(_("Write the answer."), "text")
    comment.answer = text.strip()
    comment.answered_by_name = str(acting_user)
    comment.answered_at = timezone.now()
    if resolved:
        comment.resolved_at = timezone.now()
    comment.save()
    document = comment.plan or comment.swot
    assert document is not None
    record(
        acting_user=acting_user, network=comment.network, verb="answered a comment", target=document, comment=comment.pk
    )


@transaction.atomic
def resolve_comment(*, acting_user: Account, comment: Comment, resolved: bool = True) -> None:
    """Close a comment, or open it again."""
    comment.resolved_at = timezone.now() if resolved else None
    comment.save(update_fields=["resolved_at"])
    document = comment.plan or comment.swot
    assert document is not None
    record(acting_user=acting_user, network=comment.network, verb="resolved", target=document, comment=comment.pk)
