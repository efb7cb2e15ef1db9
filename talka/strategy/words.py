"""People's own texts in this room: in the reader's language, otherwise in the document's."""

from collections.abc import Mapping

from django.utils.translation import get_language

from talka.foundation.wording import said


def told(wording: Mapping[str, str] | None, first: str) -> str:
    """The text alone; `first` is the language in which the document was written."""
    return said(wording, get_language() or "en", first)
