"""In which language a resident is asked."""

from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language_info
from django.utils.translation.trans_real import parse_accept_lang_header


def language_name(tag: str) -> str:
    """The language's own name; its tag where nobody has told it."""
    known = dict(settings.RESIDENT_LANGUAGES)
    if tag in known:
        return str(known[tag])
    try:
        return str(get_language_info(tag)["name_local"])
    except KeyError:
        return tag


def language_for(request: HttpRequest, offered: Sequence[str]) -> str:
    """What the address asks for, else what the browser prefers, else the first that is offered."""
    asked = request.GET.get("lang", "")
    if asked in offered:
        return asked
    for tag, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        for candidate in (tag, tag.split("-")[0]):
            if candidate in offered:
                return candidate
    return offered[0] if offered else settings.LANGUAGE_CODE


def interface_language(tag: str, otherwise: str) -> str:
    """The language of the program's own words beside people's texts in `tag`."""
    spoken = dict(settings.RESIDENT_LANGUAGES)
    for candidate in (tag, tag.split("-")[0], otherwise):
        if candidate in spoken:
            return candidate
    return settings.LANGUAGE_CODE
