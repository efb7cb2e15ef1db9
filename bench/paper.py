"""How well and how fast paper is read: ``bin/bench paper [--quick] [--processes N] [--pages N]``.

Files of the reporting corpus (bench/sheets/reporting.py), which nothing was fitted on, are read as they would be in life:
from the bytes of a file to readings. A *reading* is a box of a question with one or any number of answers; boxes for
digits and words always go to a person when something is written and are not counted. *Wrong* is a reading accepted
without a person that differs from what the writer meant. A page that is refused sends all its readings to a person.

Where a single choice is not sure, all of its boxes count as sent to a person. Times are of computing, not of waiting.
"""

import argparse
import json
import multiprocessing
import os
import resource
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
from scipy.stats import beta

from bench.sheets.reporting import DEFECTS, PHOTOGRAPHS, sheet_file
from talka.methods.marks import GroupKind
from talka.methods.marks.pages.apart import Renderer
from talka.methods.marks.reader import read_file

PAGES, QUICK_PAGES = 5075, 145
BINS = (0.0, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 1.0)


@dataclass
class Tally:
    """What happened to some pages. Tallies of processes are added up."""

    pages: int = 0
    refused: int = 0
    readings: int = 0
    wrong: int = 0
    person: int = 0
    seconds: float = 0.0
    reasons: Counter[str] = field(default_factory=Counter)
    calibration: Counter[tuple[int, bool]] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        for name in ("pages", "refused", "readings", "wrong", "person", "seconds"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.reasons += other.reasons
        self.calibration += other.calibration
        self.examples += other.examples

    def told(self) -> dict[str, Any]:
        return {
            "pages": self.pages,
            "readings": self.readings,
            "wrong": self.wrong,
            "to_person": share(self.person, self.readings),
            "pages_refused": self.refused,
            "why": dict(self.reasons.most_common(6)),
        }


def share(part: float, whole: float) -> float | None:
    return round(part / whole, 5) if whole else None


def read(task: tuple[int, str], renderer: Renderer) -> Tally:
    """Makes one file, reads it, and compares."""
    known = sheet_file(*task)
    choices = {
        box
        for group in known.frame.groups
        if group.kind in {GroupKind.SINGLE, GroupKind.MULTIPLE}
        for box in group.boxes
    }
    assert known.frame.code is not None
    tally = Tally(pages=1, readings=len(choices))
    began = computed(renderer)
    (result,) = (result for _, result in read_file(known.content, {known.frame.code: known.frame}, renderer=renderer))
    tally.seconds = computed(renderer) - began
    if not result.read:
        tally.refused, tally.person = 1, len(choices)
        tally.reasons[str(result.refused or result.kind)] += len(choices)
        return tally
    for reading in result.readings:
        if reading.box not in choices:
            continue
        truth = known.truth[reading.box]
        place = next(index for index, top in enumerate(BINS[1:]) if reading.probability <= top)
        tally.calibration[place, truth] += 1
        if not reading.sure:
            tally.person += 1
            tally.reasons.update(str(doubt) for doubt in reading.doubts[:1])
        elif reading.marked != truth:
            tally.wrong += 1
            tally.examples.append(f"{task[1]} {task[0]} {reading.box}: {reading.probability:.4f}, meant {truth}")
    return tally


def computed(renderer: Renderer) -> float:
    """Seconds of computing so far, by this process and by the child that draws PDFs for it."""
    seconds = time.process_time()
    if renderer.pid is not None:
        fields = Path(f"/proc/{renderer.pid}/stat").read_text().rpartition(")")[2].split()
        seconds += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return seconds


def work(tasks: Any, told: Any, until: float) -> None:
    """One process: takes tasks until there are none, and tells what it found and how much memory it took."""
    cv2.setNumThreads(1)
    tallies: dict[str, Tally] = defaultdict(Tally)
    early = 0
    done = 0
    with Renderer() as renderer:
        while (task := tasks.get()) is not None and time.time() < until:
            tallies[task[1]].add(read(task, renderer))
            done += 1
            if done == 40:
                early = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    late = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    told.put((dict(tallies), (late - early) / 1024 if early else 0.0))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_PAGES} pages, under two minutes")
    parser.add_argument("--pages", type=int)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--minutes", type=float, default=600, help="take no further page after so long")
    parser.add_argument("--first", type=int, default=0, help="the first seed, to see other pages")
    given = parser.parse_args()
    count = given.pages or (QUICK_PAGES if given.quick else PAGES)
    context = multiprocessing.get_context("spawn")
    tasks, told = context.Queue(), context.Queue()
    for number in range(count):
        tasks.put((given.first + number // len(DEFECTS), DEFECTS[number % len(DEFECTS)]))
    processes = [
        context.Process(target=work, args=(tasks, told, time.time() + 60 * given.minutes), daemon=True)
        for _ in range(given.processes)
    ]
    for _ in processes:
        tasks.put(None)
    began = time.perf_counter()
    for process in processes:
        process.start()
    by_defect: dict[str, Tally] = {defect: Tally() for defect in DEFECTS}
    growth = 0.0
    for _ in processes:
        tallies, grown = told.get()
        growth = max(growth, grown)
        for defect, tally in tallies.items():
            by_defect[defect].add(tally)
    tasks.cancel_join_thread()
    for process in processes:
        process.join()
    report(by_defect, growth, time.perf_counter() - began)


def report(by_defect: dict[str, Tally], growth: float, took: float) -> None:
    whole, scans, photographs = Tally(), Tally(), Tally()
    for defect, tally in by_defect.items():
        whole.add(tally)
        (photographs if defect in PHOTOGRAPHS else scans).add(tally)
    accepted = whole.readings - whole.person
    for example in whole.examples:
        sys.stderr.write(f"wrong: {example}\n")
    calibration = {
        f"{BINS[place]}–{BINS[place + 1]}": {
            "readings": whole.calibration[place, True] + whole.calibration[place, False],
            "marked": share(
                whole.calibration[place, True], whole.calibration[place, True] + whole.calibration[place, False]
            ),
        }
        for place in range(len(BINS) - 1)
    }
    figures = {
        "pages": whole.pages,
        "readings": whole.readings,
        "accepted": accepted,
        "wrong": whole.wrong,
        "wrong_share": whole.wrong / accepted if accepted else None,
        # Clopper and Pearson's upper bound at 95 %, one-sided, of the share of accepted readings.
        "wrong_upper_95": float(beta.ppf(0.95, whole.wrong + 1, accepted - whole.wrong)) if accepted else None,
        "to_person_scans": share(scans.person, scans.readings),
        "to_person_photographs": share(photographs.person, photographs.readings),
        "seconds_per_page": round(whole.seconds / max(1, whole.pages), 4),
        "memory_growth_mb": round(growth, 1),
        "took_seconds": round(took, 1),
        "calibration": calibration,
        "by_defect": {defect: tally.told() for defect, tally in by_defect.items()},
    }
    print(json.dumps(figures, ensure_ascii=False))


if __name__ == "__main__":
    main()
