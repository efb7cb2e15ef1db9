"""The letters that a holder gets, in their language: the link to their certificate, and that it was revoked."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from talka.certificates import addresses, codes
from talka.certificates.models import Certificate
from talka.foundation.wording import said
from talka.organisations.queries import profiles_of


@task()
def write_letter(certificate_id: int) -> None:
    """Send the letter once. Nothing is sent where it was revoked or erased in the meantime."""
    _write(certificate_id, "issued", "letter_at", revoked=False)


@task()
def write_revoked(certificate_id: int) -> None:
    """Say once that it does not hold any more, why, and whom to ask."""
    _write(certificate_id, "revoked", "revoked_letter_at", revoked=True)


def _write(certificate_id: int, letter: str, moment: str, *, revoked: bool) -> None:
    """Set `letters/<letter>.txt` and send it, if nobody did before; `moment` names the column that says so."""
    certificate = (
        Certificate.objects.select_related(
            "network", "issued_in__rule", "replaces", "member__cohort__cycle__programme__owner"
        )
        .defer("credential", "token", "replaces__credential", "replaces__token")
        .filter(pk=certificate_id, made_at__isnull=False, revoked_at__isnull=not revoked)
        .exclude(email="")
        .first()
    )
    if certificate is None:
        return
    # Whoever sets the time sends: a job that is done twice writes once.
    untold = Certificate.objects.filter(pk=certificate_id, **{f"{moment}__isnull": True})
    if not untold.update(**{moment: timezone.now()}):
        return
    network, language = certificate.network, certificate.language
    with translation.override(language), timezone.override(ZoneInfo(network.time_zone)):
        title = said(certificate.issued_in.rule.title, language)
        subject = (
            _("Your certificate does not hold any more: %(title)s") if revoked else _("Your certificate: %(title)s")
        )
        body = render_to_string(
            f"certificates/letters/{letter}.txt",
            {
                "certificate": certificate,
                "network": network,
                "title": title,
                "code": codes.grouped(certificate.code),
                "mine_url": addresses.full("mine", network, certificate.secret),
                "check_url": addresses.of_certificate(network, certificate.code),
                **_whom_to_ask(certificate),
            },
        )
        try:
            send_mail(subject % {"title": title}, body, None, [certificate.email])
        except Exception:
            # Not sent: the next attempt may.
            Certificate.objects.filter(pk=certificate_id).update(**{moment: None})
            raise


def _whom_to_ask(certificate: Certificate) -> dict[str, Any]:
    """Who leads the programme, and how they are reached."""
    programme = certificate.member.cohort.cycle.programme
    profile = profiles_of([programme.owner_id]).get(programme.owner_id)
    page = reverse("programmes:story", args=[certificate.network.slug, programme.slug])
    return {
        "host": programme.owner,
        "host_email": profile.email if profile else "",
        "host_url": f"{settings.ADDRESS}{page}",
    }
