"""Minutes on paper: the draft with its mark, or the approved version."""

from pathlib import Path
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talka.foundation.documents.typeset import pdf
from talka.foundation.language import bound, written_day
from talka.foundation.wording import Wording, best
from talka.gatherings.models import Gathering, Participant
from talka.gatherings.queries import MinutesShown
from talka.gatherings.queries.minutes import ItemShown
from talka.programmes.queries import credits

TEMPLATE = Path(__file__).resolve().parent.parent / "templates" / "gatherings" / "minutes.typ"


def minutes_pdf(gathering: Gathering, shown: MinutesShown, *, language: str, names: bool, names_present: bool) -> bytes:
    """The minutes as an accessible PDF in this language. Who was there is named only with `names_present`, who does
    what only with `names`; otherwise numbers and organisations stand."""
    with translation.override(language):
        return pdf(template=TEMPLATE, data=_data(gathering, shown, language, names, names_present))


def _data(gathering: Gathering, shown: MinutesShown, language: str, names: bool, names_present: bool) -> dict[str, Any]:
    first = gathering.network.language

    def said(wording: Wording | None) -> str:
        tag, words = best(wording, [language, first])
        return bound(words, tag or None)

    approved = shown.minutes.approved_at
    count = len(shown.there.present)
    where = ", ".join(part for part in (gathering.place, gathering.locality and gathering.locality.name) if part)
    return {
        "language": language,
        "network": gathering.network.name,
        "title": said(gathering.title),
        "kind": str(gathering.get_kind_display()),
        "host": {
            "name": gathering.owner.name,
            "short_name": gathering.owner.short_name,
            "dye": gathering.owner.dye,
            "shape": gathering.owner.shape,
        },
        "draft": shown.draft,
        "draft_line": _("Draft of %(day)s") % {"day": written_day(timezone.localdate(), year=True)},
        "facts": [
            [label, words]
            for label, words in (
                (_("When"), _times(gathering)),
                (_("Where"), where),
                (_("Led by"), shown.chair),
                (_("Minutes kept by"), shown.keeper),
                (_("Present"), _people(shown.there.present) if names_present else _counted(count)),
                (_("Excused"), _people(shown.there.excused) if names_present else ""),
            )
            if words
        ],
        "days": [
            {
                "day": written_day(day.day, weekday=True),
                "title": said(day.title),
                "outcome": said(day.outcome),
                "sessions": [
                    {
                        "time": _clock(each.starts_at, each.ends_at),
                        "topic": said(each.topic),
                        "lecturers": each.lecturers,
                        "outcome": said(each.outcome),
                    }
                    for each in day.said
                ],
            }
            for day in shown.days
            if day.outcome or day.said
        ],
        "several_days": len(shown.days) > 1,
        "text": said(shown.text),
        "decisions": [{"number": each.number, "text": said(each.text)} for each in shown.decisions],
        "items": [
            {
                "text": said(each.text),
                "who": _who(each, names),
                "due": written_day(each.due_on, year=True) if each.due_on else "",
            }
            for each in shown.items
        ],
        "approved": _("Approved on %(day)s, version %(number)s.")
        % {"day": written_day(timezone.localtime(approved), year=True), "number": shown.version.number}
        if shown.version and approved
        else "",
        "credits": [each.sentence or each.name for each in credits(gathering.programme)] if gathering.programme else [],
        "words": {
            "minutes": _("Minutes"),
            "decisions": _("Decided"),
            "items": _("Who does what by when"),
            "what": _("What"),
            "who": _("Who"),
            "when": _("By when"),
            "else": _("What was talked about"),
            "page": _("{number} of {total}"),
        },
    }


def _times(gathering: Gathering) -> str:
    starts, ends = timezone.localtime(gathering.starts_at), timezone.localtime(gathering.ends_at)
    if starts.date() == ends.date():
        return f"{written_day(starts, weekday=True, year=True)}, {_clock(starts, ends)}"
    return f"{written_day(starts, weekday=True)} – {written_day(ends, weekday=True, year=True)}"


def _clock(starts: Any, ends: Any) -> str:
    return f"{timezone.localtime(starts):%H:%M}–{timezone.localtime(ends):%H:%M}"


def _people(people: list[Participant]) -> str:
    return "; ".join(_person(each) for each in people)


def _person(person: Participant) -> str:
    origin = person.owner.short_name if person.owner else person.comes_from
    return f"{person.name} ({origin})" if origin else person.name


def _counted(count: int) -> str:
    return ngettext("%(count)d person", "%(count)d people", count) % {"count": count} if count else ""


def _who(item: ItemShown, names: bool) -> str:
    who = str(item.account) if item.account else item.participant.name if item.participant else ""
    found = [who if names else "", item.owner.name if item.owner else ""]
    return ", ".join(each for each in found if each) or _("one of those present")
