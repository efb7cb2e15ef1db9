"""The desk: what is mine to do, by date; then what is mine; then what happened."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from talka.foundation import language, rooms
from talka.foundation.access import NetworkRequest, Viewer, members_only
from talka.foundation.audit.models import AuditRecord
from talka.foundation.audit.queries import records_for
from talka.foundation.audit.sentences import sentence
from talka.foundation.rooms import Task

NEWS = 8


@dataclass(frozen=True)
class Day:
    """A heading of the desk with what falls under it. `key` is late, today, tomorrow and so on."""

    key: str
    title: str
    when: str
    tasks: list[Task]


def days(tasks: Sequence[Task], today: datetime.date) -> list[Day]:
    """Tasks under Late, Today, Tomorrow, This week, Next week, Later, and When there is time; empty ones left out."""
    tomorrow = today + datetime.timedelta(days=1)
    sunday = today + datetime.timedelta(days=6 - today.weekday())
    next_sunday = sunday + datetime.timedelta(days=7)

    def key(task: Task) -> str:
        if task.due is None:
            return "some_time"
        if task.due < today:
            return "overdue"
        if task.due == today:
            return "today"
        if task.due == tomorrow:
            return "tomorrow"
        if task.due <= sunday:
            return "this_week"
        return "next_week" if task.due <= next_sunday else "later"

    sorted_out: dict[str, list[Task]] = {}
    for task in tasks:
        sorted_out.setdefault(key(task), []).append(task)
    later = [task.due for task in sorted_out.get("later", []) if task.due]
    headings = (
        ("overdue", _("Late"), ""),
        ("today", _("Today"), language.written_day(today, weekday=True)),
        ("tomorrow", _("Tomorrow"), language.written_day(tomorrow, weekday=True)),
        ("this_week", _("This week"), language.written_period(tomorrow + datetime.timedelta(days=1), sunday)),
        ("next_week", _("Next week"), language.written_period(sunday + datetime.timedelta(days=1), next_sunday)),
        ("later", _("Later"), language.written_months(min(later), max(later)) if later else ""),
        ("some_time", _("When there is time"), ""),
    )
    return [Day(name, title, when, sorted_out[name]) for name, title, when in headings if name in sorted_out]


def in_words(number: int) -> str:
    """Small numbers as words, as they stand before "things" in the heading; larger ones as figures."""
    words = (
        pgettext("number of things to do", "no"),
        pgettext("number of things to do", "one"),
        pgettext("number of things to do", "two"),
        pgettext("number of things to do", "three"),
        pgettext("number of things to do", "four"),
        pgettext("number of things to do", "five"),
        pgettext("number of things to do", "six"),
        pgettext("number of things to do", "seven"),
        pgettext("number of things to do", "eight"),
        pgettext("number of things to do", "nine"),
        pgettext("number of things to do", "ten"),
        pgettext("number of things to do", "eleven"),
        pgettext("number of things to do", "twelve"),
    )
    return words[number] if number < len(words) else language.written_number(number)


def heading(tasks: Sequence[Task], today: datetime.date) -> str:
    """How much there is, in one sentence: "Seven things are yours to do, two of them today"."""
    count = len(tasks)
    pressing = sum(1 for task in tasks if task.due is not None and task.due <= today)
    if not count:
        return _("Nothing waits for you")
    things = in_words(count)
    if not pressing:
        words = ngettext("%(things)s thing is yours to do", "%(things)s things are yours to do", count)
        return _begun_large(words % {"things": things})
    if pressing == count:
        words = ngettext(
            "%(things)s thing is yours to do, today", "%(things)s things are yours to do, all of them today", count
        )
        return _begun_large(words % {"things": things})
    words = ngettext(
        "%(things)s things are yours to do, %(pressing)s of them today",
        "%(things)s things are yours to do, %(pressing)s of them today",
        pressing,
    )
    return _begun_large(words % {"things": things, "pressing": in_words(pressing)})


def _begun_large(words: str) -> str:
    return words[:1].upper() + words[1:]


def since_yesterday(viewer: Viewer, today: datetime.date) -> list[tuple[AuditRecord, str]]:
    """What others did since yesterday morning, as sentences, newest first."""
    morning = timezone.make_aware(datetime.datetime.combine(today - datetime.timedelta(days=1), datetime.time.min))
    records = records_for(viewer).filter(at__gte=morning).exclude(account=viewer.account)[:NEWS]
    return [(record, sentence(record)) for record in records]


@members_only
def desk(request: NetworkRequest) -> HttpResponse:
    viewer = request.viewer
    today = timezone.localdate()
    tasks = rooms.tasks(viewer)
    context = {
        "heading": heading(tasks, today),
        "days": days(tasks, today),
        "sections": rooms.sections("desk_sections", 0, viewer),
        "news": since_yesterday(viewer, today),
        "may_read_trail": viewer.is_coordinator or bool(viewer.acts_for),
        "section": "desk",
        "title": _("My desk"),
    }
    return render(request, "site/desk.html", context)
