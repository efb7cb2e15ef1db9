"""The only way to what belongs to sign-up: by the links of letters, and for the host."""

from uuid import UUID

from django.core.signing import BadSignature, Signer

from talka.foundation.access import Absent, Viewer, or_absent
from talka.gatherings import rules
from talka.gatherings.access.gathering import gathering_for, gathering_to_run
from talka.gatherings.models import Gathering, Invitation, InvitedGroup, SignUp, SignUpQuestion
from talka.identity.models import Network

GROUP_KEYS = Signer(salt="gatherings.invited_group")


def group_key(group: InvitedGroup) -> str:
    """What the link of a group's letter carries, so that nobody guesses the link of another group."""
    return GROUP_KEYS.sign(str(group.pk))


def gathering_to_join(
    viewer: Viewer, gathering_id: int, invited: str, key: str
) -> tuple[Gathering, Invitation | None, InvitedGroup | None]:
    """The gathering for who signs up: those who may see it, and those who hold an invitation or a group's link,
    which come along. Absent otherwise; a wrong key alone is simply none."""
    invitation = _invitation(viewer.network, gathering_id, invited)
    group = invitation.group if invitation else _group(viewer.network, gathering_id, key)
    if invitation is None and group is None:
        return gathering_for(viewer, gathering_id), None, None
    found = Gathering.objects.select_related("owner", "network", "programme", "stage", "locality").get(pk=gathering_id)
    return found, invitation, group


def _invitation(network: Network, gathering_id: int, token: str) -> Invitation | None:
    try:
        uuid = UUID(token)
    except ValueError:
        return None
    rows = Invitation.objects.select_related("group", "account")
    return rows.filter(token=uuid, gathering_id=gathering_id, gathering__network=network).first()


def _group(network: Network, gathering_id: int, key: str) -> InvitedGroup | None:
    try:
        pk = int(GROUP_KEYS.unsign(key))
    except (BadSignature, ValueError):
        return None
    return InvitedGroup.objects.filter(pk=pk, gathering_id=gathering_id, gathering__network=network).first()


def invitation_by_token(network: Network, token: UUID) -> Invitation:
    """The invitation that a letter's link leads to. Whoever holds the link may answer it."""
    return or_absent(
        Invitation.objects.select_related(
            "gathering__owner", "gathering__locality", "gathering__network", "sign_up", "group", "account"
        )
        .filter(gathering__network=network, token=token)
        .first()
    )


def invitation_to_run(gathering: Gathering, invitation_id: int) -> Invitation:
    return or_absent(gathering.invitations.filter(pk=invitation_id).first())


def question_to_edit(gathering: Gathering, question_id: int) -> SignUpQuestion:
    return or_absent(gathering.sign_up_questions.filter(pk=question_id).first())


def gathering_with_answers(viewer: Viewer, gathering_id: int) -> Gathering:
    """The gathering if this viewer may see what people answered at sign-up; Absent otherwise."""
    gathering = gathering_to_run(viewer, gathering_id)
    if not rules.may_see_answers(viewer, gathering):
        raise Absent
    return gathering


def companion(lead: SignUp, sign_up_id: int) -> SignUp:
    """One of the others of a group, for the one who signed it up."""
    return or_absent(lead.company.filter(pk=sign_up_id).first())


def sign_up_by_token(network: Network, token: UUID) -> SignUp:
    """The place that a letter's link leads to. Whoever holds the link may see and give back the place."""
    return or_absent(
        SignUp.objects.select_related("gathering", "gathering__owner", "gathering__locality", "gathering__network")
        .filter(gathering__network=network, cancel_token=token)
        .first()
    )


def sign_up_to_run(gathering: Gathering, sign_up_id: int) -> SignUp:
    return or_absent(gathering.sign_ups.filter(pk=sign_up_id).first())
