"""The reporting corpus made once and kept in a folder: ``python -m bench.sheets.kept FOLDER [--first 1000] [--pages N] [--people N]``.

Making a page takes many times longer than reading it, so the bench can read it from there (``--corpus FOLDER``). Each page
is its file as a scanner would give it, with what is known about it beside; a page that is there already is not made again.
"""

import argparse
import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import chain
from pathlib import Path

from bench.sheets.reporting import DEFECTS, KnownFile, sheet_file
from bench.sheets.reporting_people import PEOPLE
from talka.methods.marks import Frame


def keep(folder: Path, task: tuple[int, str]) -> None:
    """Makes one page of the reporting corpus, if it is not there."""
    seed, defect = task
    beside = told(folder, task)
    if beside.exists():
        return
    made = sheet_file(seed, defect)
    beside.with_suffix(".page").write_bytes(made.content)
    content = {"frame": made.frame.to_json(), "truth": made.truth, "photograph": made.photograph}
    # Moved into place when whole: what is there can be believed.
    half = beside.with_suffix(f".{os.getpid()}")
    half.write_text(json.dumps(content), encoding="utf-8")
    half.replace(beside)


def told(folder: Path, task: tuple[int, str]) -> Path:
    seed, defect = task
    return folder / f"{seed:05}-{defect.replace(' ', '-')}.json"


def kept(folder: Path, task: tuple[int, str]) -> KnownFile:
    """The page that was kept. Raises FileNotFoundError."""
    beside = told(folder, task)
    content = json.loads(beside.read_text(encoding="utf-8"))
    frame = Frame.from_json(content["frame"])
    page = beside.with_suffix(".page").read_bytes()
    return KnownFile(page, frame, content["truth"], task[1], content["photograph"])


def tasks_of(first: int, count: int, kinds: Sequence[str] = DEFECTS) -> Iterator[tuple[int, str]]:
    """Seeds from `first` on, each with every defect."""
    return ((first + number // len(kinds), kinds[number % len(kinds)]) for number in range(count))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--first", type=int, default=1000)
    parser.add_argument("--pages", type=int, default=5075)
    parser.add_argument("--people", type=int, default=400, help="pages marked by existing hands besides")
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    tasks = chain(tasks_of(given.first, given.pages), tasks_of(given.first, given.people, PEOPLE))
    with ProcessPoolExecutor(given.processes) as pool:
        for _ in pool.map(partial(keep, given.folder), tasks):
            pass


if __name__ == "__main__":
    main()
