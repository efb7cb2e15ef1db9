"""What a person does with their own account."""

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from talka.foundation import rooms
from talka.foundation.audit.models import AuditRecord
from talka.identity.models import Account

GONE = "—"


@transaction.atomic
def change_me(*, acting_user: Account, name: str, language: str) -> Account:
    """Change how a person is called here and in which language mails reach them."""
    acting_user.name, acting_user.language = name.strip(), language
    acting_user.save(update_fields=["name", "language"])
    return acting_user


@transaction.atomic
def erase_me(*, acting_user: Account) -> None:
    """Take a person out of Talka.

    The row of the account stays, without name, address and any way to sign in, so that what was decided keeps its
    place; in the audit trail a dash stands for the name. Raises Refusal where something must be handed over first.
    """
    rooms.erase_person(acting_user)
    AuditRecord.objects.filter(account=acting_user).update(account_name=GONE)
    for record in AuditRecord.objects.filter(details__person_id=acting_user.pk):
        record.title, record.details["person"] = GONE, GONE
        record.save(update_fields=["title", "details"])
    acting_user.memberships.all().delete()
    for related in ("emailaddress_set", "authenticator_set"):
        getattr(acting_user, related).all().delete()
    acting_user.name = ""
    acting_user.email = f"erased-{acting_user.pk}@invalid"
    acting_user.language = ""
    acting_user.is_active = False
    acting_user.is_staff = acting_user.is_superuser = False
    acting_user.set_unusable_password()
    acting_user.save()
    _end_sessions(acting_user)


def _end_sessions(account: Account) -> None:
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get("_auth_user_id") == str(account.pk):
            session.delete()
