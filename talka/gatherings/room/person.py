"""A person's own data in gatherings: given to them, and taken away."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from talka.foundation.wording import said
from talka.gatherings import actions, queries
from talka.gatherings.models import Participant, SignUp
from talka.identity.models import Account


def export_person(account: Account) -> Mapping[str, Any]:
    """Places that this person keeps, waits for or gave back, by account or by the same address."""
    own = SignUp.objects.filter(Q(account=account) | Q(email__iexact=account.email)).select_related("gathering")
    return {
        "sign_ups": [
            {
                "gathering": said(each.gathering.title),
                "starts_at": each.gathering.starts_at.isoformat(),
                "name": each.name,
                "email": each.email,
                "comes_from": each.comes_from,
                "state": each.state,
                "signed_up_at": each.signed_up_at.isoformat(),
            }
            for each in own
        ],
        "answers_at_sign_up": queries.answers_exported(account),
        "invitations": queries.invitations_exported(account),
        "attendance": queries.attendance_exported(account),
        "calendars": queries.feeds_exported(account),
    }


def erase_person(account: Account) -> None:
    """Give back what is kept for later, and take name and address from what is left as a number."""
    for each in SignUp.objects.filter(Q(account=account) | Q(email__iexact=account.email)):
        actions.forget_sign_up(sign_up=each)
    actions.forget_invitations(account=account)
    for participant in Participant.objects.filter(Q(account=account) | Q(email__iexact=account.email)):
        actions.forget_participant(participant=participant)
    actions.forget_feeds(account=account)
