"""A frozen questionnaire on paper, and the exact place of every box on it, from one run of Typst."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talka.consultations.questionnaire import DONT_KNOW, NONE_OF_THEM, Asked, Question, Questionnaire, Subject
from talka.foundation.documents import typeset
from talka.foundation.wording import said
from talka.methods import marks
from talka.methods.marks import A4, A5, Frame, PageCode, Skip, drawing, parts_of_query, sheet
from talka.paper.page_reader import BETWEEN

TEMPLATES = Path(__file__).resolve().parent / "templates" / "paper"
TEMPLATE = TEMPLATES / "questionnaire.typ"
BOOKLET = TEMPLATES / "booklet.typ"
PAGE = Path(marks.__file__).resolve().parent / "page.typ"


@dataclass(frozen=True)
class Look:
    """One way to print. Lengths in millimetres, the size of type in points."""

    key: str
    paper: tuple[float, float]
    margin: float
    size: float
    box: float
    columns: int
    gap: float
    above: float
    number: float
    short: int
    title: float

    def content(self) -> dict[str, Any]:
        return {
            "width": self.paper[0],
            "height": self.paper[1],
            "margin": self.margin,
            "size": self.size,
            "box": self.box,
            "columns": self.columns,
            "gap": self.gap,
            "above": self.above,
            "number": self.number,
            "title": self.title,
        }


LOOKS = {
    "a4": Look("a4", A4, margin=19, size=10, box=4.0, columns=2, gap=1.9, above=5.5, number=8, short=34, title=1.75),
    "a5": Look("a5", A5, margin=18, size=8.5, box=3.6, columns=1, gap=1.5, above=4.2, number=6, short=18, title=1.5),
    "large": Look(
        "large", A4, margin=19, size=16, box=6.0, columns=1, gap=3.0, above=8.0, number=12, short=12, title=1.4
    ),
}


@dataclass(frozen=True)
class Printed:
    """One way to print a version: its pages as the reader of marks knows them, and what Typst was told."""

    frames: tuple[Frame, ...]
    data: dict[str, Any]


def lay_out(
    questionnaire: Questionnaire, *, version: int, language: str, look: str, code: str, credits: Sequence[str] = ()
) -> Printed:
    """Set the questionnaire once and learn where every box stands.

    `code` names this print in the page codes: up to twelve capital letters and figures. Raises marks.BadFrame where a
    box would touch another or the marks, which only a change of the template can bring about.
    """
    data = _data(questionnaire, language=language, look=LOOKS[look], credits=credits)
    found = typeset.told(template=TEMPLATE, data=data, selector="<talka-box>", pictures=_parts())
    pages = max(int(each["page"]) for each in found)
    found = [each for each in found if not each.get("end")]
    skips = tuple(_skips(questionnaire))
    frames = []
    for number in range(1, pages + 1):
        boxes, groups = parts_of_query(found, number)
        here = {box.id for box in boxes}
        frames.append(
            sheet(
                LOOKS[look].paper,
                PageCode(code, version, language, number),
                boxes,
                groups,
                skips=[skip for skip in skips if skip.when in here],
            )
        )
    return Printed(tuple(frames), data)


def pdf(printed: Printed, numbers: Iterable[int] = ()) -> bytes:
    """The pages for the printer: one form without number, or one for each number, one after the other."""
    wanted: list[int | None] = list(numbers) or [None]
    backgrounds = [[drawing(frame, _coded(frame, number)) for frame in printed.frames] for number in wanted]
    data = {**printed.data, "forms": wanted, "backgrounds": backgrounds}
    return typeset.pdf(template=TEMPLATE, data=data, pictures=_parts())


def booklet(printed: Printed, numbers: Iterable[int] = ()) -> bytes:
    """The same pages on sheets of twice their size, to be printed on both sides and folded: one booklet a form.

    Every page keeps its size and its marks, so that its frame stays true when the booklet is scanned page by page.
    """
    pages = len(printed.frames)
    forms = len(list(numbers)) or 1
    sides = [
        [None if number is None else form * pages + number for number in side]
        for form in range(forms)
        for side in sides_of_booklet(pages)
    ]
    return typeset.pdf(
        template=BOOKLET,
        data={"title": printed.data["title"], "sides": sides},
        pictures={"pages.pdf": pdf(printed, numbers)},
        standards=(),
    )


def sides_of_booklet(pages: int) -> list[tuple[int | None, int | None]]:
    """Which pages stand side by side, left and right, on the front and the back of each sheet.

    >>> sides_of_booklet(4)
    [(4, 1), (2, 3)]
    >>> sides_of_booklet(6)
    [(None, 1), (2, None), (6, 3), (4, 5)]
    """
    whole = -(-pages // 4) * 4

    def here(number: int) -> int | None:
        return number if number <= pages else None

    sides = []
    for sheet_number in range(whole // 4):
        first, last = 2 * sheet_number + 1, whole - 2 * sheet_number
        sides += [(here(last), here(first)), (here(first + 1), here(last - 1))]
    return sides


def _coded(frame: Frame, number: int | None) -> PageCode:
    assert frame.code is not None
    kind = frame.code
    return PageCode(kind.questionnaire, kind.version, kind.language, kind.page, number)


def _parts() -> dict[str, bytes]:
    return {"page.typ": PAGE.read_bytes()}


def _data(questionnaire: Questionnaire, *, language: str, look: Look, credits: Sequence[str]) -> dict[str, Any]:
    with translation.override(language):
        return {
            "language": language,
            "look": look.content(),
            "title": said(questionnaire.title, language),
            "intro": said(questionnaire.intro, language),
            "privacy": said(questionnaire.privacy, language),
            "contact": questionnaire.contact,
            "credits": list(credits),
            "sections": list(_sections(questionnaire, language, look)),
            "forms": [None],
            "backgrounds": [],
            "words": {
                "mark": _("Put a cross in the box."),
                "correct": _("A mistake? Fill that box and cross another."),
                "contact": _("Questions about it: %(address)s") % {"address": questionnaire.contact},
                "form": _("Form"),
            },
        }


def _sections(questionnaire: Questionnaire, language: str, look: Look) -> Iterable[dict[str, Any]]:
    """The sections as they follow each other on paper: a repeated one once for each organisation."""
    by_name = {(asked.question.key, asked.subject and asked.subject.key): asked for asked in questionnaire.fields}
    for section in questionnaire.sections:
        subjects: Sequence[Subject | None] = questionnaire.subjects if section.repeats else (None,)
        for subject in subjects:
            yield {
                "title": said(section.title, language),
                "about": _about(questionnaire, said(section.about, language), subject),
                "subject": None if subject is None else subject.to_content(),
                "questions": [
                    _question(questionnaire, by_name[question.key, subject and subject.key], language, look)
                    for question in section.questions
                ],
            }


def _about(questionnaire: Questionnaire, about: str, subject: Subject | None) -> str:
    """The line before a section; for a repeated one the rule by which it may be left out, in plain words."""
    if subject is None or questionnaire.known is None:
        return about
    rule = _("Only if you marked %(organisation)s in question %(number)s.") % {
        "organisation": subject.name,
        "number": questionnaire.numbers[questionnaire.known.key],
    }
    return f"{rule} {about}".strip()


def _question(questionnaire: Questionnaire, asked: Asked, language: str, look: Look) -> dict[str, Any]:
    question = asked.question
    options = choices_of(questionnaire, question, language)
    longest = max((len(option["text"]) for option in options), default=0)
    short = longest <= look.short
    if question.kind == "scale":
        # Side by side only where each word fits under its box.
        room = (look.paper[0] - 2 * look.margin - look.number) / max(len(options), 1)
        short = longest * look.size * 0.17 <= room * 1.9 and len(options) <= 8
    return {
        "number": questionnaire.numbers[question.key],
        "name": asked.name,
        "kind": {"known": "multiple", "short_text": "text", "long_text": "text"}.get(question.kind, question.kind),
        "text": said(question.text, language),
        "hint": said(question.hint, language),
        "how": _how(question),
        "options": options,
        "short": short,
        "digits": _digits(question),
        "unit": said(question.limits.get("unit"), language) if question.limits.get("unit") else "",
        "height": look.size * (1.1 if question.kind == "short_text" else 3.0),
    }


def choices_of(questionnaire: Questionnaire, question: Question, language: str) -> list[dict[str, str]]:
    """The choices of a question as they stand on paper, in their order: key and text."""
    if question.kind == "known":
        none = {"key": NONE_OF_THEM, "text": _("none of them")}
        return [*({"key": each.key, "text": each.name} for each in questionnaire.subjects), none]
    options = [{"key": option.key, "text": said(option.text, language)} for option in question.options]
    if question.kind == "scale" and question.limits.get("dont_know"):
        options.append({"key": DONT_KNOW, "text": _("hard to say")})
    return options


def _how(question: Question) -> str:
    """How many may be marked, in plain words."""
    if question.kind in ("multiple", "known"):
        most = question.limits.get("most_choices")
        if most:
            return ngettext("Mark at most %(most)d.", "Mark at most %(most)d.", most) % {"most": most}
        return _("Mark all that fit.")
    if question.kind in ("single", "scale"):
        return _("Mark one.")
    if question.kind == "number":
        return _("Write one figure in each box.")
    return ""


def _digits(question: Question) -> int:
    """So many boxes as the greatest allowed number has figures; four where nothing limits it."""
    most = question.limits.get("most")
    return len(str(int(most))) if most is not None else 4


def _skips(questionnaire: Questionnaire) -> Iterable[Skip]:
    """Who knows none of the organisations leaves the sections about them empty."""
    if questionnaire.known is None:
        return
    about = tuple(asked.name for asked in questionnaire.fields if asked.subject is not None)
    if about:
        yield Skip(f"q.{questionnaire.known.key}{BETWEEN}{NONE_OF_THEM}", about)
