"""Fill an empty database with the demonstration."""

import datetime
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone, translation

from talka.identity.models import Network
from talka.site.demo import kaunas, trainings, varsinais_suomi
from talka.site.demo.tomaszow import replay as tomaszow


def is_filled() -> bool:
    return Network.objects.exists()


def fill(progress: Callable[[str], None], today: datetime.date | None = None) -> None:
    """Make the four networks. Each is one transaction, so that a demo which was stopped half-way begins anew."""
    day = today or timezone.localdate()
    replays: list[tuple[str, Callable[[], object]]] = [
        ("Tomaszów Mazowiecki", lambda: tomaszow.replay(day)),
        ("Kultūros inovacijos regionuose", trainings.replay),
        ("Kaunas", kaunas.replay),
        ("Varsinais-Suomi", varsinais_suomi.replay),
    ]
    with translation.override("pl"):
        for name, replay in replays:
            progress(name)
            with transaction.atomic():
                replay()
