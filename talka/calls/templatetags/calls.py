"""How calls, applications and outcomes are told in a word or a headline."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from talka.calls import rules
from talka.calls.documents import heading
from talka.calls.eligibility import Check
from talka.calls.models import Application, Call, Outcome
from talka.calls.terms import Criterion
from talka.calls.words import Deadline, deadline_of
from talka.foundation.templatetags.talka import state

register = template.Library()


@register.simple_tag
def deadline_of_call(call: Call) -> Deadline | None:
    return deadline_of(call.terms)


@register.simple_tag
def call_state(call: Call) -> SafeString:
    """Where a call stands, in a word and a shape."""
    phase = rules.phase(call)
    name, words = {
        "draft": ("todo", _("draft")),
        "open": ("now", _("open")),
        "review": ("half", _("under review")),
        "discussion": ("half", _("the panel discusses")),
        "decided": ("half", _("the panel has decided")),
        "announced": ("done", _("decided")),
        "called_off": ("late", _("called off")),
    }[phase]
    if phase == "decided":
        words = _("the panel discusses")
    return state(name, words)


@register.simple_tag
def application_state(application: Application) -> SafeString:
    if rules.is_called_off(application.call):
        return state("late", _("called off"))
    if application.set_aside_reason:
        return state("late", _("not admitted"))
    name, words = {
        "draft": ("todo", _("draft, not sent")),
        "sent": ("done", _("sent")),
        "withdrawn": ("late", _("withdrawn")),
    }[application.state]
    return state(name, words)


@register.simple_tag
def check_state(check: Check) -> SafeString:
    """One line of the check: the condition, and beside it whether it holds."""
    told = {True: _("met"), False: _("not met"), None: _("still to be answered")}[check.met]
    return format_html('{}<span class="quiet"> – {}</span>', state(check.state, check.words, long=True), told)


@register.simple_tag
def outcome_heading(outcome: Outcome) -> str:
    return heading(outcome.result, outcome.reserve_number)


@register.simple_tag
def outcome_state(result: str, number: int | None = None) -> SafeString:
    if result == "reserve" and number:
        return state("half", _("reserve %(number)s") % {"number": number})
    name = {"selected": "done", "reserve": "half"}.get(result, "todo")
    return state(name, str(Outcome.Result(result).label))


@register.simple_tag
def share_of(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


@register.filter
def anchors(criterion: Criterion) -> list[tuple[int, Mapping[str, str]]]:
    """The marks from highest to lowest, each with its sentence."""
    return [(mark, criterion.anchors.get(str(mark), {})) for mark in reversed(criterion.marks)]


@register.filter
def mark_words(mark: Any) -> str:
    return _("n/a") if mark is None else str(mark)
