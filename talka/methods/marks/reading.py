"""Each box → how probable it is that it is marked; each group → an answer, or a person.

Nothing is guessed. A reading is accepted when the box was seen whole and in its place, nothing runs through it, and the
model is sure; everything else is `sure=False` with the reasons, and goes to a person with its picture.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from talka.methods.marks.cutting import Grey, around, cut
from talka.methods.marks.features import features, overflow, stain
from talka.methods.marks.frame import Box, Frame, GroupKind, Outline
from talka.methods.marks.model import Model, model
from talka.methods.marks.patches import Patches, black_level, settled
from talka.methods.marks.registration import DoesNotFit, Reason, Registration
from talka.methods.marks.visibility import LEAST_SIDE, MOST_OVERFLOW, MOST_STAIN, MOST_STRUCK, Doubt, visible

MOST_LOST = 0.25
"""Of all outlines on a page: when more are not where they should be, nothing on the page is believed."""
ONLY_MARK = 0.9
"""Of a single choice: one box at least so probably marked, all others at least so probably empty, is an answer."""
TEXT_SCALE = 5.0
TEXT_EMPTY, TEXT_WRITTEN = 0.0006, 0.004
"""Share of inked paper below which a text area is empty, and above which something is written."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One box. `probability` is that of being marked (for digits and texts: of something being written)."""

    box: str
    probability: float
    marked: bool
    sure: bool
    doubts: tuple[Doubt, ...] = ()
    struck: float = 0.0
    """Probability that a mark was made and struck out."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One group: the boxes that count as marked, and whether that is believed without a person.

    Groups of digits and texts are sure when they are empty; what is written there is for a person to type.
    """

    group: str
    marked: tuple[str, ...]
    sure: bool
    doubts: tuple[Doubt, ...] = ()


def read_boxes(picture: Grey, frame: Frame, registration: Registration, by: Model | None = None) -> tuple[Reading, ...]:
    """A reading for each box, in the order of the frame. Raises DoesNotFit when the outlines are elsewhere."""
    group_of = frame.group_of
    small = tuple(box for box in frame.boxes if group_of[box.id].kind is not GroupKind.TEXT)
    registration, patches = settled(picture, registration, small)
    _check_outlines(patches)
    doubts = visible(picture, frame, registration, patches)
    by = by or model()
    chances = by(features(patches, registration.scale))
    for index in _running_out(patches, chances):
        doubts[index].append(Doubt.RUNS_OUT)
    readings = {
        box.id: _reading(box, chance, float(spot), mine, by)
        for box, chance, spot, mine in zip(small, chances, stain(patches, rim=2), doubts, strict=True)
    }
    for box in frame.boxes:
        if box.id not in readings:
            readings[box.id] = _read_text(picture, box, registration)
    return tuple(readings[box.id] for box in frame.boxes)


def _check_outlines(patches: Patches) -> None:
    outlined = np.array([box.outline is not Outline.NONE for box in patches.boxes], dtype=bool)
    if outlined.sum() < 4:
        return
    sides = np.sort(patches.sides[outlined], axis=1)
    lost = ((sides[:, 1] < LEAST_SIDE) | patches.strayed[outlined]).mean()
    if lost > MOST_LOST:
        raise DoesNotFit(Reason.BOXES_OUT_OF_PLACE, f"{lost:.0%} of the boxes")


def _running_out(patches: Patches, chances: NDArray[np.float64]) -> list[int]:
    """Marks that run out of their box as no other mark of this hand does: words written over boxes look like that."""
    marked = np.flatnonzero(chances[:, 1] > 0.5)
    if not len(marked):
        return []
    out = overflow(patches)
    usual = float(np.median(out[marked]))
    return [int(index) for index in marked if out[index] > MOST_OVERFLOW + 2 * usual]


def _reading(box: Box, chance: NDArray[np.float64], spot: float, doubts: list[Doubt], by: Model) -> Reading:
    empty, marked, struck = (float(each) for each in chance)
    if marked >= by.marked_from and struck <= MOST_STRUCK:
        found = doubts
    elif empty >= by.empty_from:
        found = [*doubts, Doubt.STAINED] if spot > MOST_STAIN else doubts
    elif struck > max(marked, empty):
        found = [*doubts, Doubt.STRUCK]
    else:
        found = [*doubts, Doubt.STAINED if empty > marked and spot > MOST_STAIN else Doubt.UNCLEAR]
    return Reading(box.id, marked, marked > empty and marked > struck, not found, tuple(found), struck)


def _read_text(picture: Grey, box: Box, registration: Registration) -> Reading:
    """Whether anything is written in an open area: inked paper inside of its outline."""
    inset = 1.0
    width, height = box.width - 2 * inset, box.height - 2 * inset
    area = cut(
        picture,
        registration.warp,
        around(np.array([box.centre]), width / 2, height / 2),
        max(4, round(height * TEXT_SCALE)),
        max(4, round(width * TEXT_SCALE)),
    )[0].astype(np.float32)
    white = np.percentile(area, 75)
    dark = (1 - area / max(1.0, float(white))) / (1 - black_level(picture, registration))
    inked = float((dark > 0.22).mean())
    probability = float(np.clip((inked - TEXT_EMPTY) / (TEXT_WRITTEN - TEXT_EMPTY), 0.001, 0.999))
    if inked < TEXT_EMPTY:
        return Reading(box.id, probability, False, True)
    return Reading(box.id, probability, inked > TEXT_WRITTEN, False, (Doubt.WRITTEN,))


def answers(frame: Frame, readings: tuple[Reading, ...]) -> tuple[Answer, ...]:
    """What the groups of this page say, by the rules of their kinds. Skips within the page count; see also `skipped`."""
    by_box = {reading.box: reading for reading in readings}
    found = {}
    for group in frame.groups:
        mine = [by_box[box] for box in group.boxes]
        if group.kind is GroupKind.SINGLE:
            mine = _together(mine)
        marked = tuple(reading.box for reading in mine if reading.marked)
        doubts = {doubt for reading in mine for doubt in reading.doubts}
        if group.kind is GroupKind.SINGLE and len(marked) > 1:
            doubts.add(Doubt.SEVERAL)
        if group.kind in {GroupKind.DIGITS, GroupKind.TEXT} and marked:
            doubts.add(Doubt.WRITTEN)
        found[group.id] = Answer(group.id, marked, not doubts, tuple(sorted(doubts)))
    for group_id in skipped((frame,), found):
        doubts = {*found[group_id].doubts, Doubt.SKIPPED}
        found[group_id] = Answer(group_id, found[group_id].marked, False, tuple(sorted(doubts)))
    return tuple(found[group.id] for group in frame.groups)


def _together(mine: list[Reading]) -> list[Reading]:
    """A single choice is read as a whole: what is not quite clear in one box becomes clear by the others.

    When exactly one box looks marked and all others look empty, each by itself less than sure, then together they leave
    little room: nearly everybody marks one, and hardly anybody two. Only UNCLEAR and RUNS_OUT are lifted by this.
    """
    if any(set(reading.doubts) - {Doubt.UNCLEAR, Doubt.RUNS_OUT} for reading in mine):
        return mine
    marked = [reading for reading in mine if reading.probability >= ONLY_MARK and reading.struck <= MOST_STRUCK]
    empty = [reading for reading in mine if 1 - reading.probability - reading.struck >= ONLY_MARK]
    if len(marked) != 1 or len(empty) != len(mine) - 1:
        return mine
    return [replace(reading, sure=True, doubts=()) for reading in mine]


def skipped(frames: Iterable[Frame], found: Mapping[str, Answer]) -> set[str]:
    """Groups in which a skip rule is broken: the one that asked to skip, and those answered nevertheless.

    `frames` and `found` may be all pages of one form and the answers of all of them; groups that are not among the
    answers are left out.
    """
    frames = tuple(frames)
    owner = {box: group.id for frame in frames for group in frame.groups for box in group.boxes}
    broken: set[str] = set()
    for skip in (skip for frame in frames for skip in frame.skips):
        asking = owner.get(skip.when)
        if asking is None or asking not in found or skip.when not in found[asking].marked:
            continue
        answered = {group for group in skip.over if group in found and found[group].marked}
        if answered:
            broken |= answered | {asking}
    return broken


def agreed(frame: Frame, readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """The readings after the rules of their groups: where an answer is not sure, none of its boxes is.

    In groups of many boxes where any number may be marked, each box stands for itself.
    """
    given = {answer.group: answer for answer in answers(frame, readings)}
    kinds = {box: (group.id, group.kind) for group in frame.groups for box in group.boxes}
    told = []
    by_box = {reading.box: reading for reading in readings}
    for group in frame.groups:
        if group.kind is GroupKind.SINGLE:
            by_box |= {reading.box: reading for reading in _together([by_box[box] for box in group.boxes])}
    for reading in (by_box[reading.box] for reading in readings):
        group_id, kind = kinds[reading.box]
        answer = given[group_id]
        alone = kind is GroupKind.MULTIPLE and Doubt.SKIPPED not in answer.doubts
        if reading.sure and not answer.sure and not alone:
            why = tuple(each for each in answer.doubts if each in {Doubt.SEVERAL, Doubt.SKIPPED}) or (Doubt.GROUP,)
            reading = replace(reading, sure=False, doubts=why)
        told.append(reading)
    return tuple(told)
