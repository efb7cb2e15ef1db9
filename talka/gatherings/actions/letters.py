"""Letters to those who signed up: written by a job, in the language in which they signed up."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from talka.foundation.wording import said
from talka.gatherings.calendar import Method, calendar_part
from talka.gatherings.models import Gathering, SignUp


@dataclass(frozen=True)
class Letter:
    """`gone` letters go to those who have no place any more, and only to them; `calendar` is the method of the
    calendar entry that it carries."""

    subject: object
    gone: bool = False
    calendar: Method | None = None


LETTERS = {
    "kept": Letter(_("A place is kept for you: %(title)s"), calendar=Method.REQUEST),
    "let_in": Letter(_("A place is kept for you: %(title)s"), calendar=Method.REQUEST),
    "waiting": Letter(_("You are on the waiting list: %(title)s")),
    "offered": Letter(_("A place became free for you: %(title)s")),
    "moved": Letter(_("Your place on the waiting list has changed: %(title)s")),
    "ran_out": Letter(_("The place went to the next: %(title)s"), gone=True),
    "given_back": Letter(_("Your place is given back: %(title)s"), gone=True, calendar=Method.CANCEL),
    "changed": Letter(_("Time or place has changed: %(title)s"), calendar=Method.REQUEST),
    "reminder": Letter(_("Soon: %(title)s"), calendar=Method.REQUEST),
    "called_off": Letter(_("It does not take place: %(title)s"), calendar=Method.CANCEL),
}


def write_later(letter: str, sign_up_id: int) -> None:
    """Ask for a letter once the surrounding transaction is committed."""
    assert letter in LETTERS
    transaction.on_commit(lambda: write_letter.enqueue(letter, sign_up_id))


@task()
def write_letter(letter: str, sign_up_id: int) -> None:
    """Send one letter. Nothing is sent where what it tells is no longer so: the place was given back in the meantime,
    or taken again."""
    sign_up = (
        SignUp.objects.select_related("gathering", "gathering__network", "gathering__owner", "gathering__locality")
        .filter(pk=sign_up_id)
        .first()
    )
    kind = LETTERS[letter]
    if sign_up is None or not sign_up.email or (sign_up.state == SignUp.State.CANCELLED) != kind.gone:
        return
    gathering, network = sign_up.gathering, sign_up.gathering.network
    language = sign_up.language or network.language
    with translation.override(language), timezone.override(ZoneInfo(network.time_zone)):
        body = render_to_string(
            f"gatherings/letters/{letter}.txt",
            {
                "sign_up": sign_up,
                "gathering": gathering,
                "title": said(gathering.title),
                "reason": said(gathering.cancel_reason),
                "network": network,
                "company": list(sign_up.company.exclude(state=SignUp.State.CANCELLED)),
                "last_move": sign_up.gathering.waiting_moves.first() if letter == "moved" else None,
                "number": _number(sign_up),
                "place_url": full("place", gathering, sign_up.cancel_token),
                "gathering_url": full("gathering", gathering, gathering.pk),
                "sign_up_url": full("sign_up", gathering, gathering.pk),
            },
        )
        message = EmailMultiAlternatives(
            str(kind.subject) % {"title": said(gathering.title)}, body, None, [sign_up.email]
        )
        # Whoever waits has nothing to put into a calendar.
        if kind.calendar and (kind.gone or letter == "called_off" or sign_up.state == SignUp.State.COMING):
            calendar_part(gathering, sign_up, kind.calendar).put_into(message)
        message.send()


def full(name: str, gathering: Gathering, *parts: object) -> str:
    """A full address, for a mail."""
    return f"{settings.ADDRESS}{reverse(f'gatherings:{name}', args=[gathering.network.slug, *parts])}"


def _number(sign_up: SignUp) -> int | None:
    from talka.gatherings.queries import place_in_waiting

    return place_in_waiting(sign_up)
