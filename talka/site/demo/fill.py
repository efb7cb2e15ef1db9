"""Fill an empty database with the demonstration."""

import datetime
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone, translation

from talka.identity.models import Account, Network
from talka.site.demo import five_localities, innovation_cycle, kaunas, regions, varsinais_suomi
from talka.site.demo.tomaszow import replay as tomaszow
from talka.site.models import DemoFilling


class NotEmpty(Exception):
    """The database holds networks or accounts that the demonstration did not make."""


def is_filled() -> bool:
    return DemoFilling.objects.exists()


def fill(progress: Callable[[str], None], today: datetime.date | None = None) -> None:
    """Make the four networks in one transaction, so that a demo which was stopped half-way begins anew.

    Raises NotEmpty where anything stands already: the demonstration never mixes with real work.
    """
    if Network.objects.exists() or Account.objects.exists():
        raise NotEmpty
    day = today or timezone.localdate()
    replays: list[tuple[str, Callable[[], object]]] = [
        ("Tomaszów Mazowiecki", lambda: tomaszow.replay(day)),
        ("Kultūros inovacijos regionuose", lambda: _regions(day)),
        ("Kaunas", kaunas.replay),
        ("Varsinais-Suomi", varsinais_suomi.replay),
    ]
    with translation.override("pl"), transaction.atomic():
        DemoFilling.objects.create()
        for name, replay in replays:
            progress(name)
            replay()


def _regions(today: datetime.date) -> None:
    """Two training projects in one network, which is made once."""
    ground = regions.make()
    innovation_cycle.replay(ground)
    five_localities.replay(ground, today)
