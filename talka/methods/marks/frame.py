"""What was printed on one page: its size, registration marks, page code, boxes and groups, in millimetres.

Positions count from the top left corner of the paper, x to the right and y downwards. A frame is data: it goes to JSON
and back without loss, is kept with the version of a questionnaire, and is all that the reader knows about a page.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self

from talka.methods.marks.codes import PageCode

FORMAT = 1
"""Of the JSON. A reader refuses what it does not know."""


class BadFrame(ValueError):
    """The description of a page contradicts itself; the message says where."""


class MarkKind(StrEnum):
    CORNER = "corner"
    """A square with a pattern of its own (see `patterns`): says which corner it is, and how the page lies."""
    EDGE = "edge"
    """A filled square on the border: holds the page in place between the corners."""


class Outline(StrEnum):
    SQUARE = "square"
    ROUND = "round"
    NONE = "none"
    """Nothing printed around the box: the reader cannot check its place, so only the registration vouches for it."""


class GroupKind(StrEnum):
    SINGLE = "single"
    """One box of the group may be marked."""
    MULTIPLE = "multiple"
    """Any number of boxes may be marked."""
    DIGITS = "digits"
    """Boxes that take one digit each, in reading order. The reader says whether something is written."""
    TEXT = "text"
    """One open area. The reader says whether something is written; a person types it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A registration mark: its centre and side, and for a corner which one (0 top left, then clockwise)."""

    kind: MarkKind
    number: int
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class CodePlace:
    """Where a copy of the page code is printed: top left corner and side of the symbol without its quiet zone."""

    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Box:
    """A place for a mark, a digit or words: top left corner, width and height to the outer edge of the outline."""

    id: str
    x: float
    y: float
    width: float
    height: float
    outline: Outline = Outline.SQUARE

    @property
    def centre(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Group:
    """A question on paper: which boxes belong together, and how they are answered."""

    id: str
    kind: GroupKind
    boxes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Skip:
    """When the box is marked, the groups are to stay empty. They may stand on other pages of the form."""

    when: str
    over: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A printed straight line longer than 20 mm, so that it is not taken for a streak of the scanner."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Frame:
    """One printed page. `code` is what the page code says without the form's number; None for a foreign form."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    groups: tuple[Group, ...]
    marks: tuple[Mark, ...] = ()
    codes: tuple[CodePlace, ...] = ()
    code: PageCode | None = None
    lines: tuple[Line, ...] = ()
    skips: tuple[Skip, ...] = ()

    def __post_init__(self) -> None:
        check(self)

    @property
    def group_of(self) -> dict[str, Group]:
        """The group of each box."""
        return {box: group for group in self.groups for box in group.boxes}

    def to_json(self) -> str:
        """One line of JSON with sorted keys: the same frame always gives the same text."""
        told = asdict(self)
        if self.code is not None:
            told["code"] = self.code.payload()
        return json.dumps({"format": FORMAT, **told}, sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The frame of `to_json`. Raises BadFrame when it is not one."""
        try:
            told = json.loads(text)
            if told.pop("format") != FORMAT:
                raise BadFrame("this description of a page is of another format")
            code = told.pop("code", None)
            return cls(
                width=float(told["width"]),
                height=float(told["height"]),
                boxes=tuple(
                    Box(**{**each, "outline": Outline(each.get("outline", "square"))}) for each in told["boxes"]
                ),
                groups=tuple(
                    Group(each["id"], GroupKind(each["kind"]), tuple(each["boxes"])) for each in told["groups"]
                ),
                marks=tuple(Mark(**{**each, "kind": MarkKind(each["kind"])}) for each in told.get("marks", ())),
                codes=tuple(CodePlace(**each) for each in told.get("codes", ())),
                code=None if code is None else PageCode.of_payload(code),
                lines=tuple(Line(**each) for each in told.get("lines", ())),
                skips=tuple(Skip(each["when"], tuple(each["over"])) for each in told.get("skips", ())),
            )
        except BadFrame:
            raise
        except (KeyError, TypeError, ValueError, AttributeError) as problem:
            raise BadFrame(f"this is not the description of a page: {problem}") from problem


def check(frame: Frame) -> None:
    """Raises BadFrame where boxes lie outside of the paper, repeat, overlap a mark, or belong to no group or to two."""
    if not (50 <= frame.width <= 1000 and 50 <= frame.height <= 1000):
        raise BadFrame("a page measures between 50 and 1000 mm")
    _once("box", (box.id for box in frame.boxes))
    _once("group", (group.id for group in frame.groups))
    _once("box of the groups", (box for group in frame.groups for box in group.boxes))
    boxes = {box.id: box for box in frame.boxes}
    grouped = {box for group in frame.groups for box in group.boxes}
    if grouped != set(boxes):
        raise BadFrame(f"boxes and groups differ: {', '.join(sorted(grouped ^ set(boxes)))}")
    if any(not group.boxes for group in frame.groups):
        raise BadFrame("a group has no box")
    for box in frame.boxes:
        if box.width < 2 or box.height < 2:
            raise BadFrame(f"box {box.id} is smaller than 2 mm")
        if box.x < 0 or box.y < 0 or box.x + box.width > frame.width or box.y + box.height > frame.height:
            raise BadFrame(f"box {box.id} lies outside of the paper")
    _keep_clear(frame)


def _once(what: str, names: Iterable[str]) -> None:
    twice = sorted(name for name, times in Counter(names).items() if times > 1)
    if twice:
        raise BadFrame(f"{what} named twice: {', '.join(twice)}")


def _keep_clear(frame: Frame) -> None:
    """Marks need a white rim to be found; boxes must not touch each other."""
    taken = [
        (m.x - m.size / 2 - 1, m.y - m.size / 2 - 1, m.x + m.size / 2 + 1, m.y + m.size / 2 + 1) for m in frame.marks
    ]
    taken += [(c.x - 1.5, c.y - 1.5, c.x + c.size + 1.5, c.y + c.size + 1.5) for c in frame.codes]
    areas = [(box.x, box.y, box.x + box.width, box.y + box.height) for box in frame.boxes]
    for box, area in zip(frame.boxes, areas, strict=True):
        if any(_touch(area, other) for other in taken):
            raise BadFrame(f"box {box.id} lies on a registration mark or its white rim")
    rows = sorted(zip(areas, frame.boxes, strict=True), key=lambda each: each[0][1])
    for place, (area, box) in enumerate(rows):
        for other_area, other in rows[place + 1 :]:
            if other_area[1] >= area[3]:
                break
            if _touch(area, other_area):
                raise BadFrame(f"boxes {box.id} and {other.id} overlap")


def _touch(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def parts_of_query(found: Iterable[Mapping[str, Any]], page: int) -> tuple[tuple[Box, ...], tuple[Group, ...]]:
    """Boxes and groups of one printed page, from what `typst.query` tells of the boxes of `page.typ`.

    Raises BadFrame when the entries are not of that kind. `page` counts from 1.
    """
    boxes: list[Box] = []
    groups: dict[str, tuple[GroupKind, list[str]]] = {}
    try:
        for each in found:
            if each["page"] != page:
                continue
            size = float(each["width"]), float(each["height"])
            boxes.append(Box(str(each["id"]), float(each["x"]), float(each["y"]), *size, Outline(each["outline"])))
            groups.setdefault(str(each["group"]), (GroupKind(each["kind"]), []))[1].append(boxes[-1].id)
    except (KeyError, TypeError, ValueError) as problem:
        raise BadFrame(f"this does not describe boxes: {problem}") from problem
    return tuple(boxes), tuple(Group(id, kind, tuple(names)) for id, (kind, names) in groups.items())
