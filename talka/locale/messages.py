"""Collects the program's texts, keeps the catalogues in step, and compiles them without gettext's programs.

    python -m talka.locale.messages collect    after texts have changed (bin/messages)
    python -m talka.locale.messages compile    before the program runs (bin/talka, bin/demo, bin/test)

Scripts carry no texts: they take them from the page that loads them. Output depends on the sources alone: no
dates, line numbers or names of machines.
"""

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parents[1]
CATALOGUES = Path(__file__).resolve().parent
LANGUAGES = ("lt", "pl", "fi", "nb")
RESIDENT_LANGUAGES = ("sv", "uk")
# What a resident meets: these files, and all below these folders, speak the residents' languages as well.
FOR_RESIDENTS = (
    "consultations/templates/answer/",
    "consultations/views/answer.py",
    "consultations/asking.py",
    "consultations/values.py",
    "foundation/templates/page/ask.html",
)
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"

"""


def is_for_residents(file: str) -> bool:
    return any(file == place or (place.endswith("/") and file.startswith(place)) for place in FOR_RESIDENTS)


def catalogue_file(language: str) -> Path:
    return CATALOGUES / language / "LC_MESSAGES" / "django.po"


def sources() -> Iterator[Path]:
    """Every file of the program that may hold a text, in a fixed order."""
    for path in sorted(PACKAGE.rglob("*")):
        if "migrations" in path.parts or "static" in path.parts:
            continue
        if path.suffix == ".py" or (path.suffix in {".html", ".txt"} and "templates" in path.parts):
            yield path


def readable_source(path: Path) -> str:
    """The file as Python that holds the same gettext calls.

    Raises SyntaxError where a template has other tags inside a translated block.
    """
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text
    from django.utils.translation.template import templatize

    # A template's indentation means nothing, and Python's tokens would stumble over it.
    return "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines())


def collected(residents_only: bool = False) -> Catalog:
    """All texts of the program, or those alone that residents meet."""
    catalogue = Catalog(fuzzy=False)
    for path in sources():
        name = path.relative_to(PACKAGE).as_posix()
        if residents_only and not is_for_residents(name):
            continue
        found = extract(
            "python",
            io.BytesIO(readable_source(path).encode()),
            keywords=KEYWORDS,
            comment_tags=("Translators:",),
            options={"encoding": "utf-8"},
            strip_comment_tags=True,
        )
        for _line, message, comments, context in found:
            known = catalogue.get(message[0] if isinstance(message, tuple) else message, context)
            if known and not isinstance(known.id, tuple) and isinstance(message, tuple):
                # The same words are used alone and counted; gettext keeps one entry, the counted one.
                catalogue.delete(known.id, context)
            catalogue.add(message, None, [(name, 0)], auto_comments=comments, context=context)
    return catalogue


def stored(language: str) -> Catalog:
    """The catalogue of a language as it stands, empty where there is none yet."""
    file = catalogue_file(language)
    if not file.exists():
        return Catalog(locale=language, fuzzy=False)
    with file.open("rb") as source:
        return read_po(source, locale=language)


def is_whole(message: Message) -> bool:
    """Every form of the message has a text and nobody marked it as a guess."""
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return not message.fuzzy and all(forms)


def merge(language: str, texts: Catalog) -> list[str]:
    """Writes the catalogue with exactly these texts, keeping translations; returns what is still open."""
    catalogue = stored(language)
    catalogue.update(texts, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    for message in catalogue:
        message.locations = sorted(set(message.locations))
    body = io.BytesIO()
    write_po(
        body,
        catalogue,
        width=100,
        omit_header=True,
        sort_output=True,
        ignore_obsolete=True,
        include_lineno=False,
    )
    file = catalogue_file(language)
    file.parent.mkdir(parents=True, exist_ok=True)
    header = HEADER.format(language=language, plural=get_plural(language).plural_forms)
    file.write_text(header + body.getvalue().decode().strip() + "\n", encoding="utf-8")
    return [str(message.id) for message in catalogue if message.id and not is_whole(message)]


def collect() -> None:
    everything, for_residents = collected(), collected(residents_only=True)
    for language in (*LANGUAGES, *RESIDENT_LANGUAGES):
        texts = for_residents if language in RESIDENT_LANGUAGES else everything
        missing = merge(language, texts)
        sys.stdout.write(f"{language}: {len(texts)} texts, {len(missing)} without a translation\n")


def compile_all() -> None:
    """Makes each .mo that is missing or older than its .po; a text that is not whole stays English."""
    for source in sorted(CATALOGUES.glob("*/LC_MESSAGES/django.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3])
        unfinished = target.with_suffix(f".{os.getpid()}.mo")  # another process may make the same at this moment
        with unfinished.open("wb") as file:
            write_mo(file, catalogue)
        unfinished.replace(target)


if __name__ == "__main__":
    commands = {"collect": collect, "compile": compile_all}
    if len(sys.argv) != 2 or sys.argv[1] not in commands:
        sys.exit("python -m talka.locale.messages collect|compile")
    commands[sys.argv[1]]()
