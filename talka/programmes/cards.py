"""Programmes as they stand in lists: one entry each, with the thread in one line."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from talka.foundation import weave
from talka.foundation.owners.models import Owner
from talka.programmes import timeline
from talka.programmes.models import Programme


@dataclass(frozen=True)
class Card:
    programme: Programme
    stages: list[weave.Stage]
    threads: list[Owner]
    places: str
    state: str
    """now, todo or done, by the dates."""


def card(programme: Programme, language: str = "", today: datetime.date | None = None) -> Card:
    """One programme from `queries.programme_for_cards`; asks the database for nothing."""
    day = today or timezone.localdate()
    state = "done" if programme.ends_on < day else "todo" if programme.starts_on > day else "now"
    languages = [get_language() or "en", *([language] if language else [])]
    return Card(
        programme=programme,
        stages=timeline.timeline(programme.stages.all(), today=day, languages=languages),
        threads=timeline.threads(programme.partners.all()),
        places=", ".join(locality.name for locality in programme.localities.all()),
        state=state,
    )


def grouped(programmes: Iterable[Programme], language: str = "") -> list[tuple[str, str, list[Card]]]:
    """(key, title, cards) for now, to come and finished; empty groups are left out."""
    titles = {"now": _("Under way"), "todo": _("To come"), "done": _("Finished")}
    made = [card(programme, language) for programme in programmes]
    groups = [(key, title, [each for each in made if each.state == key]) for key, title in titles.items()]
    return [group for group in groups if group[2]]
