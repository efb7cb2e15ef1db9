"""The tags and filters of every template. docs/architecture/look.md shows each with an example."""

import datetime
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, cast

from django import template
from django.template import Context
from django.template.backends.django import Template as DjangoTemplate
from django.template.loader import get_template
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import get_language, gettext, pgettext

from talka.foundation import language, stylesheets
from talka.foundation import weave as weaving
from talka.foundation.rooms import Section
from talka.foundation.wording import best
from talka.methods.charts.shapes import shape

register = template.Library()

STATES = {
    "done": '<path d="M1 6.5 4.5 10 11 2" fill="none" stroke="currentColor" stroke-width="2.2"/>',
    "now": '<circle cx="6" cy="6" r="5" fill="currentColor"/>',
    "todo": '<circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" stroke-width="1.5"/>',
    "half": '<circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" stroke-width="1.5"/>'
    '<path d="M6 1.5a4.5 4.5 0 0 1 0 9Z" fill="currentColor"/>',
    "late": '<path d="M6 .5 11.8 11.2H.2Z" fill="currentColor"/>',
}


def _safe(markup: str) -> SafeString:
    """Markup that this module has put together from constants and escaped texts."""
    return mark_safe(markup)  # noqa: S308


# Organisations


@register.simple_tag
def org_mark(owner: Any) -> SafeString:
    """The mark alone, hidden from screen readers: the name must stand beside it."""
    if owner is None:
        return _safe("")
    return _safe(
        f'<svg class="org-mark o{int(owner.dye)}" viewBox="-7 -7 14 14" aria-hidden="true">'
        f'<g class="mark">{shape(owner.shape)}</g></svg>'
    )


@register.simple_tag
def org(owner: Any, long: bool = False, url: str = "") -> SafeString:
    """Mark and short name of an organisation; `long=True` for its full name, `url` to make it a link."""
    if owner is None:
        return _safe("")
    name = owner.name if long else owner.short_name
    inside = format_html(
        '<svg viewBox="-7 -7 14 14" aria-hidden="true"><g class="mark">{}</g></svg><b>{}</b>',
        _safe(shape(owner.shape)),
        name,
    )
    css = f"org o{int(owner.dye)}{' long' if long else ''}"
    if url:
        return format_html('<a class="{}" href="{}">{}</a>', css, url, inside)
    return format_html('<span class="{}">{}</span>', css, inside)


@register.simple_tag
def orgs(owners: Any) -> SafeString:
    """Several organisations in a row."""
    return format_html('<span class="orgs">{}</span>', format_html_join("", "{}", ((org(o),) for o in owners)))


@register.filter
def dye(owner: Any) -> str:
    """The class that gives an element an organisation's colours: `<li class="note {{ owner|dye }}">`."""
    return f"o{int(owner.dye)}" if owner is not None else ""


# State


@register.simple_tag
def state_icon(name: str) -> SafeString:
    return _safe(f'<svg viewBox="0 0 12 12" aria-hidden="true">{STATES[name]}</svg>')


@register.simple_tag
def state(name: str, words: str = "", long: bool = False) -> SafeString:
    """A word and a shape. `name` is done, now, todo, half or late; without words, the state's own."""
    return format_html(
        '<span class="state {}{}">{}{}</span>',
        name,
        " long" if long else "",
        state_icon(name),
        words or state_word(name),
    )


@register.filter
def state_word(name: str) -> str:
    return {
        "done": pgettext("state of a stage", "done"),
        "now": pgettext("state of a stage", "now"),
        "todo": pgettext("state of a stage", "to come"),
        "half": pgettext("state of a stage", "begun"),
        "late": pgettext("state of a stage", "late"),
    }[name]


# The weave


@register.inclusion_tag("page/parts/weave.html")
def weave(
    stages: Sequence[weaving.Stage],
    partners: Sequence[weaving.Partner],
    today: datetime.date | None = None,
    level: int = 3,
) -> dict[str, Any]:
    """The timeline. `level` is that of its headings; 0 for none."""
    drawn = weaving.weave(stages, partners, today or timezone.localdate())
    return {"weave": drawn, "level": level, "count": len(drawn.cells)}


@register.simple_tag
def knots(
    stages: Sequence[weaving.Stage],
    partners: Sequence[weaving.Partner],
    today: datetime.date | None = None,
) -> SafeString:
    """The weave in one line; `{% stands … %}` says the same in words and belongs beside it."""
    inside = weaving.knots(stages, partners, today or timezone.localdate())
    many = " many" if len(partners) >= weaving.MANY else ""
    return _safe(f'<svg class="knots{many}" viewBox="0 0 208 30" aria-hidden="true">{inside}</svg>')


@register.simple_tag
def stands(stages: Sequence[weaving.Stage], today: datetime.date | None = None) -> str:
    """Where a programme stands, in one sentence."""
    day = today or timezone.localdate()
    count = len(stages)
    states = [stage.state_on(day) for stage in stages]
    if not stages:
        return gettext("No stages yet")
    running = [index for index, name in enumerate(states) if name in ("now", "late")]
    if running:
        index = running[-1]
        return gettext("Stage %(number)d of %(count)d: %(title)s") % {
            "number": index + 1,
            "count": count,
            "title": stages[index].title,
        }
    if all(name == "done" for name in states):
        return gettext("All stages are done")
    following = next(stage for stage, name in zip(stages, states, strict=True) if name == "todo")
    if following.start is None:
        return gettext("Next: %(title)s") % {"title": following.title}
    return gettext("Next, from %(day)s: %(title)s") % {
        "title": following.title,
        "day": language.written_day(following.start),
    }


# People's own texts


def _languages(context: Context) -> list[str]:
    network = context.get("network")
    first = getattr(network, "language", "")
    return [get_language() or "en", *([first] if first else [])]


@register.simple_tag(takes_context=True)
def text(context: Context, wording: Mapping[str, str] | None) -> SafeString:
    """A text in the reader's language, or in another that is then marked by `lang`."""
    tag, words = best(wording, _languages(context))
    bound = language.bound(words, tag or None)
    if not words or tag == get_language():
        return conditional_escape(bound)
    return format_html('<span lang="{}">{}</span>', tag, bound)


@register.simple_tag(takes_context=True)
def said(context: Context, wording: Mapping[str, str] | None) -> str:
    """The text alone, for attributes, titles and options."""
    return best(wording, _languages(context))[1]


@register.simple_tag(takes_context=True)
def lang_of(context: Context, wording: Mapping[str, str] | None) -> SafeString:
    """` lang="pl"` where the text shown is in another language than the page: `<h1{% lang_of title %}>`."""
    tag, words = best(wording, _languages(context))
    if not words or tag == get_language():
        return _safe("")
    return format_html(' lang="{}"', tag)


@register.simple_tag(takes_context=True)
def paragraphs(context: Context, wording: Mapping[str, str] | None) -> SafeString:
    """A longer text as paragraphs: an empty line begins a new one, a single line break stays a line break."""
    tag, words = best(wording, _languages(context))
    attribute = "" if not words or tag == get_language() else format_html(' lang="{}"', tag)
    parts = [part.strip() for part in words.replace("\r\n", "\n").split("\n\n") if part.strip()]
    return format_html_join(
        "\n",
        "<p{}>{}</p>",
        (
            (attribute, _safe("<br>".join(conditional_escape(language.bound(line, tag)) for line in part.split("\n"))))
            for part in parts
        ),
    )


@register.filter
def nbsp(words: Any, tag: str = "") -> SafeString:
    """No-break spaces where a line must not end; `tag` for a text in another language than the page."""
    return _safe(language.bound(conditional_escape(words), tag or None))


@register.filter
def in_a_line(words: Any) -> str:
    """A text of one thing a line, as one line: for lists that have no room for more."""
    return "; ".join(line.strip().rstrip(";,") for line in str(words).splitlines() if line.strip())


# Dates, numbers, money


@register.simple_tag
def bigdate(date: language.Day, year: bool = False) -> SafeString:
    """A date that one finds from across the room: the day large, the month beside it."""
    number, month = language.day_and_month(date)
    words = f"{month} {date.year}" if year else month
    return format_html(
        '<time class="bigdate" datetime="{}"><b>{}</b><span>{}</span></time>', date.strftime("%Y-%m-%d"), number, words
    )


@register.simple_tag
def period(start: language.Day | None, end: language.Day | None = None, year: bool | None = None) -> str:
    return language.written_period(start, end, year=year)


@register.simple_tag
def months(start: language.Day, end: language.Day) -> str:
    return language.written_months(start, end)


@register.simple_tag
def day(date: language.Day | None, weekday: bool = False, year: bool | None = None, short: bool = False) -> SafeString:
    """A day as `<time>`; the year stands by itself where it is not this one."""
    if date is None:
        return _safe("")
    return format_html(
        '<time datetime="{}">{}</time>',
        date.isoformat(),
        language.written_day(date, weekday=weekday, year=year, short=short),
    )


@register.simple_tag
def clock(start: datetime.datetime | datetime.time, end: datetime.datetime | datetime.time | None = None) -> str:
    """ "10:00–14:00" as the locale writes it, in the network's time zone."""
    first = language.written_clock(start)
    return f"{first}–{language.written_clock(end)}" if end else first


@register.filter
def weekday(date: language.Day) -> str:
    """ "Sunday"."""
    return language.written_weekday(date)


@register.filter
def number(value: language.Amount | None, decimals: int = 0) -> str:
    return "" if value is None else language.written_number(value, decimals)


@register.filter
def one_decimal(value: float | Fraction | None) -> str:
    """A mean or a score, with one place always."""
    return "" if value is None else language.written_tenths(value)


@register.simple_tag
def percent(share: language.Amount | None, decimals: int = 0) -> str:
    """`share` in percent, 38.4 and not 0.384."""
    return "" if share is None else language.written_percent(share, decimals)


@register.simple_tag
def money(amount: language.Amount | None, currency: str) -> str:
    return "" if amount is None else language.written_money(amount, currency)


# The page


@register.simple_tag(takes_context=True)
def room_section(context: Context, section: Section) -> SafeString:
    """A part of the page that another room gives (`rooms.sections`), drawn by its own template on this page."""
    template = cast(DjangoTemplate, get_template(section.template))
    with context.push(**section.context):
        drawn: SafeString = template.template.render(context)
    return drawn


@register.simple_tag
def inline_css(name: str) -> SafeString:
    """A small stylesheet for `<style nonce>` in the first response."""
    return _safe(stylesheets.inline(name))


@register.simple_tag
def meter(part: float, whole: float, words: str) -> SafeString:
    """How far towards a target; `words` says it, for those who do not see the bar."""
    share = 0.0 if not whole else max(0.0, min(100.0, 100 * part / whole))
    return format_html(
        '<svg class="meter" role="img" aria-label="{}"><rect class="ground" width="100%" height="100%"/>'
        '<rect class="part" width="{}%" height="100%"/></svg>',
        words,
        f"{share:.1f}".rstrip("0").rstrip("."),
    )


@register.simple_tag
def steps(count: int, at: int) -> SafeString:
    """The progress of a questionnaire: `at` is the question shown, from 1."""
    gap, wide = 0.9, 100 / max(count, 1)
    parts = []
    for index in range(count):
        css = "d" if index + 1 < at else "n" if index + 1 == at else "ground"
        width = wide - (gap if index + 1 < count else 0)
        parts.append(f'<rect class="{css}" x="{wide * index:.2f}%" width="{width:.2f}%" height="6"/>')
    return _safe(f'<svg class="steps" aria-hidden="true">{"".join(parts)}</svg>')


@register.filter
def short_language(tag: str) -> str:
    """EN, LT …: a language's short name in the masthead."""
    return tag.split("-")[0].upper()


@register.filter
def anchor(words: Any) -> str:
    """A readable fragment for a heading."""
    return slugify(str(words), allow_unicode=True)


@register.filter
def widget_kind(field: Any) -> str:
    """What a field's control is, for `page/field.html`: check, options, words, or plain."""
    kind = field.widget_type
    if kind == "checkbox":
        return "check"
    if kind in {"radioselect", "checkboxselectmultiple"} or getattr(field.field.widget, "is_group", False):
        return "options"
    return "plain"


@register.filter
def control_class(widget_type: str) -> str:
    """The class of a plain control."""
    return "select" if widget_type in {"select", "selectmultiple"} else "input"
