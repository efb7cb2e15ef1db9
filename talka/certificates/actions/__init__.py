"""What people do with certificates. Each action is a transaction with its record in the trail."""

from talka.certificates.actions.certificates import (
    erase_holder,
    note_opened,
    reissue_certificate,
    revoke_certificate,
    show_name,
)
from talka.certificates.actions.issuing import issue_certificates
from talka.certificates.actions.keys import ready_key, revoke_key, rotate_keys
from talka.certificates.actions.making import carry_on, make_papers, take_up_unfinished
from talka.certificates.actions.rules import set_rule
from talka.certificates.actions.works import accept_work, erase_work, hand_in_work, return_work

__all__ = [
    "accept_work",
    "carry_on",
    "erase_holder",
    "erase_work",
    "hand_in_work",
    "issue_certificates",
    "make_papers",
    "note_opened",
    "ready_key",
    "reissue_certificate",
    "return_work",
    "revoke_certificate",
    "revoke_key",
    "rotate_keys",
    "set_rule",
    "show_name",
    "take_up_unfinished",
]
