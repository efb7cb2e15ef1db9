"""Inviting people by letter, one by one or many at once, and what they answer."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.owners.models import Owner
from talka.foundation.wording import Wording, said
from talka.gatherings.actions.letters import full
from talka.gatherings.models import Gathering, Invitation, InvitedGroup
from talka.identity.models import Account


@dataclass(frozen=True)
class Guest:
    """Somebody to invite: an account of the network, or an address."""

    email: str
    name: str = ""
    account: Account | None = None
    owner: Owner | None = None
    language: str = ""


@transaction.atomic
def invite(
    *,
    acting_user: Account | None,
    gathering: Gathering,
    guests: Iterable[Guest],
    group: InvitedGroup | None = None,
    message: Wording | None = None,
) -> list[Invitation]:
    """Invite these people and write to each once. Whoever was invited before is left out. Returns the new ones.

    Raises Refusal after the gathering has begun or where it was called off.
    """
    if gathering.state != Gathering.State.PLANNED or gathering.starts_at <= timezone.now():
        raise Refusal(_("It has begun or was called off, so nobody can be invited any more."))
    known = {email.lower() for email in gathering.invitations.values_list("email", flat=True)}
    made = []
    for guest in guests:
        if not guest.email or guest.email.lower() in known:
            continue
        known.add(guest.email.lower())
        made.append(
            Invitation.objects.create(
                gathering=gathering,
                email=guest.email.lower(),
                account=guest.account,
                name=guest.name,
                owner=guest.owner,
                group=group,
                message=message or {},
                language=guest.language,
                invited_by=acting_user,
            )
        )
    for each in made:
        _write(each.pk)
    if group is not None and made and group.invited_on is None:
        group.invited_on = timezone.localdate()
        group.save(update_fields=["invited_on"])
    if made:
        record(acting_user=acting_user, network=gathering.network, verb="invited", target=gathering, invited=len(made))
    return made


@transaction.atomic
def invite_again(*, acting_user: Account | None, invitation: Invitation) -> None:
    """Write once more to somebody who has not answered."""
    if invitation.answer:
        raise Refusal(_("The answer is here already."))
    _write(invitation.pk)
    record(
        acting_user=acting_user,
        network=invitation.gathering.network,
        verb="invited",
        target=invitation.gathering,
        invited=1,
    )


@transaction.atomic
def withdraw_invitation(*, acting_user: Account | None, invitation: Invitation) -> None:
    """Take the invitation back; its link leads nowhere any more. A place that was kept stays."""
    record(
        acting_user=acting_user,
        network=invitation.gathering.network,
        verb="withdrew invitation",
        target=invitation.gathering,
    )
    invitation.delete()


@transaction.atomic
def open_invitation(*, invitation: Invitation) -> None:
    """The link was opened for the first time, by the person or by what looks through their mail."""
    if invitation.opened_at is None:
        Invitation.objects.filter(pk=invitation.pk, opened_at__isnull=True).update(opened_at=timezone.now())


@transaction.atomic
def decline_invitation(*, acting_user: Account | None, invitation: Invitation) -> Invitation:
    """Cannot come. May still be changed until the gathering begins; who keeps a place gives it back first."""
    standing = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if standing.answer != Invitation.Answer.CANNOT:
        standing.answer, standing.answered_at = Invitation.Answer.CANNOT, timezone.now()
        standing.save(update_fields=["answer", "answered_at"])
        record(
            acting_user=acting_user,
            network=invitation.gathering.network,
            verb="declined invitation",
            target=invitation.gathering,
        )
    return standing


@transaction.atomic
def forget_invitations(*, account: Account) -> None:
    """Take name and address from the letters that went to this person; that somebody was invited stays as a number."""
    for each in Invitation.objects.filter(Q(account=account) | Q(email__iexact=account.email)):
        each.name, each.email, each.account = "…", f"forgotten-{each.pk}@invalid.example", None
        each.token = uuid.uuid4()
        each.save(update_fields=["name", "email", "account", "token"])


def _write(invitation_id: int) -> None:
    transaction.on_commit(lambda: write_invitation.enqueue(invitation_id))


@task()
def write_invitation(invitation_id: int) -> None:
    """Send one invitation, in the language of the person. Nothing is sent for what was withdrawn or has begun."""
    invitation = (
        Invitation.objects.select_related(
            "gathering__network", "gathering__owner", "gathering__locality", "group", "account", "invited_by"
        )
        .filter(pk=invitation_id)
        .first()
    )
    now = timezone.now()
    if invitation is None or invitation.gathering.starts_at <= now:
        return
    gathering, network = invitation.gathering, invitation.gathering.network
    language = invitation.language or network.language
    with translation.override(language), timezone.override(ZoneInfo(network.time_zone)):
        title = said(gathering.title)
        body = render_to_string(
            "gatherings/letters/invitation.txt",
            {
                "invitation": invitation,
                "gathering": gathering,
                "sign_up": None,
                "title": title,
                "about": said(gathering.about),
                "message": said(invitation.message) or (said(invitation.group.message) if invitation.group else ""),
                "network": network,
                "answer_url": full("invitation", gathering, invitation.token),
                "gathering_url": full("gathering", gathering, gathering.pk),
            },
        )
        subject = _("You are invited: %(title)s") % {"title": title}
        EmailMultiAlternatives(subject, body, None, [invitation.email]).send()
    Invitation.objects.filter(pk=invitation.pk, sent_at__isnull=True).update(sent_at=now)
