"""How well and how fast paper is read: ``bin/bench paper [--quick] [--processes N] [--pages N] [--people N] [--corpus FOLDER]``.

Files of the reporting corpus (bench/sheets/reporting.py), which nothing was fitted on, are read as they would be in life:
from the bytes of a file to readings. A *reading* is a box of a question with one or any number of answers; boxes for
digits and words always go to a person when something is written and are not counted. *Wrong* is a reading accepted
without a person that differs from what the writer meant; every reading accepted from a page that is taken for another
one is wrong. A page that is refused sends all its readings to a person. The reader knows all pages of the corpus, and
is told that five hundred numbered forms of each were printed besides, none of which are among the files.

Where a single choice is not sure, all of its boxes count as sent to a person. Times are of computing, not of waiting.

Two mixes are told apart. The headline figures are of the **even mix**: as many pages of each defect as of plain ones, so
that each is measured; no pile looks like that. Under ``as_in_life`` the same run is weighed by ``LIFE``: shares of sheets in
an ordinary pile, written down before the run and reasoned there. They are judgement, not counted in any real pile.

``people`` are further pages of their own, marked by strokes that people made with a pen (bench/sheets/reporting_people.py); they are
in none of the other figures.

``scaling`` reads the same pages with one, two and four processes; ``memory_mb`` is the peak of one process after 100 and
after 1,000 pages. With ``--corpus`` the pages are taken from a folder made by ``python -m bench.sheets.kept``; without, they are
made on the way, which takes many times longer than reading and adds to the memory.
"""

import argparse
import json
import multiprocessing
import os
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
from scipy.stats import beta

from bench.sheets.kept import kept, tasks_of
from bench.sheets.reporting import DEFECTS, PHOTOGRAPHS, KnownFile, sheet_file
from bench.sheets.reporting_people import PEOPLE
from bench.sheets.reporting_print import VARIANTS, printed
from talka.methods.marks import Frame, GroupKind, PageCode
from talka.methods.marks.pages.apart import Renderer
from talka.methods.marks.reader import PageResult, read_file
from talka.methods.marks.symbols import Expected

PAGES, QUICK_PAGES = 5075, 145
PEOPLE_PAGES, QUICK_PEOPLE = 400, 12
FIRST = 1000
SCALED_PAGES = 232
FORMS = 500
BINS = (0.0, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 1.0)

LIFE = {
    # Filled in at a table with the pen that was handed out, fed straight: the rest that nothing below takes.
    "plain": 0.528,
    # Who filled it in. A few bring a pencil or a marker of their own; one sheet in twenty has a correction on it.
    "faint pencil": 0.05, "thick marker": 0.02, "overshoot": 0.03, "struck out": 0.05, "scribbles": 0.02,
    # How it was printed: "fit to page" is what many printers do unless told not to; toner runs low once in a while.
    "shrink": 0.04, "weak toner": 0.03, "bleeding ink": 0.01, "halftone": 0.005,
    # How it was fed and by which settings. Grey at 200 to 300 dpi is usual; offices still have fax settings.
    "skew": 0.03, "upside down": 0.03, "150 dpi": 0.03, "fine": 0.02, "bilevel": 0.02, "hard jpeg": 0.01,
    "dithered": 0.005, "moire": 0.005,
    # What happened to the paper on the way: staples of four-page forms, dog-ears, folds, cups, dirt on the glass.
    "staple": 0.02, "curl": 0.015, "streak": 0.015, "torn corner": 0.007, "covered corner": 0.005, "coffee ring": 0.005,
}  # fmt: skip
LIFE_PHOTOGRAPHS = {
    # Somebody photographs sheets on a table, one by one: most in order, some in a hurry.
    "photograph": 0.70, "curled photograph": 0.12, "shadowed photograph": 0.12, "unsharp photograph": 0.04,
    "covered photograph": 0.02,
}  # fmt: skip


@dataclass
class Tally:
    """What happened to some pages. Tallies of processes are added up."""

    pages: int = 0
    refused: int = 0
    mistaken: int = 0
    """Pages taken for other ones."""
    readings: int = 0
    wrong: int = 0
    person: int = 0
    seconds: float = 0.0
    reasons: Counter[str] = field(default_factory=Counter)
    calibration: Counter[tuple[int, bool]] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        for name in ("pages", "refused", "mistaken", "readings", "wrong", "person", "seconds"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.reasons += other.reasons
        self.calibration += other.calibration
        self.examples += other.examples

    def to_line(self, task: tuple[int, str]) -> str:
        """One page as a line of the log."""
        counted = vars(self) | {"calibration": [[*key, times] for key, times in self.calibration.items()]}
        return json.dumps({"task": task, "tally": counted}, ensure_ascii=False) + "\n"

    @classmethod
    def of_line(cls, line: str) -> "tuple[tuple[int, str], Tally]":
        told = json.loads(line)
        tally = cls(**told["tally"])
        tally.reasons = Counter(tally.reasons)
        tally.calibration = Counter({(place, truth): times for place, truth, times in told["tally"]["calibration"]})
        return (told["task"][0], told["task"][1]), tally

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


def judged(result: PageResult, known: KnownFile, name: str) -> Tally:
    """Compares what was read with what the writer meant."""
    choices = {
        box
        for group in known.frame.groups
        if group.kind in {GroupKind.SINGLE, GroupKind.MULTIPLE}
        for box in group.boxes
    }
    tally = Tally(pages=1, readings=len(choices))
    if result.code is not None and result.code.kind != known.frame.code:
        accepted = sum(reading.sure for reading in result.readings)
        tally.mistaken, tally.wrong, tally.person = 1, min(accepted, len(choices)), max(0, len(choices) - accepted)
        tally.examples.append(f"{name}: taken for {result.code}")
        return tally
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
            tally.examples.append(f"{name} {reading.box}: {reading.probability:.4f}, meant {truth}")
    return tally


def computed(renderer: Renderer) -> float:
    """Seconds of computing so far, by this process and by the child that draws PDFs for it."""
    seconds = time.process_time()
    if renderer.pid is not None:
        fields = Path(f"/proc/{renderer.pid}/stat").read_text().rpartition(")")[2].split()
        seconds += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return seconds


def known_frames() -> dict[PageCode, Frame]:
    """Every page that was printed for the corpus."""
    frames = (printed(variant)[0] for variant in range(VARIANTS))
    return {frame.code: frame for frame in frames if frame.code is not None}


def expected_of(frames: Iterable[PageCode]) -> Expected:
    """The codes without number that the files show, and five hundred forms of each with a number that they do not."""
    return Expected.of(
        PageCode(each.questionnaire, each.version, each.language, each.page, number)
        for each in frames
        for number in (None, *range(1, FORMS + 1))
    )


def work(
    tasks: Any, told: Any, corpus: Path | None, frames: dict[PageCode, Frame], until: float, log: Path | None
) -> None:
    """One process: takes tasks until there are none, and tells what it found and how much memory it took."""
    cv2.setNumThreads(1)
    tallies: dict[str, Tally] = defaultdict(Tally)
    expected = expected_of(frames)
    peaks: dict[int, float] = {}
    done = 0
    told.put("ready")
    with Renderer() as renderer:
        while (task := tasks.get()) is not None and time.time() < until:
            known = sheet_file(*task) if corpus is None else kept(corpus, task)
            began = computed(renderer)
            parts = [each for _, each in read_file(known.content, frames, renderer=renderer, expected=expected)]
            seconds = computed(renderer) - began
            # Each file shows one page. Where two are seen, the readings of both stand against its truth.
            result = max(parts, key=lambda each: len(each.readings))
            tally = judged(result, known, f"{task[1]} {task[0]}")
            tally.seconds = seconds
            tallies[task[1]].add(tally)
            if log is not None:
                with log.open("a", encoding="utf-8") as file:
                    file.write(tally.to_line(task))
            done += 1
            if done in {100, 1000}:
                peaks[done] = peak()
    peaks[done] = peak()
    told.put((dict(tallies), peaks))


def peak() -> float:
    """The most memory that this process had so far, in MB."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def run(
    todo: list[tuple[int, str]],
    processes: int,
    corpus: Path | None,
    frames: dict[PageCode, Frame],
    until: float,
    log: Path | None = None,
) -> tuple[dict[str, Tally], dict[int, float], float]:
    """Reads these pages; gives the tallies by defect, the peaks of memory, and seconds from when all were ready."""
    # One core a process: the library for small systems of equations would keep all of them busy with waiting.
    os.environ |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    context = multiprocessing.get_context("spawn")
    tasks, told = context.Queue(), context.Queue()
    workers = [
        context.Process(target=work, args=(tasks, told, corpus, frames, until, log), daemon=True)
        for _ in range(processes)
    ]
    for worker in workers:
        worker.start()
    for _ in workers:
        told.get()
    began = time.perf_counter()
    for task in [*todo, *[None] * processes]:
        tasks.put(task)
    by_defect: dict[str, Tally] = {defect: Tally() for defect in DEFECTS + PEOPLE}
    peaks: dict[int, float] = {}
    for _ in workers:
        tallies, mine = told.get()
        for defect, tally in tallies.items():
            by_defect[defect].add(tally)
        for pages, megabytes in mine.items():
            peaks[pages] = max(peaks.get(pages, 0.0), megabytes)
    took = time.perf_counter() - began
    tasks.cancel_join_thread()
    for worker in workers:
        worker.join()
    return by_defect, peaks, took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_PAGES} pages, under two minutes")
    parser.add_argument("--pages", type=int)
    parser.add_argument("--people", type=int, help=f"pages marked by people, {PEOPLE_PAGES} unless told")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--minutes", type=float, default=600, help="take no further page after so long")
    parser.add_argument("--first", type=int, default=FIRST, help="the first seed, to see other pages")
    parser.add_argument("--corpus", type=Path, help="a folder made by python -m bench.sheets.kept")
    parser.add_argument("--log", type=Path, help="a line for each page that was read; a run that was stopped goes on")
    given = parser.parse_args()
    count = given.pages or (QUICK_PAGES if given.quick else PAGES)
    until = time.time() + 60 * given.minutes
    frames = known_frames()
    people = QUICK_PEOPLE if given.quick else PEOPLE_PAGES if given.people is None else given.people
    todo = [*tasks_of(given.first, count), *tasks_of(given.first, people, PEOPLE)]
    before: dict[tuple[int, str], Tally] = {}
    if given.log is not None and given.log.exists():
        before = dict(map(Tally.of_line, given.log.read_text(encoding="utf-8").splitlines()))
    left = [task for task in todo if task not in before]
    by_defect, peaks, took = run(left, given.processes, given.corpus, frames, until, given.log)
    for (_, defect), tally in before.items():
        by_defect[defect].add(tally)
    scaling = {}
    if given.corpus is not None and not given.quick and time.time() < until:
        for processes in (1, 2, 4):
            some = todo[:SCALED_PAGES]
            _, _, seconds = run(some, processes, given.corpus, frames, until)
            scaling[str(processes)] = round(len(some) / seconds, 2)
    report(by_defect, peaks, scaling, took)


def upper_95(wrong: int, accepted: int) -> float | None:
    """Clopper and Pearson's upper bound at 95 %, one-sided, of the share of accepted readings that are wrong."""
    return float(beta.ppf(0.95, wrong + 1, accepted - wrong)) if accepted else None


def weighed(by_defect: dict[str, Tally], shares: dict[str, float]) -> dict[str, float | None]:
    """Figures of a pile with these shares of sheets, from the figures of each defect."""
    seen = {defect: part for defect, part in shares.items() if by_defect[defect].readings}
    whole = sum(seen.values())
    if not whole:
        return {"wrong_in_10000_accepted": None, "to_person": None}

    def mean(name: str) -> float:
        return sum(
            part * getattr(by_defect[defect], name) / by_defect[defect].readings for defect, part in seen.items()
        )

    person = mean("person") / whole
    return {
        "wrong_in_10000_accepted": round(10_000 * mean("wrong") / whole / (1 - person), 3),
        "to_person": round(person, 5),
    }


def report(by_defect: dict[str, Tally], peaks: dict[int, float], scaling: dict[str, float], took: float) -> None:
    whole, scans, photographs, people = Tally(), Tally(), Tally(), Tally()
    for defect, tally in by_defect.items():
        if defect in PEOPLE:
            people.add(tally)
            continue
        whole.add(tally)
        (photographs if defect in PHOTOGRAPHS else scans).add(tally)
    accepted = whole.readings - whole.person
    for example in whole.examples + people.examples:
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
        "wrong_upper_95": upper_95(whole.wrong, accepted),
        "pages_mistaken": whole.mistaken,
        "pages_refused": whole.refused,
        "to_person_scans": share(scans.person, scans.readings),
        "to_person_photographs": share(photographs.person, photographs.readings),
        "as_in_life": {"scans": weighed(by_defect, LIFE), "photographs": weighed(by_defect, LIFE_PHOTOGRAPHS)},
        "people": {**people.told(), "wrong_upper_95": upper_95(people.wrong, people.readings - people.person)},
        "seconds_per_page": round(whole.seconds / max(1, whole.pages), 4),
        "scaling": scaling,
        "memory_mb": {str(pages): megabytes for pages, megabytes in sorted(peaks.items())},
        "load": round(os.getloadavg()[1], 1),
        "took_seconds": round(took, 1),
        "calibration": calibration,
        "why": dict(whole.reasons.most_common(12)),
        "by_defect": {defect: tally.told() for defect, tally in by_defect.items()},
    }
    print(json.dumps(figures, ensure_ascii=False))


if __name__ == "__main__":
    main()
