"""What Talka knows of a person."""

from typing import Any

from talka.foundation import rooms
from talka.foundation.audit.models import AuditRecord
from talka.identity.models import Account


def my_data(account: Account) -> dict[str, Any]:
    """Everything that is kept about this person, as JSON: account, what they did, and what each room holds.

    Answers to anonymous consultations are not among it, because nobody can tell whose they are.
    """
    trail = AuditRecord.objects.filter(account=account).select_related("network").order_by("at", "pk")
    return {
        "account": {
            "email": account.email,
            "name": account.name,
            "language": account.language,
            "since": account.joined_at.isoformat(),
            "last_signed_in": account.last_login.isoformat() if account.last_login else None,
        },
        "actions": [
            {
                "at": record.at.isoformat(),
                "network": record.network.name,
                "verb": record.verb,
                "kind": record.kind,
                "what": record.title,
            }
            for record in trail
        ],
        **rooms.export_person(account),
    }
