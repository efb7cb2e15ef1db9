"""A whole pile of scans: which forms came back, what is missing or double in them, and what does not belong there.

Holds a few words for each page and no picture, so a pile of any size fits. The order of the entries is the order of
scanning; for forms without numbers it is all that tells which pages belong together, but for those in one picture.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby

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
    SIDE_BY_SIDE = "pages without numbers that cannot be of one sheet, in one picture"
    """Nothing tells which pages of other pictures belong to which of them."""


class Hint(StrEnum):
    ONE_SIDED = "pages printed on one side were scanned on both"
    BACKS_MISSING = "pages printed on both sides were scanned on one"


@dataclass(frozen=True, slots=True)
class Entry:
    """One scanned page. `place` is what the importer calls it (file and number), `marks` a digest of what was read.

    Pages that came from one picture name the same `picture`; those that had one to themselves need not name any. So do
    pictures of one `file`, which went through the feeder one after another.
    """

    place: str
    kind: PageKind
    code: PageCode | None = None
    marks: str = ""
    picture: str = ""
    file: str = ""


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
    entries = list(entries)
    counts = _counts(entries, expected)
    forms: dict[tuple[Key, int | None, int], FormPages] = {}
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
        count = counts.get(entry.place, 0)
        if code.form is None and not count:
            problems.append(Problem(Trouble.SIDE_BY_SIDE, (entry.place,), page=code.page))
            continue
        digests[entry.place] = entry.marks
        form = forms.setdefault(
            (key, code.form, count), FormPages(f"{count}." if count else str(code.form), *key, code.form)
        )
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


_ORDERS: tuple[Callable[[int], tuple[int, int]], ...] = (
    lambda page: (page, 0),
    lambda page: (-page, 0),
    lambda page: ((page - 1) // 2, -page),
    lambda page: (-((page - 1) // 2), page),
)
"""How a form's pages may come out of a feeder: as printed, from the last, backs before fronts, and both."""

LEAST_COMPLETE = 2
"""Forms that must come out complete before pages are taken to lie in another order than printed."""

Leaf = list[Entry]
"""Pages of one form that came in one picture, mostly one; or something that could not be read."""


def _counts(entries: list[Entry], expected: Mapping[Key, int]) -> dict[str, int]:
    """For each page without a number which form it belongs to, counted from 1, by the order of scanning.

    A page that does not come later in the form than the last one begins the next form. All forms of a questionnaire are
    taken to lie the same way round, or all of each file: as printed, unless at least two forms say that another way fits
    better.
    """
    keys = {key for entry in entries if (key := _unnumbered(entry, expected)) is not None}
    counts: dict[str, int] = {}
    for key in keys:
        stream: list[Leaf] = []
        for entry in entries:
            if _unnumbered(entry, expected) == key:
                same = stream and entry.picture and stream[-1][0].picture == entry.picture and expected[key] > 1
                if same and stream[-1][0].code is not None:
                    stream[-1].append(entry)
                else:
                    stream.append([entry])
            elif len(keys) == 1 and entry.code is None and entry.kind is not PageKind.BLANK:
                stream.append([entry])  # whatever it is, it lies where a page of a form may be missing
        stream = [leaf for leaf in stream if leaf[0].code is None or _of_one_form(leaf)]
        groups, amiss = _lying_best(stream, expected[key])
        files = [_lying_best(list(each), expected[key]) for _, each in groupby(stream, lambda leaf: leaf[0].file)]
        # A file that lies the other way round leaves two forms amiss where it begins and ends. A form may as well go on in
        # the next file; then all files together fit better than each by itself.
        if sum(fewer for _, fewer in files) <= amiss - 2:
            groups = [group for each, _ in files for group in each]
        counts.update({entry.place: count for count, group in enumerate(groups, start=1) for entry in group})
    return counts


def _unnumbered(entry: Entry, expected: Mapping[Key, int]) -> Key | None:
    code = entry.code
    if entry.kind is not PageKind.OURS or code is None or code.form is not None:
        return None
    key = code.questionnaire, code.version, code.language
    return key if 1 <= code.page <= expected.get(key, 0) else None


def _lying_best(stream: list[Leaf], pages: int) -> tuple[list[list[Entry]], int]:
    """The forms in the order that fits best, and how many do not fit it."""
    groups, amiss = _grouped(stream, _ORDERS[0], pages)
    for order in _ORDERS[1:]:
        other, fewer = _grouped(stream, order, pages)
        if fewer < amiss and sum(len(group) == pages for group in other) >= LEAST_COMPLETE:
            groups, amiss = other, fewer
    return groups, amiss


def _of_one_form(leaf: Leaf) -> bool:
    """Whether pages in one picture may be of one sheet: each another, and none the back of another."""
    pages = {_page(entry) for entry in leaf}
    return len(pages) == len(leaf) and not any(page % 2 == 1 and page + 1 in pages for page in pages)


def _grouped(stream: list[Leaf], order: Callable[[int], tuple[int, int]], pages: int) -> tuple[list[list[Entry]], int]:
    """The pages of each form if they lie in this order; and how many forms then have too few or too many.

    What could not be read counts for a page that the form beside it lacks.
    """
    groups: list[list[Entry]] = []
    unread: list[int] = []
    last, waiting = (0, 0), 0
    for leaf in stream:
        if leaf[0].code is None:
            waiting += 1
            continue
        here = order(min(_page(entry) for entry in leaf))
        there = {_page(entry) for entry in groups[-1]} if groups else set()
        if not groups or here <= last or any(_page(entry) in there for entry in leaf):
            if groups:
                filled = min(waiting, max(0, pages - len(groups[-1]) - unread[-1]))
                unread[-1] += filled
                waiting -= filled
            groups.append([])
            unread.append(0)
        groups[-1] += leaf
        unread[-1] += waiting
        last, waiting = here, 0
    if groups:
        unread[-1] += waiting
    return groups, sum(len(group) + more != pages for group, more in zip(groups, unread, strict=True))


def _page(entry: Entry) -> int:
    assert entry.code is not None, "pages of forms have their code"
    return entry.code.page


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
