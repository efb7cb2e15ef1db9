"""How dates, numbers and money are written in the reader's language."""

import datetime
import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from babel import Locale
from babel.dates import (
    format_date,
    format_interval,
    format_time,
    get_month_names,
)
from babel.numbers import format_decimal, get_currency_symbol
from django.utils import timezone
from django.utils.translation import get_language, gettext

NO_BREAK = "\u00a0"
LOCALES = {"en": "en_GB", "nb": "nb", "uk": "uk"}
CURRENCY_AT_HOME = {"PLN": "pl", "NOK": "nb", "SEK": "sv", "UAH": "uk", "EUR": "en_GB", "DKK": "da"}

DAYS = {
    "en": ("d MMMM", "EEEE {day}", "{day} y"),
    "lt": ("MMMM d 'd'.", "{day}, EEEE", "y 'm'. {day}"),
    "pl": ("d MMMM", "EEEE, {day}", "{day} y"),
    "fi": ("d. MMMM", "EEEE {day}", "{day} y"),
    "nb": ("d. MMMM", "EEEE {day}", "{day} y"),
    "sv": ("d MMMM", "EEEE {day}", "{day} y"),
    "uk": ("d MMMM", "EEEE, {day}", "{day} y"),
}
"""A day, a day with its weekday, a day with its year, in CLDR's letters. CLDR's own patterns shorten the weekday."""

Day = datetime.date | datetime.datetime
Amount = int | float | Decimal


@lru_cache(maxsize=32)
def locale_of(language: str) -> Locale:
    """The Babel locale of a language tag; English dates are written as in Europe."""
    return Locale.parse(LOCALES.get(language, language.replace("-", "_")))


def current_locale() -> Locale:
    return locale_of(get_language() or "en")


def _tidy(words: str) -> str:
    """Thin and narrow spaces become others: not every face has them. September is short as its neighbours are."""
    return re.sub(r"\bSept\b", "Sep", words.replace("\u202f", NO_BREAK).replace("\u2009", " "))


def _local(day: Day) -> Day:
    if isinstance(day, datetime.datetime) and timezone.is_aware(day):
        return timezone.localtime(day)
    return day


def _date(day: Day) -> datetime.date:
    local = _local(day)
    return local.date() if isinstance(local, datetime.datetime) else local


def written_number(value: Amount, decimals: int = 0) -> str:
    """1307 → "1,307" in English, "1 307" in Polish. At most `decimals` places, halves away from zero."""
    exact = Decimal(str(value))
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding="ROUND_HALF_UP")
    pattern = "#,##0" + ("." + "#" * decimals if decimals else "")
    return _tidy(format_decimal(rounded, format=pattern, locale=current_locale()))


def written_tenths(value: float | Fraction | Decimal) -> str:
    """With one place always, "2.0", so that a column of means stands straight."""
    rounded = Decimal(str(round(float(value), 4))).quantize(Decimal("0.1"), rounding="ROUND_HALF_UP")
    return _tidy(format_decimal(rounded, format="#,##0.0", locale=current_locale()))


def written_percent(share: Amount, decimals: int = 0) -> str:
    """`share` in percent (38.4, not 0.384)."""
    return f"{written_number(share, decimals)}{NO_BREAK}%"


def written_money(amount: Amount, currency: str) -> str:
    """Whole amounts without cents: 18,000 zł; 12.50 €."""
    exact = Decimal(str(amount))
    whole = exact == exact.to_integral_value()
    figure = format_decimal(exact, format="#,##0" if whole else "#,##0.00", locale=current_locale())
    symbol = get_currency_symbol(currency, locale=CURRENCY_AT_HOME.get(currency, current_locale()))
    return _tidy(f"{figure}{NO_BREAK}{symbol}")


def written_day(day: Day, *, weekday: bool = False, year: bool | None = None, short: bool = False) -> str:
    """ "28 January", with the weekday or the year where asked; the year by itself where it is not this one."""
    moment = _date(day)
    if year is None:
        year = moment.year != timezone.localdate().year
    month = "MMM" if short else "MMMM"
    plain, with_weekday, with_year = DAYS.get((get_language() or "en").split("-")[0], DAYS["en"])
    pattern = plain.replace("MMMM", month)
    if year:
        pattern = with_year.format(day=pattern)
    if weekday:
        pattern = with_weekday.format(day=pattern)
    return bound(_tidy(format_date(moment, pattern, locale=current_locale())))


def written_period(start: Day | None, end: Day | None, *, year: bool | None = None) -> str:
    """ "14 Sep – 9 Oct", "1 – 19 March", "September 2026 – April 2027" stay the locale's own way of writing.

    One of the two may be missing: "from 14 September", "until 9 October". Both missing: nothing.
    """
    if start is None and end is None:
        return ""
    if start is None:
        assert end is not None
        return gettext("until %(day)s") % {"day": written_day(end, year=year)}
    if end is None:
        return gettext("from %(day)s") % {"day": written_day(start, year=year)}
    first, last = _date(start), _date(end)
    if first == last:
        return written_day(first, year=year)
    if year is None:
        this = timezone.localdate().year
        year = first.year != this or last.year != this
    return bound(_tidy(format_interval(first, last, f"{'y' if year else ''}MMMd", fuzzy=True, locale=current_locale())))


def written_months(start: Day, end: Day) -> str:
    """ "September 2026 – April 2027", for whole programmes."""
    return _tidy(format_interval(_date(start), _date(end), "yMMMM", fuzzy=True, locale=current_locale())).replace(
        " 20", f"{NO_BREAK}20"
    )


def written_month(day: Day) -> str:
    """ "November 2026", as it stands alone: above a month, in a list of months."""
    words = _tidy(format_date(_date(day), "LLLL y", locale=current_locale()))
    return words[:1].upper() + words[1:]


def written_weekday(day: Day) -> str:
    """ "Sunday", as it stands beside a time."""
    return format_date(_date(day), "EEEE", locale=current_locale())


def written_clock(moment: datetime.datetime | datetime.time) -> str:
    """The time of day in the network's time zone."""
    if isinstance(moment, datetime.datetime):
        moment = timezone.localtime(moment).time() if timezone.is_aware(moment) else moment.time()
    return format_time(moment, "short", locale=current_locale()).replace("\u202f", NO_BREAK)


def day_and_month(day: Day) -> tuple[str, str]:
    """The day's number and the month's name as it stands after a number."""
    moment = _date(day)
    return str(moment.day), format_date(moment, "MMMM", locale=current_locale())


UNITS = "%|‰|€|£|zł|kr|EUR|PLN|NOK|SEK|UAH|грн|km|m²|m|kg|h|min|mln|tys|tūkst|d|val|proc|people|osób|os|asm|hlö"


def _months(*languages: str) -> str:
    names: set[str] = set()
    for language in languages:
        for width in ("wide", "abbreviated"):
            names |= {str(name) for name in get_month_names(width, locale=locale_of(language)).values()}
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


@lru_cache(maxsize=1)
def _after_number() -> re.Pattern[str]:
    months = _months("en", "lt", "pl", "fi", "nb", "sv", "uk")
    return re.compile(rf"(?<=\d) (?=(?:{UNITS}|{months})(?!\w))|(?<=\d\.) (?=(?:{months})(?!\w))")


@lru_cache(maxsize=1)
def _month_before_number() -> re.Pattern[str]:
    """Lithuanian writes the month first."""
    return re.compile(rf"(?<!\w)({_months('lt')}) (?=\d)")


_ONE_LETTER = re.compile(r"(?<![\w\u00a0])([aiouwzAIOUWZ]) (?=\w)")
_ONE_LETTER_UK = re.compile(r"(?<![\w\u00a0])([аеєиіоувзАЕЄИІОУВЗ]) (?=\w)")
_SIGN = re.compile(r"(±|n =|№|(?<!\w)[Nn]r\.?|(?<!\w)[Nn]o\.) (?=\d)")


def bound(words: str, language: str | None = None) -> str:
    """No-break spaces where a line must not end: after Polish one-letter words, before units, months and %."""
    language = (language or get_language() or "en").split("-")[0]
    words = _after_number().sub(NO_BREAK, words)
    words = _SIGN.sub(rf"\1{NO_BREAK}", words).replace(f"n ={NO_BREAK}", f"n{NO_BREAK}={NO_BREAK}")
    if language == "lt":
        words = _month_before_number().sub(rf"\1{NO_BREAK}", words)
    if language == "pl":
        words = _ONE_LETTER.sub(rf"\1{NO_BREAK}", words)
    if language == "uk":
        words = _ONE_LETTER_UK.sub(rf"\1{NO_BREAK}", words)
    return words
