"""Pages of the tuning corpus as the reader sees them, kept on disk for fitting: ``python -m bench.sheets.tuning_store FOLDER``.

Each file holds 25 pages: the patch of every box, what it is, its question, and what speaks against reading it.
3,000 wide and 1,500 other pages take some forty minutes on two cores and 900 MB.
"""

import argparse
import json
import multiprocessing
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from bench.sheets import tuning, tuning_wide
from bench.sheets.truth import KnownPage
from talka.methods.marks import GroupKind
from talka.methods.marks.features import overflow, stain
from talka.methods.marks.pages.files import reduced
from talka.methods.marks.patches import settled
from talka.methods.marks.reading import cleared
from talka.methods.marks.registration import DoesNotFit, register
from talka.methods.marks.visibility import Doubt

LEVELS = 200
"""Darkness 0 to 1.2 is kept as a byte of 0 to 240."""
KINDS = (GroupKind.SINGLE, GroupKind.MULTIPLE, GroupKind.DIGITS)
REASONS = tuple(Doubt)
SHARE = 25


@dataclass(frozen=True, slots=True, eq=False)
class Stored:
    """One page: rows are its boxes."""

    dark: np.ndarray
    classes: np.ndarray
    groups: np.ndarray
    kinds: np.ndarray
    doubts: np.ndarray
    """One bit for each reason in REASONS."""
    spots: np.ndarray
    traces: np.ndarray
    overflow: np.ndarray
    scale: np.ndarray
    round: np.ndarray
    mended: np.ndarray


def stored(known: KnownPage) -> Stored | None:
    """What the reader would read; nothing for a page that it refuses."""
    picture = reduced(known.picture, 2400)
    group_of = known.frame.group_of
    boxes = tuple(box for box in known.frame.boxes if group_of[box.id].kind is not GroupKind.TEXT)
    if not boxes:
        return None
    try:
        registration, patches = settled(picture, register(picture, known.frame), boxes)
        patches, seen, mended = cleared(picture, known.frame, registration, patches)
    except DoesNotFit:
        return None
    names = [group.id for group in known.frame.groups]
    return Stored(
        np.round(np.clip(patches.dark, 0, 1.2) * LEVELS).astype(np.uint8),
        np.array([2 if box.id in known.struck else int(known.truth[box.id]) for box in boxes], np.uint8),
        np.array([names.index(group_of[box.id].id) for box in boxes], np.int16),
        np.array([KINDS.index(group_of[box.id].kind) for box in boxes], np.uint8),
        np.array([sum(1 << REASONS.index(doubt) for doubt in doubts) for doubts in seen], np.int32),
        stain(patches, rim=2).astype(np.float32),
        stain(patches).astype(np.float32),
        overflow(patches).astype(np.float32),
        np.full(len(boxes), registration.scale, np.float32),
        np.array([box.outline.value == "round" for box in boxes]),
        mended,
    )


def page_of(task: tuple[str, int]) -> tuple[KnownPage, list[str]]:
    """A task is a defect of `tuning`, or *wide*, and a seed."""
    defect, seed = task
    if defect == "wide":
        made = tuning_wide.page(seed)
        return made.known, sorted(made.families)
    return tuning.page(seed, defect), [f"defect {defect}"]


def write(work: tuple[Path, Sequence[tuple[str, int]]]) -> None:
    """One file of pages."""
    path, tasks = work
    if path.exists():
        return
    cv2.setNumThreads(1)
    rows: list[Stored] = []
    told = []
    for task in tasks:
        known, families = page_of(task)
        found = stored(known)
        if found is not None:
            rows.append(found)
            told.append({"task": task, "families": families, "photograph": known.photograph})
    arrays = {name: np.concatenate([getattr(each, name) for each in rows]) for name in Stored.__slots__}
    sizes = np.array([len(each.classes) for each in rows])
    unfinished = path.with_name(f"part-{path.name}")
    np.savez(unfinished, sizes=sizes, told=json.dumps(told), asked=len(tasks), **arrays)
    unfinished.rename(path)


def tasks_of(wide: int, others: int, begin: int = 0) -> list[tuple[str, int]]:
    """Wide pages, and `others` seeds of each defect, evenly mixed; seeds count from `begin`."""
    first = [("wide", begin + seed) for seed in range(wide)]
    second = [(defect, begin + seed) for seed in range(others) for defect in tuning.DEFECTS]
    every = [(place / max(1, len(part)), task) for part in (first, second) for place, task in enumerate(part)]
    return [task for _, task in sorted(every)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--wide", type=int, default=3000)
    parser.add_argument("--others", type=int, default=60, help="seeds of each defect of the narrow half")
    parser.add_argument("--begin", type=int, default=0, help="the first seed, to add pages to a store")
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    tasks = tasks_of(given.wide, given.others, given.begin)
    work = [
        (given.folder / f"{given.begin:05}-{number:04}.npz", tasks[first : first + SHARE])
        for number, first in enumerate(range(0, len(tasks), SHARE))
    ]
    with multiprocessing.get_context("spawn").Pool(given.processes) as pool:
        for _ in pool.imap_unordered(write, work):
            pass


if __name__ == "__main__":
    main()
