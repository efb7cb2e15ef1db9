"""Mails go out as jobs, so that a slow mail server keeps nobody waiting."""

from django.utils import translation
from django_tasks import task

from talka.foundation import language
from talka.identity.queries import coordinators
from talka.organisations import letters
from talka.organisations.models import Invitation, JoinRequest


@task()
def send_invitation(invitation_id: int) -> None:
    invitation = Invitation.objects.select_related("network", "invited_by").get(pk=invitation_id)
    if invitation.state != "waiting":
        return
    with translation.override(invitation.language):
        until = language.written_day(letters.last_day(invitation), year=True)
    letters.send(
        template="invitation",
        to=invitation.email,
        language=invitation.language,
        context={
            "invitation": invitation,
            "network": invitation.network,
            "until": until,
            "roles": invitation.roles.select_related("owner").order_by("owner__name"),
            "link": letters.link("invitation", invitation.token),
        },
        answers_to=[invitation.invited_by.email] if invitation.invited_by else [],
    )


@task()
def announce_join_request(request_id: int) -> None:
    """Tell every coordinator, each in their own language."""
    request = JoinRequest.objects.select_related("network", "account").get(pk=request_id)
    for coordinator in coordinators(request.network):
        letters.send(
            template="join_request",
            to=coordinator.email,
            language=coordinator.language or request.network.language,
            context={
                "request": request,
                "network": request.network,
                "link": letters.link("organisations:join_request", request.network.slug, request.pk),
            },
            answers_to=[request.account.email],
        )


@task()
def send_decision(request_id: int) -> None:
    request = JoinRequest.objects.select_related("network", "account", "decided_by", "owner").get(pk=request_id)
    letters.send(
        template="join_decision",
        to=request.account.email,
        language=request.account.language or request.language,
        context={
            "request": request,
            "network": request.network,
            "accepted": request.state == JoinRequest.State.ACCEPTED,
            "link": letters.link("network:desk", request.network.slug),
        },
        answers_to=[request.decided_by.email] if request.decided_by else [],
    )
