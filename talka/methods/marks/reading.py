"""Each box → how probable it is that it is marked; each group → an answer, or a person.

Nothing is guessed. A reading is accepted when the box was seen whole and in its place, nothing runs through it, and the
model is sure; everything else is `sure=False` with the reasons, and goes to a person with its picture.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from talka.methods.marks.cutting import Grey, around, cut
from talka.methods.marks.dirt import find_streaks
from talka.methods.marks.features import overflow, stain
from talka.methods.marks.frame import Box, Frame, GroupKind, Outline
from talka.methods.marks.mending import without_streaks
from talka.methods.marks.model import Model, model
from talka.methods.marks.patches import Patches, black_level, settled
from talka.methods.marks.registration import DoesNotFit, Reason, Registration
from talka.methods.marks.visibility import LEAST_SIDE, MOST_OVERFLOW, MOST_STAIN, Doubt, rectangles, visible

MOST_LOST = 0.25
"""Of all outlines on a page: when more are not where they should be, nothing on the page is believed."""
SHARES = np.array([0.70, 0.25, 0.05])
"""Of empty, marked and struck-out boxes where the model was fitted: what its probabilities already count in."""
HABIT = ((0.054, 0.006, 0.001), (0.880, 0.040, 0.004), (0.012, 0.002, 0.001))
"""Habit in a single choice: none, one, two marks that count (rows), and none, one, two struck out (columns)."""
ONLY_MARK = 0.9
"""In a single choice the mark is at least so probable by itself, and of every other box that it is none: habit alone decides nothing."""
MENDED_FROM = 0.998
"""Where a streak was taken out, a box is accepted from this probability on: empty and clean, or marked."""
STAINED_FROM, MOST_DARK = 0.999, 0.5
"""A box with a dark spot (MOST_STAIN) is accepted as empty from this probability on, and with a black one never."""
LEAST_CHANCE = 2e-5
"""No class of no box is held for rarer than this, however sure the model is."""
OF_THE_MARK = frozenset({Doubt.UNCLEAR, Doubt.RUNS_OUT, Doubt.STRUCK, Doubt.STAINED})
"""Doubts about what a mark means. The other boxes of a single choice can lift them; doubts about the paper they cannot."""
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
    if not small:
        # The last page of a form may hold its end alone, or one area for words.
        return tuple(_read_text(picture, box, registration) for box in frame.boxes)
    registration, patches = settled(picture, registration, small)
    _check_outlines(patches)
    patches, doubts, mended = cleared(picture, frame, registration, patches)
    by = by or model()
    chances = by(patches)
    judged_ = judged(chances, stain(patches, rim=2), overflow(patches), doubts, mended, by)
    readings = {
        box.id: Reading(box.id, marked, marked > max(empty, struck), not found, tuple(found), struck)
        for box, (empty, marked, struck), found in zip(small, chances.tolist(), judged_, strict=True)
    }
    for box in frame.boxes:
        if box.id not in readings:
            readings[box.id] = _read_text(picture, box, registration)
    return tuple(readings[box.id] for box in frame.boxes)


def cleared(
    picture: Grey, frame: Frame, registration: Registration, patches: Patches
) -> tuple[Patches, list[list[Doubt]], NDArray[np.bool_]]:
    """The patches cleared of thin streaks, what speaks against reading each, and which of them were mended."""
    streaks = find_streaks(picture, frame, registration)
    places = rectangles(registration, patches.boxes)
    patches, mended, streaked = without_streaks(picture, registration, patches, streaks, places)
    return patches, visible(picture, registration, patches, streaked), mended


def _check_outlines(patches: Patches) -> None:
    outlined = np.array([box.outline is not Outline.NONE for box in patches.boxes], dtype=bool)
    if outlined.sum() < 4:
        return
    sides = np.sort(patches.sides[outlined], axis=1)
    lost = ((sides[:, 1] < LEAST_SIDE) | patches.strayed[outlined]).mean()
    if lost > MOST_LOST:
        raise DoesNotFit(Reason.BOXES_OUT_OF_PLACE, f"{lost:.0%} of the boxes")


def judged(
    chances: NDArray[np.float64],
    spots: NDArray[np.float64],
    out: NDArray[np.float64],
    doubts: Sequence[Sequence[Doubt]],
    mended: NDArray[np.bool_],
    by: Model,
) -> list[list[Doubt]]:
    """For each box of a page all that speaks against accepting it by itself, what was seen before (`doubts`) first."""
    found = [list(each) for each in doubts]
    for index in _running_out(out, chances):
        found[index].append(Doubt.RUNS_OUT)
    for index, (empty, marked, struck) in enumerate(chances.tolist()):
        stained = spots[index] > (MOST_STAIN if empty < STAINED_FROM else MOST_DARK)
        if mended[index] and marked < MENDED_FROM and (stained or empty < MENDED_FROM):
            found[index].append(Doubt.STREAK)
        if marked >= by.marked_from:
            continue
        if empty + struck >= by.empty_from:
            if stained and empty > struck:
                found[index].append(Doubt.STAINED)
        elif struck > max(marked, empty):
            found[index].append(Doubt.STRUCK)
        else:
            found[index].append(Doubt.STAINED if empty > marked and stained else Doubt.UNCLEAR)
    return found


def _running_out(out: NDArray[np.float64], chances: NDArray[np.float64]) -> list[int]:
    """Marks that run out of their box as no other mark of this hand does: words written over boxes look like that."""
    marked = np.flatnonzero(chances[:, 1] > 0.5)
    if not len(marked):
        return []
    usual = float(np.median(out[marked]))
    return [int(index) for index in marked if out[index] > MOST_OVERFLOW + 2 * usual]


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


def answers(frame: Frame, readings: tuple[Reading, ...], by: Model | None = None) -> tuple[Answer, ...]:
    """What the groups of this page say, by the rules of their kinds. Skips within the page count; see also `skipped`."""
    return _by_group(frame, _read_as_wholes(frame, readings, by))


def _read_as_wholes(frame: Frame, readings: tuple[Reading, ...], by: Model | None) -> dict[str, Reading]:
    """By box, after each single choice was read as a whole."""
    by_box = {reading.box: reading for reading in readings}
    for group in frame.groups:
        if group.kind is GroupKind.SINGLE:
            mine = _together([by_box[box] for box in group.boxes], by or model())
            by_box |= {reading.box: reading for reading in mine}
    return by_box


def _by_group(frame: Frame, by_box: Mapping[str, Reading]) -> tuple[Answer, ...]:
    found = {}
    for group in frame.groups:
        mine = [by_box[box] for box in group.boxes]
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


def _together(mine: list[Reading], by: Model) -> list[Reading]:
    """A single choice is read as a whole: what is not quite clear in one box becomes clear by the others, or the reverse.

    The answer that is likeliest for all boxes together (one mark, or none) is accepted when it leaves little room for
    every other. Doubts about the paper stay, and so do two marks, and so does a dark spot where nothing else is marked.
    """
    if len(mine) == 1 or any(set(reading.doubts) - OF_THE_MARK for reading in mine):
        return mine
    chances = np.array([[1 - each.probability - each.struck, each.probability, each.struck] for each in mine])
    whole = together(chances)
    best = int(whole.argmax())
    plain = all(reading.probability >= ONLY_MARK for reading in mine[best : best + 1])
    plain &= all(1 - reading.probability >= ONLY_MARK for place, reading in enumerate(mine) if place != best)
    if best == len(mine):
        plain &= not any(Doubt.STAINED in reading.doubts for reading in mine)
    if whole[best] >= by.answer_from and plain:
        return [replace(reading, marked=place == best, sure=True, doubts=()) for place, reading in enumerate(mine)]
    clear = all(reading.sure for reading in mine)
    if not clear or sum(reading.marked for reading in mine) > 1 or best == len(mine):
        # Where each box is clearly empty, habit does not speak against it: whole pages are left out.
        return mine
    # Each box is clear by itself, and all of them together make no likely answer.
    return [replace(reading, sure=False, doubts=(Doubt.UNCLEAR,)) for reading in mine]


def together(chances: NDArray[np.float64]) -> NDArray[np.float64]:
    """How probable each answer of a single choice is: only the first box is marked, only the second, …, and last none.

    `chances` are rows of empty, marked, struck out. What is left to one is for two marks. Boxes are taken as independent, given how
    many marks people make and strike out (HABIT), which is habit and not what the boxes look like.
    """
    count = len(chances)
    likely = np.clip(chances, LEAST_CHANCE, 1) / SHARES
    # Questions have a handful of boxes: plain numbers are twenty times as fast here as arrays.
    marked: list[float] = (likely[:, 1] / likely[:, 0]).tolist()
    struck: list[float] = (likely[:, 2] / likely[:, 0]).tolist()
    once, squares = sum(struck), sum(each * each for each in struck)
    shares = [
        (none, one / max(free, 1), two / max(free * (free - 1), 1))
        for free, (none, one, two) in zip((count, count - 1, count - 2), HABIT, strict=True)
    ]

    def struck_out(made: int, less: float, less_squares: float) -> float:
        """Over none, one and two struck out of the boxes that are not marked; `less` is what the marked ones hold of the sums."""
        none, one, two = shares[made]
        left = once - less
        return none + one * left + two * (left * left - squares + less_squares)

    told = [mark / count * struck_out(1, out, out * out) for mark, out in zip(marked, struck, strict=True)]
    told.append(struck_out(0, 0.0, 0.0))
    both = 0.0
    for first in range(count):
        mark, out = marked[first], struck[first]
        for second in range(first + 1, count):
            other = struck[second]
            both += mark * marked[second] * struck_out(2, out + other, out * out + other * other)
    return np.array(told) / (sum(told) + both / max(count * (count - 1) / 2, 1))


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


def agreed(frame: Frame, readings: tuple[Reading, ...], by: Model | None = None) -> tuple[Reading, ...]:
    """The readings after the rules of their groups: where an answer is not sure, none of its boxes is.

    In groups of many boxes where any number may be marked, each box stands for itself.
    """
    by_box = _read_as_wholes(frame, readings, by)
    given = {answer.group: answer for answer in _by_group(frame, by_box)}
    kinds = {box: (group.id, group.kind) for group in frame.groups for box in group.boxes}
    told = []
    for reading in (by_box[reading.box] for reading in readings):
        group_id, kind = kinds[reading.box]
        answer = given[group_id]
        alone = kind is GroupKind.MULTIPLE and Doubt.SKIPPED not in answer.doubts
        if reading.sure and not answer.sure and not alone:
            why = tuple(each for each in answer.doubts if each in {Doubt.SEVERAL, Doubt.SKIPPED}) or (Doubt.GROUP,)
            reading = replace(reading, sure=False, doubts=why)
        told.append(reading)
    return tuple(told)


def with_answers(frame: Frame, readings: tuple[Reading, ...]) -> tuple[tuple[Reading, ...], tuple[Answer, ...]]:
    """The readings as `agreed` gives them, and the answers that they make."""
    told = agreed(frame, readings)
    # What was read as a whole stays so: the answers follow from the readings without weighing them once more.
    return told, _by_group(frame, {reading.box: reading for reading in told})
