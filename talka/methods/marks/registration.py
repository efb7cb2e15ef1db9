"""Where the printed page lies in the picture, and whether that can be believed.

`register` finds the marks that we print; `registered` takes points that somebody else found, for forms of others. Both
give a `Registration`, which checks itself: a mark that was left out of the fit must be where the fit expects it. What
does not fit raises `DoesNotFit` and says why; such a page goes to a person.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from talka.methods.marks.cutting import Grey
from talka.methods.marks.finding import LEAST_LIKENESS, corners_of, find_corners, measure
from talka.methods.marks.frame import Frame, Mark, MarkKind
from talka.methods.marks.layout import CORNER
from talka.methods.marks.warp import Points, Warp

LEAST_CORNERS = 3
LEAST_SHARE = 0.7
"""Of all marks that must be found."""
FULL_SHARE = 0.87
"""When so many of all marks are found, one corner less is enough: a page askew leaves the glass with its corners."""
LEAST_SIDE_SHARE = 0.5
"""Of the edge marks on each of the four sides."""
LEAST_LEFT, LEAST_LEFT_SHARE = 12, 0.4
"""Marks that must be left of a border that lost a side or most corners, one corner among them."""
LEAST_SPREAD = 0.6
"""Of the paper's width and height, over which they must be spread."""
STEP, WIDE = 46.0, 60.0
"""mm from known marks to the next ones when a border is followed; from where on known points tell a perspective."""
HELD_OUT = 1.0
"""How far, in mm, a mark may be from where the others expect it."""
HELD_OUT_MEAN = 0.35
"""The same, root of the mean square."""
MOST_OUTLIERS = 2
"""Marks that were seen and yet are not where they should be: dirt may look like a mark, but not often."""
LEAST_SCALE = 3.2
"""Pixels per mm (81 dpi): below, marks of a pencil are lost."""
MOST_STRETCH = 1.9
"""Largest against smallest scale on one page: more is a photograph from too low an angle."""
FOLDS = 4
NEAR, FAR, MANY = 1.5, 2.6, 0.6
"""mm around its place in which a mark is looked for, at first and where less than this share was found."""


class Reason(StrEnum):
    """Why a page was not registered."""

    NO_MARKS = "no corner mark was found"
    TWO_PAGES = "marks of more than one page were found"
    FEW_CORNERS = "too few corner marks were found"
    FEW_MARKS = "too few registration marks were found"
    SIDE_LOST = "most marks along one side are covered or missing"
    OUT_OF_PLACE = "registration marks are not where they should be"
    MIRRORED = "the page is mirrored or folded"
    TOO_COARSE = "the picture has too few pixels"
    TOO_SLANTED = "the page was photographed from too low an angle"
    BOXES_OUT_OF_PLACE = "printed boxes are not where they should be"


class DoesNotFit(Exception):
    """The picture cannot be laid over the frame."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason.value}{f' ({detail})' if detail else ''}")
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True, eq=False)
class Registration:
    """How the page lies in the picture, and how well that was checked."""

    warp: Warp
    corners_found: int
    marks_found: int
    marks_printed: int
    held_out: float
    """Root mean square distance, in mm, of marks from where a fit without them expects them."""
    held_out_worst: float
    scale: float
    """Pixels per mm, mean over the page."""
    hull: Points
    """Found marks, mm: outside of their hull nothing was checked."""
    firm: bool = True
    """False where a part of the border is lost: then the printed boxes must agree more strictly, see `visibility`."""


def register(
    picture: Grey,
    frame: Frame,
    seen: dict[int, list[Points]] | None = None,
    symbols: Sequence[Points] = (),
) -> Registration:
    """Finds the frame's own marks. Raises DoesNotFit.

    `seen` are the corner marks if they were looked for already, `symbols` places where copies of the code were found: with
    few corners the border is followed from there.
    """
    seen = find_corners(picture) if seen is None else seen
    seen = {number: _alike(picture, number, places) for number, places in seen.items()}
    if any(len(places) > 1 for places in seen.values()):
        raise DoesNotFit(Reason.TWO_PAGES)
    corners = {mark.number: mark for mark in frame.marks if mark.kind is MarkKind.CORNER}
    known = [number for number in seen if number in corners]
    if not known and not symbols:
        raise DoesNotFit(Reason.NO_MARKS)
    page = [corners_of(corners[number]) for number in known]
    places = [seen[number][0] for number in known]
    if len(known) >= LEAST_CORNERS:
        try:
            return _settled(picture, frame, Warp.flat(np.concatenate(page), np.concatenate(places)))
        except DoesNotFit as problem:
            # Bent paper, or a mark that is none: the border may still be followed step by step.
            if problem.reason not in {Reason.FEW_MARKS, Reason.FEW_CORNERS, Reason.SIDE_LOST}:
                raise
    return checked(frame, *_followed(picture, frame, page, places, symbols))


def _alike(picture: Grey, number: int, places: list[Points]) -> list[Points]:
    """Of several places of a corner mark those that look like it, each once; the likeliest when none does."""
    if len(places) < 2:
        return places
    mark = Mark(MarkKind.CORNER, number, 0.0, 0.0, CORNER)
    likeness = [float(measure(picture, _plane(corners_of(mark), place), (mark,), 1.0)[1][0]) for place in places]
    kept: list[Points] = []
    for index in np.argsort(likeness)[::-1]:
        here = places[int(index)]
        reach = float(np.ptp(here, axis=0).max())
        apart = all(np.abs(here.mean(axis=0) - other.mean(axis=0)).max() > reach / 2 for other in kept)
        if apart and (likeness[int(index)] >= LEAST_LIKENESS or not kept):
            kept.append(here)
    return kept


def _settled(picture: Grey, frame: Frame, warp: Warp) -> Registration:
    return checked(frame, *_walk(picture, frame, warp))


def _followed(
    picture: Grey, frame: Frame, page: list[Points], places: list[Points], symbols: Sequence[Points]
) -> tuple[np.ndarray, Points]:
    """Marks found one after another, each near to some that were found before. Raises DoesNotFit."""
    printed = [
        np.array([[x, y], [x + size, y], [x + size, y + size], [x, y + size]])
        for x, y, size in ((code.x, code.y, code.size) for code in frame.codes)
    ]
    # Which copy a symbol is, is seen from the corners; if there are none, either is tried.
    tried = [(page, places)]
    if symbols and printed:
        if page:
            corner_warp = _plane(np.concatenate(page), np.concatenate(places))
            near = [
                min(printed, key=lambda each: float(np.abs(corner_warp(each) - symbol).max())) for symbol in symbols
            ]
            tried = [(page + near, places + list(symbols))] if len(page) < 2 else tried
        else:
            tried = [([each], [symbols[0]]) for each in printed]
    best: tuple[np.ndarray, Points] | None = None
    for from_page, from_places in tried:
        found, at = _grown(picture, frame, np.concatenate(from_page), np.concatenate(from_places))
        if best is None or found.sum() > best[0].sum():
            best = found, at
    assert best is not None, "at least one way is tried"
    if best[0].sum() < 8:
        raise DoesNotFit(Reason.FEW_MARKS, f"{int(best[0].sum())} of {len(best[0])}")
    at = np.array([[mark.x, mark.y] for mark in frame.marks])[best[0]]
    if np.ptp(at, axis=0).min() < WIDE:
        # One side of the page alone says nothing about how far away the other lies.
        raise DoesNotFit(Reason.SIDE_LOST, "all but one")
    return _walk(picture, frame, Warp.bent(at, best[1][best[0]], _size(frame)), best)


def _size(frame: Frame) -> float:
    return max(frame.width, frame.height)


def _plane(page: Points, places: Points) -> Warp:
    """The affine map through these pairs; a perspective where they are spread over the page."""
    spread = np.ptp(page, axis=0)
    if len(page) >= 12 and spread.min() > WIDE:
        return Warp.flat(page, places)
    affine = np.linalg.lstsq(np.column_stack([page, np.ones(len(page))]), places, rcond=None)[0].T
    return Warp(np.vstack([affine, [0, 0, 1]]), np.empty((0, 2)), np.empty((0, 2)), 1.0)


def _grown(picture: Grey, frame: Frame, page: Points, places: Points) -> tuple[np.ndarray, Points]:
    at = np.array([[mark.x, mark.y] for mark in frame.marks])
    found = np.zeros(len(at), dtype=bool)
    tried = np.zeros(len(at), dtype=np.int64)
    seen = np.full((len(at), 2), np.nan)
    while True:
        apart = np.sqrt(((at[:, None] - page[None]) ** 2).sum(axis=2))
        near = np.flatnonzero(~found & (apart.min(axis=1) < STEP) & (tried < 3))
        if not len(near):
            return found, seen
        tried[near] += 1
        plane = _plane(page, places)
        rest = places - plane(page)
        # Where the paper bends away from the plane, the nearest known points say by how much.
        closest = np.argsort(apart[near], axis=1)[:, :3]
        aside = rest[closest].mean(axis=1)
        scale = float(np.abs(plane.scale(at[near])).mean())
        if not 1.0 < scale < 200.0:
            return found, seen
        for index, moved in zip(near, aside, strict=True):
            matrix = plane.perspective.copy()
            matrix = np.array([[1, 0, moved[0]], [0, 1, moved[1]], [0, 0, 1]]) @ matrix
            here = Warp(matrix, np.empty((0, 2)), np.empty((0, 2)), 1.0)
            place, like = measure(picture, here, (frame.marks[index],), 1.8)
            if like[0] >= LEAST_LIKENESS:
                found[index] = True
                seen[index] = place[0]
        page = np.concatenate([page, at[near][found[near]]])
        places = np.concatenate([places, seen[near][found[near]]])


def _walk(
    picture: Grey, frame: Frame, warp: Warp, already: tuple[np.ndarray, Points] | None = None
) -> tuple[np.ndarray, Points]:
    """Measures all marks; those not found at first are looked for again from where the others bend the page to."""
    size = _size(frame)
    at = np.array([[mark.x, mark.y] for mark in frame.marks])
    if already is None:
        # Most pages lie flat, and a small search is quick; where paper is bent the marks found nearby say where to go on.
        places, likeness = measure(picture, warp, frame.marks, NEAR)
        if (likeness >= LEAST_LIKENESS).sum() < MANY * len(at):
            places, likeness = measure(picture, warp, frame.marks, FAR)
    else:
        places, likeness = already[1].copy(), already[0].astype(np.float64)
    for _ in range(3):
        found = likeness >= LEAST_LIKENESS
        missing = np.flatnonzero(~found)
        if not len(missing) or found.sum() < 8:
            break
        bent = Warp.bent(at[found], places[found], size)
        again, like = measure(picture, bent, tuple(frame.marks[index] for index in missing), FAR)
        better = like >= LEAST_LIKENESS
        if not better.any():
            break
        places[missing[better]] = again[better]
        likeness[missing[better]] = like[better]
    return likeness >= LEAST_LIKENESS, places


def checked(frame: Frame, found: np.ndarray, places: Points) -> Registration:
    """The registration through the found marks, after all checks. Raises DoesNotFit."""
    size = _size(frame)
    at = np.array([[mark.x, mark.y] for mark in frame.marks])
    found = found.copy()
    firm = _check_count(frame, found)
    for _ in range(MOST_OUTLIERS + 1):
        apart = _held_out(at, places, found, size)
        worst = int(np.argmax(apart))
        if apart[worst] <= HELD_OUT:
            break
        found[worst] = False
        firm = _check_count(frame, found)
    else:
        raise DoesNotFit(Reason.OUT_OF_PLACE, f"by {apart.max():.1f} mm")
    # What was left out may have been spoiled by its neighbours: take back what fits now.
    warp = Warp.bent(at[found], places[found], size)
    mean = float(np.sqrt((apart[found] ** 2).mean()))
    if mean > HELD_OUT_MEAN:
        raise DoesNotFit(Reason.OUT_OF_PLACE, f"by {mean:.2f} mm on average")
    scale = _check_shape(frame, warp)
    if not firm:
        _check_reach(frame, at, places, found, warp)
    corners = sum(1 for mark, there in zip(frame.marks, found, strict=True) if there and mark.kind is MarkKind.CORNER)
    return Registration(
        warp, corners, int(found.sum()), len(found), mean, float(apart[found].max()), scale, at[found], firm
    )


def _check_reach(frame: Frame, at: Points, places: Points, found: np.ndarray, warp: Warp) -> None:
    """Where a part of the border is lost, the rest must tell the same of every box, whichever fourth of it is asked."""
    centres = np.array([box.centre for box in frame.boxes]).reshape(-1, 2)
    if not len(centres):
        raise DoesNotFit(Reason.FEW_CORNERS, "and no boxes to check")
    indexes = np.flatnonzero(found)
    told = warp(centres)
    scale = np.maximum(np.abs(warp.scale(centres)), 1e-6)
    for fold in range(FOLDS):
        kept = np.delete(indexes, np.s_[fold::FOLDS])
        without = Warp.bent(at[kept], places[kept], _size(frame))(centres)
        apart = float((np.sqrt(((without - told) ** 2).sum(axis=1)) / scale).max())
        if apart > HELD_OUT:
            raise DoesNotFit(Reason.FEW_MARKS, f"boxes are off by {apart:.1f} mm")


def _held_out(at: Points, places: Points, found: np.ndarray, size: float) -> np.ndarray:
    """For each found mark its distance in mm from where a fit without it (and without every fourth) expects it."""
    apart = np.zeros(len(at))
    indexes = np.flatnonzero(found)
    for fold in range(FOLDS):
        out = indexes[fold::FOLDS]
        kept = np.delete(indexes, np.s_[fold::FOLDS])
        warp = Warp.bent(at[kept], places[kept], size)
        scale = np.maximum(np.abs(warp.scale(at[out])), 1e-6)
        apart[out] = np.sqrt(((warp(at[out]) - places[out]) ** 2).sum(axis=1)) / scale
    return apart


def _check_count(frame: Frame, found: np.ndarray) -> bool:
    """Whether the whole border vouches for the page. False when a part of it is lost and the printed boxes must vouch too.

    Raises DoesNotFit when too much is lost for either.
    """
    try:
        _check_whole(frame, found)
    except DoesNotFit as problem:
        there = [mark for mark, seen in zip(frame.marks, found, strict=True) if seen]
        corners = sum(1 for mark in there if mark.kind is MarkKind.CORNER)
        if corners < 1 or len(there) < max(LEAST_LEFT, LEAST_LEFT_SHARE * len(found)):
            raise
        spread = np.ptp(np.array([[mark.x, mark.y] for mark in there]), axis=0)
        if (spread < LEAST_SPREAD * np.array([frame.width, frame.height])).any():
            raise problem from None
        return False
    return True


def _check_whole(frame: Frame, found: np.ndarray) -> None:
    corners = [there for mark, there in zip(frame.marks, found, strict=True) if mark.kind is MarkKind.CORNER]
    least = LEAST_CORNERS if found.mean() < FULL_SHARE else LEAST_CORNERS - 1
    if sum(corners) < min(least, len(corners)):
        raise DoesNotFit(Reason.FEW_CORNERS, f"{sum(corners)} of {len(corners)}")
    if found.sum() < max(8, LEAST_SHARE * len(found)):
        raise DoesNotFit(Reason.FEW_MARKS, f"{int(found.sum())} of {len(found)}")
    edges = [(mark, there) for mark, there in zip(frame.marks, found, strict=True) if mark.kind is MarkKind.EDGE]
    sides: dict[str, list[bool]] = {}
    for mark, there in edges:
        distances = {
            "left": mark.x,
            "top": mark.y,
            "right": frame.width - mark.x,
            "bottom": frame.height - mark.y,
        }
        sides.setdefault(min(distances, key=lambda side: distances[side]), []).append(bool(there))
    for side, marks in sides.items():
        if sum(marks) < LEAST_SIDE_SHARE * len(marks):
            raise DoesNotFit(Reason.SIDE_LOST, f"{side}: {sum(marks)} of {len(marks)}")


def _check_shape(frame: Frame, warp: Warp) -> float:
    x, y = np.meshgrid(np.linspace(0.05, 0.95, 8) * frame.width, np.linspace(0.05, 0.95, 10) * frame.height)
    scales = warp.scale(np.column_stack([x.ravel(), y.ravel()]))
    if scales.min() <= 0:
        raise DoesNotFit(Reason.MIRRORED)
    if scales.min() < LEAST_SCALE:
        raise DoesNotFit(Reason.TOO_COARSE, f"{scales.min() * 25.4:.0f} dpi")
    if scales.max() > MOST_STRETCH * scales.min():
        raise DoesNotFit(Reason.TOO_SLANTED)
    return float(scales.mean())


def registered(frame: Frame, points: Sequence[tuple[tuple[float, float], tuple[float, float]]]) -> Registration:
    """From given pairs (page in mm, picture in pixels), for forms that we did not print. Raises DoesNotFit.

    Four pairs give a perspective that nothing checks but the printed boxes themselves; from nine pairs on, each is
    checked against the others.
    """
    page = np.array([pair[0] for pair in points], dtype=np.float64).reshape(-1, 2)
    picture = np.array([pair[1] for pair in points], dtype=np.float64).reshape(-1, 2)
    if len(page) < 4:
        raise DoesNotFit(Reason.FEW_MARKS, f"{len(page)} points")
    size = max(frame.width, frame.height)
    mean = worst = 0.0
    try:
        if len(page) >= 9:
            apart = _held_out(page, picture, np.ones(len(page), dtype=bool), size)
            mean, worst = float(np.sqrt((apart**2).mean())), float(apart.max())
        warp = Warp.bent(page, picture, size) if len(page) >= 9 else Warp.flat(page, picture)
    except ValueError as problem:
        raise DoesNotFit(Reason.OUT_OF_PLACE, str(problem)) from problem
    if worst > 2 * HELD_OUT:
        raise DoesNotFit(Reason.OUT_OF_PLACE, f"by {worst:.1f} mm")
    return Registration(warp, 0, len(page), len(page), mean, worst, _check_shape(frame, warp), page)
