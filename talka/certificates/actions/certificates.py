"""What happens to a certificate after it was issued."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.certificates.actions.files import remove_file
from talka.certificates.actions.issuing import Unused
from talka.certificates.actions.making import make_papers
from talka.certificates.events import CertificateRevoked, CertificatesIssued
from talka.certificates.letters import write_revoked
from talka.certificates.models import Certificate, CertificateSet
from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.events import send
from talka.identity.models import Account


@transaction.atomic
def revoke_certificate(
    *, acting_user: Account, certificate: Certificate, reason: str, letter: bool = True
) -> Certificate:
    """It does not hold any more. Its page stays and says since when and why; its place on the status list is set.
    The holder gets a letter with the reason and whom to ask.

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
    if letter and current.email:
        transaction.on_commit(lambda: write_revoked.enqueue(current.pk))
    return current


@transaction.atomic
def reissue_certificate(
    *,
    acting_user: Account,
    certificate: Certificate,
    name: str,
    email: str = "",
    comes_from: str = "",
    language: str = "",
    reason: str = "",
) -> Certificate:
    """Issue it anew to the same person, after an error: with the right name, or because it was revoked by mistake.

    A new paper and a new credential from the numbers that were frozen on the day of issue; what was signed before
    cannot be put right, so the old one is revoked for this reason if it still holds, and its page says what stands in
    its place. The letter is that of a new certificate. Raises Refusal where one stands in its place already, another
    one of this person holds, or the holder was taken out.
    """
    current = (
        Certificate.objects.select_for_update(of=("self",))
        .select_related("network", "issued_in__cohort__cycle__programme", "issued_in__rule")
        .get(pk=certificate.pk)
    )
    if current.erased_at is not None:
        raise Refusal(_("The holder was taken out of it; there is nobody to issue it to."))
    if Certificate.objects.filter(replaces=current).exists():
        raise Refusal(_("Another certificate stands in its place already."))
    if Certificate.objects.filter(member=current.member_id, revoked_at__isnull=True).exclude(pk=current.pk).exists():
        raise Refusal(_("Another certificate of this person holds."))
    if current.revoked_at is None:
        revoke_certificate(acting_user=acting_user, certificate=current, reason=reason, letter=False)
    moment, unused, before = timezone.now(), Unused(current.network), current.issued_in
    issued = CertificateSet.objects.create(
        cohort=before.cohort, rule=before.rule, issued_by=acting_user, issued_at=moment, touched_at=moment
    )
    made = Certificate.objects.create(
        network=current.network,
        member=current.member,
        issued_in=issued,
        code=unused.code(),
        status_index=unused.place(),
        subject=current.subject,
        account=current.account,
        name=name,
        email=email,
        comes_from=comes_from,
        language=language or current.language,
        shown=current.shown,
        issued_at=moment,
        facts=current.facts,
        replaces=current,
    )
    record(acting_user=acting_user, network=current.network, verb="reissued certificate", target=current, new=made.code)
    send(CertificatesIssued(issued.pk))
    transaction.on_commit(lambda: make_papers.enqueue(issued.pk))
    return made


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
