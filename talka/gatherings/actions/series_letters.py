"""Letters about turns: to the one who is asked, and to all when a host is found."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from talka.foundation.owners.queries import accounts_acting_for
from talka.foundation.wording import said
from talka.gatherings.models import HostTurn
from talka.identity.models import Account

LETTERS = ("asked", "accepted")


def write_of_turn(letter: str, turn_id: int) -> None:
    """Ask for letters once the surrounding transaction is committed."""
    assert letter in LETTERS
    transaction.on_commit(lambda: write_turn_letters.enqueue(letter, turn_id))


@task()
def write_turn_letters(letter: str, turn_id: int) -> None:
    """Send the letters of one turn. Nothing is sent where it was answered in the meantime."""
    turn = (
        HostTurn.objects.select_related("series__network", "series__owner", "owner", "gathering__locality")
        .filter(pk=turn_id, state=letter)
        .first()
    )
    if turn is None:
        return
    if letter == "asked":
        readers = accounts_acting_for(turn.owner)
    else:
        readers = list(
            Account.objects.filter(
                standings__owner__in=turn.series.members.filter(left_on__isnull=True).values("owner_id"),
                standings__role__in=["director", "staff"],
                is_active=True,
            ).distinct()
        )
    for reader in readers:
        _write(letter, turn, reader)


def _write(letter: str, turn: HostTurn, reader: Account) -> None:
    series, network = turn.series, turn.series.network
    with translation.override(reader.language or network.language), timezone.override(ZoneInfo(network.time_zone)):
        title = said(series.title)
        url = reverse("gatherings:series", args=[network.slug, series.pk])
        page = reverse("gatherings:gathering", args=[network.slug, turn.gathering_id]) if turn.gathering_id else ""
        body = render_to_string(
            f"gatherings/letters/host_{letter}.txt",
            {
                "turn": turn,
                "reader": reader,
                "title": title,
                "gathering": turn.gathering,
                "gathering_title": said(turn.gathering.title) if turn.gathering else "",
                "network": network,
                "url": f"{settings.ADDRESS}{url}",
                "gathering_url": f"{settings.ADDRESS}{page}" if page else "",
            },
        )
        subject = (
            _("Will you host next? %(title)s") if letter == "asked" else _("The next host is found: %(title)s")
        ) % {"title": title}
        send_mail(subject, body, None, [reader.email])
