"""What a person does with their own account."""

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q
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
    _take_name_out(acting_user)
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


def _take_name_out(account: Account) -> None:
    """Out of what the records say: those that name the person by id, and those of their networks that name them by
    the name they had."""
    named = Q(details__person_id=account.pk)
    if account.name:
        networks = account.memberships.values("network")
        named |= Q(network__in=networks, details__name=account.name)
        named |= Q(network__in=networks, details__person=account.name)
    for record in AuditRecord.objects.filter(named):
        if record.details.get("person_id") == account.pk:
            record.title = GONE
        for key in ("person", "name"):
            if key in record.details:
                record.details[key] = GONE
        record.save(update_fields=["title", "details"])


def _end_sessions(account: Account) -> None:
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get("_auth_user_id") == str(account.pk):
            session.delete()
