"""What the host of a gathering has to do, part by part: a small registry, so that each part stands in one place.

A part is a page of the host's with a line that says where it stands. It is added to `PARTS` in `running/parts.py`, or from another room by

    register_part(Part("attendance", _("Attendance"), "gatherings:attendance", ON_THE_DAY, says=attendance_stands))

It then stands on the overview (`gatherings:running`), in the tabs above every page of the host's, and is found by
`{% running_tabs gathering %}`.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from talka.foundation.access import Viewer
from talka.gatherings.models import Gathering

BEFORE, ON_THE_DAY, AFTERWARDS = "before", "on_the_day", "afterwards"
PHASES = (BEFORE, ON_THE_DAY, AFTERWARDS)


@dataclass(frozen=True)
class Stands:
    """Where a part stands: a state (done, now, half, todo, late) and the words that say it."""

    state: str
    words: str


def _always(_gathering: Gathering) -> bool:
    return True


@dataclass(frozen=True)
class Part:
    """One part of running a gathering.

    `url_name` takes the network's slug and the gathering's id; `pages` names further addresses on which its tab is
    the current one. `says` tells where it stands, in a fixed number of queries, or None where there is nothing to say.
    `shown` leaves it out where it means nothing for this gathering. `button` is the verb on the overview.
    """

    key: str
    title: Any
    url_name: str
    phase: str
    order: int = 50
    says: Callable[[Gathering], Stands | None] | None = None
    shown: Callable[[Gathering], bool] = _always
    pages: tuple[str, ...] = ()
    button: Any = ""

    def url(self, gathering: Gathering) -> str:
        return reverse(self.url_name, args=[gathering.network.slug, gathering.pk])


@dataclass(frozen=True)
class Line:
    """A part as it stands for one gathering."""

    part: Part
    url: str
    stands: Stands | None

    @property
    def open(self) -> bool:
        return self.stands is None or self.stands.state != "done"


_parts: dict[str, Part] = {}


def register_part(part: Part) -> None:
    _parts[part.key] = part


def parts_of(gathering: Gathering) -> list[Part]:
    """The parts of this gathering, in the order in which the work is done. No query."""
    ranked = sorted(_parts.values(), key=lambda part: (PHASES.index(part.phase), part.order))
    return [part for part in ranked if part.shown(gathering)]


def phase_of(gathering: Gathering, now: datetime.datetime | None = None) -> str:
    """Before it, on its days, or afterwards; the day begins at midnight where the network is."""
    moment = now or timezone.now()
    if moment > gathering.ends_at:
        return AFTERWARDS
    return ON_THE_DAY if timezone.localdate(moment) >= timezone.localdate(gathering.starts_at) else BEFORE


def lines(gathering: Gathering, viewer: Viewer) -> dict[str, list[Line]]:
    """By phase: every part with its address and where it stands."""
    found: dict[str, list[Line]] = {phase: [] for phase in PHASES}
    for part in parts_of(gathering):
        stands = part.says(gathering) if part.says else None
        found[part.phase].append(Line(part, part.url(gathering), stands))
    return found


def next_line(found: dict[str, list[Line]], phase: str) -> Line | None:
    """The first part that is not done among those whose time has come."""
    come = PHASES[: PHASES.index(phase) + 1]
    late = [line for key in come for line in found[key] if line.stands is not None and line.stands.state == "late"]
    due = [line for line in found[phase] if line.open and line.stands is not None]
    return next(iter([*late, *due]), None)
