"""Letters to those who signed up: written by a job, in the language in which they signed up."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from talka.foundation.wording import said
from talka.gatherings.models import Gathering, SignUp

LETTERS = ("kept", "waiting", "let_in", "called_off")


def write_later(letter: str, sign_up_id: int) -> None:
    """Ask for a letter once the surrounding transaction is committed."""
    assert letter in LETTERS
    transaction.on_commit(lambda: write_letter.enqueue(letter, sign_up_id))


@task()
def write_letter(letter: str, sign_up_id: int) -> None:
    """Send one letter. Nothing is sent where the place was given back in the meantime."""
    sign_up = (
        SignUp.objects.select_related("gathering", "gathering__network", "gathering__owner", "gathering__locality")
        .filter(pk=sign_up_id)
        .exclude(state=SignUp.State.CANCELLED)
        .first()
    )
    if sign_up is None:
        return
    gathering, network = sign_up.gathering, sign_up.gathering.network
    language = sign_up.language or network.language
    with translation.override(language), timezone.override(ZoneInfo(network.time_zone)):
        place = reverse("gatherings:place", args=[network.slug, sign_up.cancel_token])
        page = reverse("gatherings:gathering", args=[network.slug, gathering.pk])
        body = render_to_string(
            f"gatherings/letters/{letter}.txt",
            {
                "sign_up": sign_up,
                "gathering": gathering,
                "title": said(gathering.title),
                "reason": said(gathering.cancel_reason),
                "network": network,
                "place_url": f"{settings.ADDRESS}{place}",
                "gathering_url": f"{settings.ADDRESS}{page}",
            },
        )
        send_mail(_subject(letter, gathering), body, None, [sign_up.email])


def _subject(letter: str, gathering: Gathering) -> str:
    title = said(gathering.title)
    if letter == "waiting":
        return _("You are on the waiting list: %(title)s") % {"title": title}
    if letter == "called_off":
        return _("It does not take place: %(title)s") % {"title": title}
    return _("A place is kept for you: %(title)s") % {"title": title}
