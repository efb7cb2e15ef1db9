"""What the program says of a call's terms: the deadline with its zone, quotas, tie-breaks."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from babel.dates import format_date, get_timezone_name
from django.utils.translation import gettext as _

from talka.calls import rules
from talka.calls.models import ApplicantKind, Call
from talka.calls.terms import Quota, Terms
from talka.foundation.language import current_locale, day_and_month, written_clock, written_day
from talka.foundation.wording import said
from talka.organisations.models import Sector


@dataclass(frozen=True)
class Deadline:
    """A deadline as it is announced: `local` on the clock of its zone, the zone's name, and how far from UTC."""

    local: datetime.datetime
    zone: str
    offset: str

    @property
    def day(self) -> str:
        return written_day(self.local.date(), weekday=True, year=True)

    @property
    def time(self) -> str:
        return written_clock(self.local.time())

    @property
    def month(self) -> str:
        return day_and_month(self.local.date())[1]

    @property
    def weekday(self) -> str:
        return format_date(self.local.date(), "EEEE", locale=current_locale())


def deadline_of(terms: Terms) -> Deadline | None:
    if terms.closes_at is None:
        return None
    local = terms.closes_at.astimezone(ZoneInfo(terms.time_zone))
    name = get_timezone_name(local, width="long", locale=current_locale())
    return Deadline(local, name, _offset(local))


def closed_words(call: Call) -> str:
    """Why nothing can be sent to a call."""
    if rules.is_called_off(call):
        return _("This call was called off.")
    return _("This call is closed: its deadline has passed.")


def _offset(local: datetime.datetime) -> str:
    """UTC+2, UTC+5:30, UTC."""
    minutes = int((local.utcoffset() or datetime.timedelta()).total_seconds()) // 60
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}{f':{rest:02}' if rest else ''}"


def group_words(attribute: str, group: str, places: Mapping[str, str]) -> str:
    """What a group is called."""
    if attribute == "sector" and group in Sector.values:
        return str(Sector(group).label)
    if attribute == "kind" and group in ApplicantKind.values:
        return str(ApplicantKind(group).label)
    if attribute == "locality":
        return places.get(group, group)
    return group


def quota_words(quota: Quota, places: Mapping[str, str]) -> str:
    """A quota as a sentence."""
    most, least = quota.at_most, quota.at_least
    if not quota.group:
        sentences = {
            "county": _("At most %(most)s from each county or region"),
            "locality": _("At most %(most)s from each locality"),
            "sector": _("At most %(most)s of each sector"),
            "kind": _("At most %(most)s of each kind of applicant"),
        }
        return sentences[quota.attribute] % {"most": most}
    named = {"group": group_words(quota.attribute, quota.group, places), "most": most, "least": least}
    if most is not None and least is not None:
        return _("%(group)s: at least %(least)s, at most %(most)s") % named
    if least is not None:
        return _("%(group)s: at least %(least)s") % named
    return _("%(group)s: at most %(most)s") % named


def tie_break_words(terms: Terms, call: Call) -> list[str]:
    """The stated tie-breaks in their order; a lot with the seed from which anybody can draw it again."""
    found = []
    titles = {each.key: said(each.title) for each in terms.criteria}
    for each in terms.tie_breaks:
        if each == "spread":
            found.append(_("the one on which reviewers agree more"))
        elif each == "lot":
            seed = call.lot if call.closes_at else "…"
            found.append(
                _("a lot, drawn by SHA-256 from “%(seed)s” and the number of the application") % {"seed": seed}
            )
        elif each in titles:
            found.append(_("the higher mark for “%(title)s”") % {"title": titles[each]})
    return found
