"""What can be done here, one verb each. Page, import and demo all use these."""

from talka.organisations.actions.invitations import (
    accept_invitation,
    invite,
    resend_invitation,
    withdraw_invitation,
)
from talka.organisations.actions.joining import ask_to_join, decide_join_request
from talka.organisations.actions.localities import add_locality, change_locality, remove_locality
from talka.organisations.actions.people import (
    add_member,
    change_network_role,
    give_standing,
    remove_member,
    remove_standing,
)
from talka.organisations.actions.profiles import (
    add_organisation,
    change_organisation,
    change_partnership,
    make_partnership,
    remove_organisation,
)

__all__ = [
    "accept_invitation",
    "add_locality",
    "add_member",
    "add_organisation",
    "ask_to_join",
    "change_locality",
    "change_network_role",
    "change_organisation",
    "change_partnership",
    "decide_join_request",
    "give_standing",
    "invite",
    "make_partnership",
    "remove_locality",
    "remove_member",
    "remove_organisation",
    "remove_standing",
    "resend_invitation",
    "withdraw_invitation",
]
