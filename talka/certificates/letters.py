"""The letter that a holder gets: the link to their certificate, in their language."""

from zoneinfo import ZoneInfo

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from talka.certificates import addresses
from talka.certificates.models import Certificate
from talka.foundation.wording import said


@task()
def write_letter(certificate_id: int) -> None:
    """Send the letter once. Nothing is sent where it was revoked or erased in the meantime."""
    certificate = (
        Certificate.objects.select_related("network", "issued_in__rule")
        .defer("credential", "token")
        .filter(pk=certificate_id, made_at__isnull=False, revoked_at__isnull=True)
        .exclude(email="")
        .first()
    )
    if certificate is None:
        return
    # Whoever sets the time sends: a job that is done twice writes once.
    claimed = Certificate.objects.filter(pk=certificate_id, letter_at__isnull=True).update(letter_at=timezone.now())
    if not claimed:
        return
    network, language = certificate.network, certificate.language
    with translation.override(language), timezone.override(ZoneInfo(network.time_zone)):
        title = said(certificate.issued_in.rule.title, language)
        body = render_to_string(
            "certificates/letters/issued.txt",
            {
                "certificate": certificate,
                "network": network,
                "title": title,
                "mine_url": addresses.full("mine", network, certificate.secret),
                "check_url": addresses.of_certificate(network, certificate.code),
            },
        )
        try:
            send_mail(_("Your certificate: %(title)s") % {"title": title}, body, None, [certificate.email])
        except Exception:
            # Not sent: the next attempt may.
            Certificate.objects.filter(pk=certificate_id).update(letter_at=None)
            raise
