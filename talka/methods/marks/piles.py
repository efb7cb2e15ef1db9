"""A whole pile of scans: which forms came back, what is missing or double in them, and what does not belong there.

Holds a few words for each page and no picture, so a pile of any size fits. The order of the entries is the order of
scanning; for forms without numbers it is all that tells which pages belong together.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from talka.methods.marks.codes import PageCode
from talka.methods.marks.identification import PageKind


class Trouble(StrEnum):
    SAME_AGAIN = "the same page was scanned twice"
    """Number and marks are the same: one copy counts, the other is set aside."""
    TWO_OF_ONE = "two different pages carry the same number"
    """A person says which counts; none is taken silently."""
    MISSING = "a page of the form is missing"
    BLANK = "blank"
    FOREIGN = "not a page of ours"
    NO_CODE = "our marks, but the code cannot be read"
    CONTRADICTS = "two codes in one picture"
    UNKNOWN = "a page of a questionnaire that is not expected here"
    LOST = "damaged in its file"


class Hint(StrEnum):
    ONE_SIDED = "pages printed on one side were scanned on both"
    BACKS_MISSING = "pages printed on both sides were scanned on one"


@dataclass(frozen=True, slots=True)
class Entry:
    """One scanned page. `place` is what the importer calls it (file and number), `marks` a digest of what was read."""

    place: str
    kind: PageKind
    code: PageCode | None = None
    marks: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    trouble: Trouble
    places: tuple[str, ...]
    form: str = ""
    page: int | None = None


@dataclass(slots=True)
class FormPages:
    """One form: its questionnaire (a code without page), and where each page of it is in the pile."""

    name: str
    questionnaire: str
    version: int
    language: str
    number: int | None
    pages: dict[int, str] = field(default_factory=dict)
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Pile:
    forms: tuple[FormPages, ...]
    problems: tuple[Problem, ...]
    hints: tuple[Hint, ...]


Key = tuple[str, int, str]
"""Questionnaire, version, language."""

_WITHOUT_CODE = {
    PageKind.BLANK: Trouble.BLANK,
    PageKind.FOREIGN: Trouble.FOREIGN,
    PageKind.NO_CODE: Trouble.NO_CODE,
    PageKind.CONTRADICTS: Trouble.CONTRADICTS,
    PageKind.LOST: Trouble.LOST,
}


def sort_pile(entries: Iterable[Entry], expected: Mapping[Key, int]) -> Pile:
    """Puts pages together to forms. `expected` says how many pages a form of each questionnaire has.

    A page counts once: a second copy with the same marks is named and set aside; a second with other marks is named,
    and the page taken out of the form until a person has chosen.
    """
    forms: dict[tuple[Key, int | None, int], FormPages] = {}
    running: dict[Key, int] = {}
    problems: list[Problem] = []
    digests: dict[str, str] = {}
    torn: dict[tuple[str, int], list[str]] = {}
    order: list[PageKind] = []
    for entry in entries:
        order.append(entry.kind)
        if entry.kind is not PageKind.OURS or entry.code is None:
            problems.append(Problem(_WITHOUT_CODE.get(entry.kind, Trouble.NO_CODE), (entry.place,)))
            continue
        code = entry.code
        key = code.questionnaire, code.version, code.language
        if key not in expected or not 1 <= code.page <= expected[key]:
            problems.append(Problem(Trouble.UNKNOWN, (entry.place,), page=code.page))
            continue
        digests[entry.place] = entry.marks
        form = _form_of(forms, running, key, code)
        there = form.pages.get(code.page)
        if (form.name, code.page) in torn:
            torn[form.name, code.page].append(entry.place)
        elif there is None:
            form.pages[code.page] = entry.place
        elif digests[there] == entry.marks and entry.marks:
            problems.append(Problem(Trouble.SAME_AGAIN, (there, entry.place), form.name, code.page))
        else:
            torn[form.name, code.page] = [there, entry.place]
            del form.pages[code.page]
    problems += [Problem(Trouble.TWO_OF_ONE, tuple(places), name, page) for (name, page), places in torn.items()]
    for (key, _, _), form in forms.items():
        for page in range(1, expected[key] + 1):
            if page not in form.pages and (form.name, page) not in torn:
                problems.append(Problem(Trouble.MISSING, (), form.name, page))
        form.complete = len(form.pages) == expected[key]
    found = tuple(forms.values())
    return Pile(found, tuple(problems), _hints(order, found, expected))


def _form_of(
    forms: dict[tuple[Key, int | None, int], FormPages], running: dict[Key, int], key: Key, code: PageCode
) -> FormPages:
    """The form that the page belongs to: by its number, or by the order of scanning."""
    if code.form is not None:
        place: tuple[Key, int | None, int] = key, code.form, 0
        name = str(code.form)
    else:
        count = running.setdefault(key, 1)
        current = forms.get((key, None, count))
        # A page that is not later than the last one begins the next form.
        if current is not None and current.pages and code.page <= max(current.pages):
            running[key] = count = count + 1
        place = key, None, count
        name = f"{count}."
    if place not in forms:
        forms[place] = FormPages(name, *key, code.form)
    return forms[place]


def _hints(order: list[PageKind], forms: tuple[FormPages, ...], expected: Mapping[Key, int]) -> tuple[Hint, ...]:
    hints = []
    if len(order) >= 6:
        for first in (0, 1):
            blanks = [kind is PageKind.BLANK for kind in order[first::2]]
            others = [kind is PageKind.BLANK for kind in order[1 - first :: 2]]
            if sum(blanks) >= 0.8 * len(blanks) and sum(others) <= 0.2 * len(others):
                hints.append(Hint.ONE_SIDED)
                break
    lacking = [form for form in forms if expected[form.questionnaire, form.version, form.language] >= 2]
    if len(lacking) >= 3:
        for fronts in (True, False):
            sided = [bool(form.pages) and all((page % 2 == 1) == fronts for page in form.pages) for form in lacking]
            if sum(sided) >= 0.8 * len(sided):
                hints.append(Hint.BACKS_MISSING)
                break
    return tuple(hints)
