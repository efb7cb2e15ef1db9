"""What happens to a certificate after it was issued."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.certificates.actions.files import remove_file
from talka.certificates.events import CertificateRevoked
from talka.certificates.models import Certificate
from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.events import send
from talka.identity.models import Account


@transaction.atomic
def revoke_certificate(*, acting_user: Account, certificate: Certificate, reason: str) -> Certificate:
    """It does not hold any more. Its page stays and says since when and why; its place on the status list is set.

    Raises Refusal without a reason, or where it was revoked before.
    """
    if not reason.strip():
        raise Refusal(_("Say why. The reason stands on the public page."), "reason")
    current = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if current.revoked_at is not None:
        raise Refusal(_("This certificate was revoked before."))
    current.revoked_at, current.revoked_by, current.revoked_reason = timezone.now(), acting_user, reason.strip()
    current.save(update_fields=["revoked_at", "revoked_by", "revoked_reason"])
    record(
        acting_user=acting_user,
        network=current.network,
        verb="revoked certificate",
        target=current,
    )
    send(CertificateRevoked(current.pk))
    return current


@transaction.atomic
def show_name(*, certificate: Certificate, shown: str) -> Certificate:
    """The holder says whose name the public page shows. Raises Refusal where the name was erased."""
    if certificate.erased_at is not None:
        raise Refusal(_("The name was erased and cannot be shown again."))
    certificate.shown = shown
    certificate.save(update_fields=["shown"])
    return certificate


@transaction.atomic
def note_opened(*, certificate: Certificate) -> None:
    """The holder looked at it: it leaves their desk."""
    if certificate.opened_at is None:
        Certificate.objects.filter(pk=certificate.pk, opened_at__isnull=True).update(opened_at=timezone.now())


@transaction.atomic
def erase_holder(*, certificate: Certificate) -> Certificate:
    """Take the person out: name, address, organisation, paper and credential. Code, numbers and hashes stay.

    Doing it twice changes nothing. A copy that the holder kept is still recognised as genuine.
    """
    current = (
        Certificate.objects.select_for_update(of=("self",)).select_related("paper", "network").get(pk=certificate.pk)
    )
    if current.erased_at is not None:
        return current
    if current.paper is not None:
        remove_file(current.paper)
    current.name = current.email = current.comes_from = current.token = ""
    current.account = current.paper = current.credential = None
    current.shown = Certificate.Shown.NOBODY
    current.erased_at = timezone.now()
    current.save(
        update_fields=[
            "name",
            "email",
            "comes_from",
            "token",
            "account",
            "paper",
            "credential",
            "shown",
            "erased_at",
        ]
    )
    record(acting_user=None, network=current.network, verb="erased holder", target=current)
    return current
