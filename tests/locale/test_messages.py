"""Every text of the program stands in every language it speaks: none missing, doubtful, empty or torn."""

import functools
import re
from pathlib import Path

import polib
import pytest
from babel.messages.catalog import Catalog
from babel.messages.plurals import get_plural

from talka.locale import messages

LANGUAGES = (*messages.LANGUAGES, *messages.RESIDENT_LANGUAGES)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
LINK = re.compile(r"</?[a-z][^>]*>")


@functools.cache
def collected(*, residents_only: bool) -> Catalog:
    return messages.collected(residents_only=residents_only)


def wanted(language: str) -> dict[tuple[str, str], object]:
    """Context and text of each message, with its plural or None."""
    texts = collected(residents_only=language in messages.RESIDENT_LANGUAGES)
    found: dict[tuple[str, str], object] = {}
    for message in texts:
        if message.id:
            single, plural = message.id if isinstance(message.id, (tuple, list)) else (message.id, None)
            found[message.context or "", single] = plural
    return found


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def entries(language: str) -> dict[tuple[str, str], polib.POEntry]:
    file = messages.catalogue_file(language)
    assert file.exists(), f"run bin/messages: there is no {file.name} for {language}"
    return {(entry.msgctxt or "", entry.msgid): entry for entry in polib.pofile(str(file))}


def test_the_catalogue_holds_what_the_program_says_and_nothing_else(
    language: str, entries: dict[tuple[str, str], polib.POEntry]
) -> None:
    texts = wanted(language)
    assert sorted(set(texts) - set(entries)) == [], "run bin/messages"
    assert sorted(set(entries) - set(texts)) == [], "run bin/messages"


def test_nothing_is_missing_or_doubtful(language: str, entries: dict[tuple[str, str], polib.POEntry]) -> None:
    forms = get_plural(language).num_plurals
    open_ones = []
    for (_context, text), entry in entries.items():
        strings = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        if entry.fuzzy or not all(each.strip() for each in strings):
            open_ones.append(text)
        elif entry.msgid_plural and len(strings) != forms:
            open_ones.append(f"{text} ({len(strings)} plural forms of {forms})")
    assert open_ones == []


def test_placeholders_and_marks_survive(language: str, entries: dict[tuple[str, str], polib.POEntry]) -> None:
    torn = []
    for (_context, text), entry in entries.items():
        # A form for one thing alone may leave the number out; what it names must exist.
        known = set(PLACEHOLDER.findall(text)) | set(PLACEHOLDER.findall(entry.msgid_plural or ""))
        if entry.msgid_plural:
            needed = set(PLACEHOLDER.findall(text)) & set(PLACEHOLDER.findall(entry.msgid_plural))
            strings = list(entry.msgstr_plural.values())
        else:
            needed, strings = known, [entry.msgstr]
        for string in strings:
            used = set(PLACEHOLDER.findall(string))
            optional = {each for each in needed if entry.msgid_plural}
            if used - known or (needed - used) - optional:
                torn.append(f"{text!r} has {sorted(known)}, {string!r} has {sorted(used)}")
            if sorted(LINK.findall(string)) != sorted(LINK.findall(text)) and not entry.msgid_plural:
                torn.append(f"{text!r} has other marks than {string!r}")
            if string.strip() and (
                string[0].isspace() != text[0].isspace() or string[-1].isspace() != text[-1].isspace()
            ):
                torn.append(f"{string!r} begins or ends otherwise than {text!r}")
    assert torn == []


def test_every_text_is_collected_the_same_way_each_time() -> None:
    first, second = (
        [(m.id, m.context) for m in each] for each in (collected(residents_only=False), messages.collected())
    )
    assert first == second


def test_resident_texts_are_a_part_of_all_texts() -> None:
    everything = set(wanted(messages.LANGUAGES[0]))
    assert set(wanted(messages.RESIDENT_LANGUAGES[0])) <= everything
    for place in messages.FOR_RESIDENTS:
        assert list(messages.PACKAGE.glob(place.rstrip("/"))), f"{place} in FOR_RESIDENTS does not exist"


def test_catalogues_tell_nothing_of_the_machine_that_made_them() -> None:
    for file in sorted(Path(messages.CATALOGUES).glob("*/LC_MESSAGES/django.po")):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"^#: .*:\d", text, re.MULTILINE), f"{file}: line numbers"
        assert "POT-Creation-Date" not in text
        assert "PO-Revision-Date" not in text
