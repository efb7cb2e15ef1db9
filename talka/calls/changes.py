"""What an amendment changed, as lines that people read."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from talka.foundation.language import written_clock, written_day
from talka.foundation.versions.difference import Change
from talka.foundation.wording import is_wording, said

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00")
NAMES = {
    "title": gettext_lazy("Title"),
    "lead": gettext_lazy("In one or two sentences"),
    "about": gettext_lazy("The call"),
    "who": gettext_lazy("Who may apply"),
    "places": gettext_lazy("How many can be selected"),
    "reserve": gettext_lazy("Places on the reserve list"),
    "threshold": gettext_lazy("Smallest score"),
    "closes_at": gettext_lazy("Deadline"),
    "time_zone": gettext_lazy("Time zone"),
    "blind": gettext_lazy("Blind review"),
    "appeal_days": gettext_lazy("Days for an appeal"),
    "tie_breaks": gettext_lazy("Tie-breaks"),
    "criteria": gettext_lazy("Criteria"),
    "conditions": gettext_lazy("Conditions"),
    "questions": gettext_lazy("Questions of the application"),
    "files": gettext_lazy("Attachments"),
    "quotas": gettext_lazy("Quotas"),
}


@dataclass(frozen=True)
class Told:
    """One change: what, what stood, what stands. Empty words where nothing stood or stands."""

    what: str
    before: str
    after: str


def told(changes: Iterable[Change], time_zone: str) -> list[Told]:
    """Once for each part; a part that was added or taken away is told by its title, a moment in the call's zone."""
    found: dict[tuple[str, str, str], Told] = {}
    for change in changes:
        what = str(NAMES.get(change.where[0], change.where[0]))
        one = Told(what, _words(change.before, time_zone), _words(change.after, time_zone))
        found.setdefault((one.what, one.before, one.after), one)
    return list(found.values())


def _words(value: Any, zone: str) -> str:
    if value is None or value == "" or value == {} or value == []:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if is_wording(value):
        return said(value)
    if isinstance(value, dict):
        for name in ("title", "words"):
            if name in value:
                return said(value[name]) or str(value.get("kind", ""))
        return "; ".join(filter(None, (_words(each, zone) for name, each in value.items() if name != "key")))
    if isinstance(value, list):
        return "; ".join(filter(None, (_words(each, zone) for each in value)))
    if isinstance(value, str) and _is_moment(value):
        moment = datetime.datetime.fromisoformat(value).astimezone(ZoneInfo(zone))
        return f"{written_day(moment.date(), year=True)}, {written_clock(moment.time())}"
    return str(value)


def _is_moment(value: str) -> bool:
    return MOMENT.fullmatch(value) is not None
