"""Words of answers, groups and questions, in all languages of the program."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from talka.consultations.models import Channel
from talka.findings.columns import ABOUT, CHANNEL, DOOR, LANGUAGE, Reading, Strand, option_words
from talka.findings.figures.content import Answer
from talka.foundation.wording import Wording


def in_every_language(text: Any) -> Wording:
    """A sentence of the program in all its languages, for what is frozen and read later in any of them."""
    words: Wording = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            words[language] = str(text() if callable(text) else text)
    return words


def answers_of(reading: Reading, strand: Strand) -> tuple[Answer, ...]:
    """The possible answers of a closed question, with their words."""
    if not strand.is_closed:
        return ()
    words = option_words(strand, reading)
    hard = in_every_language(lambda: _("Hard to say"))
    return tuple(Answer(option.key, words.get(option.key, hard)) for option in reading.column(strand).options)


def everyone_words() -> Wording:
    return in_every_language(lambda: _("All together"))


Label = tuple[Wording, int | None, str]


def labels_of(reading: Reading, name: str) -> dict[str, Label]:
    """The words (and mark) of each group of a breakdown or choice of a filter."""
    if not name:
        return {}
    if name == ABOUT:
        return {s.key: ({"": s.short_name}, s.dye, s.shape) for s in reading.subjects}
    if name == CHANNEL:
        return {
            option.key: (in_every_language(Channel(option.key).label), None, "") for option in reading.channels.options
        }
    if name == DOOR:
        return {key: ({"": title}, None, "") for key, title in reading.door_titles.items()}
    if name == LANGUAGE:
        names = dict(settings.LANGUAGES)
        return {
            o.key: (in_every_language(names[o.key]) if o.key in names else {"": o.key}, None, "")
            for o in reading.languages.options
        }
    strand = reading.by_name[name]
    if strand.question.kind == "known":
        return {s.key: ({"": s.short_name}, s.dye, s.shape) for s in reading.subjects}
    return {answer.key: (answer.text, None, "") for answer in answers_of(reading, strand)}


def title_of(reading: Reading, name: str) -> Wording:
    """What a breakdown or filter asks."""
    if name == ABOUT:
        return in_every_language(lambda: _("About"))
    if name == CHANNEL:
        return in_every_language(lambda: _("Answered"))
    if name == DOOR:
        return in_every_language(lambda: _("Collected at"))
    if name == LANGUAGE:
        return in_every_language(lambda: _("Language of the answer"))
    return dict(reading.by_name[name].question.text)
