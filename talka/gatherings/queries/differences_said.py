"""Differences between a design and what came of it, said in sentences."""

import datetime
from typing import Any

from django.utils.translation import gettext as _

from talka.foundation.language import written_clock
from talka.foundation.wording import Wording, said

Content = dict[str, Any]


def other_lecturers(before: list[str], after: list[str]) -> str:
    if not before:
        return _("Taught by %(after)s.") % {"after": ", ".join(after)}
    if not after:
        return _("No lecturer yet, instead of %(before)s.") % {"before": ", ".join(before)}
    return _("Taught by %(after)s instead of %(before)s.") % {"after": ", ".join(after), "before": ", ".join(before)}


def other_result(before: Wording, after: Wording) -> str:
    if not said(after):
        return _("It yields nothing of its own here.")
    return _("It should yield: %(result)s.") % {"result": said(after).rstrip(".")}


def other_hand_in(after: Wording) -> str:
    if not said(after):
        return _("Nothing is handed in.")
    return _("To be handed in: %(words)s.") % {"words": said(after).rstrip(".")}


def other_times(designed: Content, starts: datetime.datetime, ends: datetime.datetime) -> list[str]:
    """Moved, shortened or lengthened, each said once."""
    was_start, was_end = (datetime.time.fromisoformat(designed[each]) for each in ("starts", "ends"))
    if (was_start, was_end) == (starts.time(), ends.time()):
        return []
    was = _minutes(was_end) - _minutes(was_start)
    now = _minutes(ends.time()) - _minutes(starts.time()) + 1440 * (ends.date() - starts.date()).days
    words = {
        "after": f"{written_clock(starts.time())}–{written_clock(ends.time())}",
        "before": f"{written_clock(was_start)}–{written_clock(was_end)}",
        "minutes": abs(now - was),
    }
    if now < was:
        return [_("Shortened by %(minutes)d minutes: %(after)s instead of %(before)s.") % words]
    if now > was:
        return [_("Longer by %(minutes)d minutes: %(after)s instead of %(before)s.") % words]
    return [_("Moved: %(after)s instead of %(before)s.") % words]


def _minutes(time: datetime.time) -> int:
    return time.hour * 60 + time.minute
