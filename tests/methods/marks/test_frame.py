"""Frames go to JSON and back, and contradictions are refused."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from talka.methods.marks import (
    A4,
    A5,
    BadFrame,
    Box,
    Frame,
    Group,
    GroupKind,
    Line,
    MarkKind,
    Outline,
    PageCode,
    Skip,
    parts_of_query,
    sheet,
)
from tests.methods.marks.printed import printed

CODE = PageCode("Q7", 2, "pl", 3)


def page(*boxes: Box, kind: GroupKind = GroupKind.SINGLE) -> Frame:
    return sheet(A4, CODE, boxes, (Group("g", kind, tuple(box.id for box in boxes)),))


@some.composite
def frames(draw) -> Frame:
    size = draw(some.sampled_from([A4, A5, (297.0, 420.0), (100.5, 148.25)]))
    rows = draw(some.integers(1, 4))
    columns = draw(some.integers(1, 4))
    side = draw(some.floats(2.5, 6))
    boxes = [
        Box(f"{row}é{column}", 30 + 9 * column, 30 + 9 * row, side, side, draw(some.sampled_from(Outline)))
        for row in range(rows)
        for column in range(columns)
    ]
    groups = [
        Group(f"g{row}", draw(some.sampled_from(GroupKind)), tuple(f"{row}é{column}" for column in range(columns)))
        for row in range(rows)
    ]
    code = draw(
        some.none()
        | some.builds(PageCode, some.just("A1"), some.integers(0, 9999), some.just("nb"), some.integers(1, 999))
    )
    return sheet(size, code, boxes, groups, lines=[Line(20, 25, 80, 25)], skips=[Skip(boxes[0].id, ("elsewhere",))])


@given(frames())
def test_json_and_back(frame):
    assert Frame.from_json(frame.to_json()) == frame
    assert Frame.from_json(frame.to_json()).to_json() == frame.to_json()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 2}', "null", '{"format": 1, "width": "wide"}'])
def test_other_json_is_refused(text):
    with pytest.raises(BadFrame):
        Frame.from_json(text)


@given(frames(), some.data())
def test_json_with_a_part_lost_is_refused(frame, data):
    told = json.loads(frame.to_json())
    del told[data.draw(some.sampled_from(["width", "height", "boxes", "groups", "format"]))]
    with pytest.raises(BadFrame):
        Frame.from_json(json.dumps(told))


@pytest.mark.parametrize(
    ("boxes", "words"),
    [
        ((Box("a", 50, 50, 4, 4), Box("a", 60, 50, 4, 4)), "named twice"),
        ((Box("a", 50, 50, 4, 4), Box("b", 53, 53, 4, 4)), "overlap"),
        ((Box("a", 207, 50, 4, 4),), "outside"),
        ((Box("a", 8, 8, 4, 4),), "registration mark"),
        ((Box("a", 50, 50, 1, 4),), "smaller"),
    ],
)
def test_contradictions_are_refused(boxes, words):
    with pytest.raises(BadFrame, match=words):
        page(*boxes)


def test_each_box_belongs_to_one_group():
    with pytest.raises(BadFrame, match="differ: b"):
        sheet(A4, CODE, (Box("a", 50, 50, 4, 4), Box("b", 60, 50, 4, 4)), (Group("g", GroupKind.SINGLE, ("a",)),))
    with pytest.raises(BadFrame, match="no box"):
        sheet(A4, CODE, (), (Group("g", GroupKind.SINGLE, ()),))


@pytest.mark.parametrize("size", [A4, A5, (297.0, 420.0)])
def test_marks_stand_along_all_borders(size):
    frame = sheet(size, CODE, (), ())
    assert [mark.number for mark in frame.marks if mark.kind is MarkKind.CORNER] == [0, 1, 2, 3]
    edges = [mark for mark in frame.marks if mark.kind is MarkKind.EDGE]
    for side in (
        [mark for mark in edges if mark.x == 11],
        [mark for mark in edges if mark.y == 11],
        [mark for mark in edges if mark.x == size[0] - 11],
        [mark for mark in edges if mark.y == size[1] - 11],
    ):
        assert len(side) >= 4
    assert len(frame.codes) == 2


def test_a_foreign_form_needs_neither_marks_nor_code():
    frame = Frame(210, 297, (Box("a", 5, 5, 4, 4, Outline.NONE),), (Group("g", GroupKind.MULTIPLE, ("a",)),))
    assert frame.marks == ()
    assert frame.group_of["a"].id == "g"


def test_the_form_number_is_no_part_of_the_frame():
    assert sheet(A4, replace(CODE, form=9), (), ()).code == CODE


def test_parts_of_a_query():
    entry = {
        "page": 2,
        "id": "a",
        "group": "q",
        "kind": "multiple",
        "x": 30,
        "y": 40,
        "width": 4,
        "height": 4,
        "outline": "round",
    }
    boxes, groups = parts_of_query([entry, {**entry, "page": 1, "id": "z"}, {**entry, "id": "b", "x": 50}], 2)
    assert boxes == (Box("a", 30, 40, 4, 4, Outline.ROUND), Box("b", 50, 40, 4, 4, Outline.ROUND))
    assert groups == (Group("q", GroupKind.MULTIPLE, ("a", "b")),)
    with pytest.raises(BadFrame):
        parts_of_query([{"page": 1}], 1)


def test_the_printing_run_tells_every_box():
    frame, _ = printed()
    kinds = {group.id: (group.kind, len(group.boxes)) for group in frame.groups}
    assert kinds == {
        "what": (GroupKind.MULTIPLE, 6),
        "often": (GroupKind.SINGLE, 4),
        "live": (GroupKind.SINGLE, 2),
        "born": (GroupKind.DIGITS, 4),
        "else": (GroupKind.TEXT, 1),
        **{f"grid.{row}": (GroupKind.SINGLE, 5) for row in range(5)},
    }
