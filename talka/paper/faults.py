"""What is wrong with a file or a page, in words for people, and what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from talka.methods.marks.pages import BadFile, Fault


def in_words(problem: BadFile, read: int) -> str:
    """What is wrong with the file as a whole, what to do, and how many of its pages were `read` before that."""
    said = {
        Fault.UNKNOWN_TYPE: _("It is no PDF, TIFF, JPEG or PNG."),
        Fault.WRONG_NAME: _("Its name says another type than it has. Give it its right name and bring it again."),
        Fault.TRUNCATED: _("It ends before its end. Scan or copy it once more."),
        Fault.ENCRYPTED: _("It wants a password. Save it without one and bring it again."),
        Fault.TOO_LARGE: _("A page in it is larger than any scan of a questionnaire. Scan it with 300 dots an inch."),
        Fault.TOO_MANY: _("It holds too many pages. Bring it in parts."),
        Fault.DAMAGED: _("It is damaged. Scan it once more."),
    }[problem.fault]
    if not read:
        return said
    before = ngettext(
        "The %(count)d page before that was read and is kept.",
        "The %(count)d pages before that were read and are kept.",
        read,
    ) % {"count": read}
    return f"{said} {before}"


TROUBLES: dict[str, Promise | str] = {
    "the same page was scanned twice": gettext_lazy("Scanned twice; the first copy counts"),
    "two different pages carry the same number": gettext_lazy("Two different pages carry the same number"),
    "blank": gettext_lazy("Blank"),
    "not a page of ours": gettext_lazy("Not a page of this consultation"),
    "our marks, but the code cannot be read": gettext_lazy("The code of the page cannot be read"),
    "pages without numbers that cannot be of one sheet, in one picture": gettext_lazy(
        "Two forms without numbers lie side by side in one picture. Scan them one by one"
    ),
    "two codes in one picture": gettext_lazy("Two pages in one picture"),
    "a page of a questionnaire that is not expected here": gettext_lazy("A page of another questionnaire"),
    Fault.DAMAGED.value: gettext_lazy("This page of the file is damaged. Scan the sheet again"),
    Fault.TRUNCATED.value: gettext_lazy("The picture of this page is not whole. Scan the sheet again"),
    Fault.TOO_LARGE.value: gettext_lazy(
        "This page is too large, or takes too long to draw. Scan the sheet again with 300 dots an inch"
    ),
    "form_again": gettext_lazy("This numbered form was counted before"),
}


def trouble_in_words(trouble: str) -> str:
    """A page's trouble in words; what registration found is told as not fitting."""
    return str(TROUBLES.get(trouble, gettext_lazy("The page does not fit what was printed")))


def half_in_words(place: list[list[float]]) -> str:
    """Which half of its picture a page is; "" for one that has it for itself."""
    if not place:
        return ""
    x, y = ((min(along) + max(along)) / 2 for along in zip(*place, strict=True))
    if abs(x - 0.5) >= abs(y - 0.5):
        return _("left half") if x < 0.5 else _("right half")
    return _("upper half") if y < 0.5 else _("lower half")


WHY: dict[str, Promise | str] = {
    "the printed outline is not whole": gettext_lazy("the box is not whole"),
    "the printed outline is not in its place": gettext_lazy("the box is not in its place"),
    "the paper around the box is dark": gettext_lazy("something covers it"),
    "a streak of the scanner runs through": gettext_lazy("a streak of the scanner"),
    "a straight line runs through": gettext_lazy("a line runs through"),
    "the box lies outside of the picture": gettext_lazy("outside of the picture"),
    "the mark is not clear": gettext_lazy("the mark is not clear"),
    "the mark may be struck out": gettext_lazy("perhaps struck out"),
    "more than one mark where one is asked for": gettext_lazy("more than one mark"),
    "another box of the same question is not sure": gettext_lazy("the mark is not clear"),
    "an answer that was to be left out": gettext_lazy("answered though it was to be left out"),
    "something is written": gettext_lazy("to be typed"),
    "written": gettext_lazy("to be typed"),
    "page": gettext_lazy("the page could not be read"),
    "subjects": gettext_lazy("answers about an organisation that is not marked"),
    "refused": gettext_lazy("the questionnaire does not allow it"),
}


def why_in_words(why: str) -> str:
    return str(WHY.get(why, gettext_lazy("the mark is not clear")))
