"""Temperature and thresholds of the reader of marks: ``python -m bench.sheets.choose FOLDER WEIGHTS [--to FILE]``.

WEIGHTS is what `bench.sheets.fit` has written, FOLDER the pages it was fitted on. Everything is chosen on pages kept out of the
fit: those of families that it never saw (`fit --without held`) and every fifth of the others. Without `--to` nothing is
written and the figures are those of the thresholds given.
"""

import argparse
import json
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from bench.sheets.fit_families import HELD, NO_TRACE
from bench.sheets.tuning_store import KINDS, LEVELS, REASONS
from talka.methods.marks import Box, Group, GroupKind, Outline
from talka.methods.marks.model import Model
from talka.methods.marks.patches import Patches
from talka.methods.marks.reading import Reading, agreed, judged, together

THRESHOLDS = {"temperature": 1.0, "marked_from": 0.99, "empty_from": 0.99, "answer_from": 0.99}


@dataclass
class Known:
    """One kept-out page: what the network says of it, and what is known."""

    told: dict[str, Any]
    scores: np.ndarray
    part: dict[str, np.ndarray]
    held: bool

    @property
    def families(self) -> list[str]:
        return [*self.told["families"], "photographs" if self.told["photograph"] else "scans"]


def pages(folder: Path, model: Model, without: str = "held") -> list[Known]:
    """The kept-out pages, read by the network at temperature 1. `without` is what the fit was told."""
    found = []
    for path in sorted(folder.glob("[0-9]*.npz")):
        with np.load(path) as kept:
            told, ends = json.loads(str(kept["told"])), np.cumsum(kept["sizes"])
            wanted = [
                each["task"][1] % 5 == 4 or (without == "held" and bool(set(each["families"]) & HELD)) for each in told
            ]
            arrays = {name: kept[name] for name in kept.files if name not in {"told", "sizes", "asked"}}
        for wants, end, begin, each in zip(wanted, ends, [0, *ends[:-1]], told, strict=True):
            if not wants:
                continue
            part = {name: value[begin:end] for name, value in arrays.items()}
            boxes = tuple(Box(str(place), 30, 30, 4, 4, Outline.ROUND if part["round"][place] else Outline.SQUARE) for place in range(end - begin))  # fmt: skip
            dark = part.pop("dark").astype(np.float32) / LEVELS
            patches = Patches(
                boxes, dark, np.ones((len(boxes), 4)), np.zeros((len(boxes), 2)), np.zeros(len(boxes), bool)
            )
            scores = np.log(model(patches) + 1e-30)
            found.append(Known(each, scores, part, bool(set(each["families"]) & HELD)))
    return found


def chances(scores: np.ndarray, temperature: float) -> np.ndarray:
    scaled = scores / temperature
    told = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    return np.asarray(told / told.sum(axis=1, keepdims=True))


def warmth(known: list[Known]) -> float:
    """The temperature that makes the kept-out boxes most probable."""
    scores = np.concatenate([each.scores for each in known])
    classes = np.concatenate([each.part["classes"] for each in known])
    use = np.concatenate([(each.part["doubts"] == 0) & ((each.part["classes"] == 0) | (each.part["traces"] > NO_TRACE)) for each in known])  # fmt: skip
    tried = np.geomspace(0.6, 4, 40)
    lost = [-np.log(chances(scores[use], each)[np.arange(use.sum()), classes[use]] + 1e-12).mean() for each in tried]
    return float(tried[int(np.argmin(lost))])


def read(each: Known, by: Model) -> tuple[tuple[Reading, ...], np.ndarray]:
    """By the very rules of the reader."""
    part = each.part
    told = chances(each.scores, by.temperature)
    doubts = [[reason for bit, reason in enumerate(REASONS) if mask >> bit & 1] for mask in part["doubts"].tolist()]
    found = judged(told, part["spots"], part["overflow"], doubts, part["mended"], by)
    readings = tuple(
        Reading(str(place), row[1], row[1] > max(row[0], row[2]), not found[place], tuple(found[place]), row[2])
        for place, row in enumerate(told.tolist())
    )
    groups = [
        Group(str(number), KINDS[int(part["kinds"][mine[0]])], tuple(str(place) for place in mine))
        for number in np.unique(part["groups"])
        for mine in [np.flatnonzero(part["groups"] == number)]
    ]
    return agreed(SimpleNamespace(groups=groups, skips=(), boxes=()), readings, by), part["classes"] == 1  # type: ignore[arg-type] # the part of a Frame that counts


def curves(known: list[Known], by: Model) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """How sure, and whether right: answers of single choices, and boxes by themselves, where nothing speaks against the paper."""
    found: dict[str, list[tuple[float, bool]]] = {
        "answers": [(0.0, True)],
        "marked": [(0.0, True)],
        "empty": [(0.0, True)],
    }
    for each in known:
        part, told = each.part, chances(each.scores, by.temperature)
        for number in np.unique(part["groups"]):
            mine = np.flatnonzero(part["groups"] == number)
            kind = KINDS[int(part["kinds"][mine[0]])]
            if kind is GroupKind.SINGLE and not part["doubts"][mine].any():
                whole = together(told[mine])
                truth = np.flatnonzero(part["classes"][mine] == 1)
                if (part["traces"][mine[truth]] <= NO_TRACE).any():
                    continue
                best = int(whole.argmax())
                found["answers"].append((float(whole[best]), best == (truth[0] if len(truth) else len(mine))))
            elif kind is GroupKind.MULTIPLE:
                for place in mine[
                    (part["doubts"][mine] == 0) & ((part["classes"][mine] != 1) | (part["traces"][mine] > NO_TRACE))
                ]:
                    empty, marked, struck = told[place]
                    what = "marked" if marked > 0.5 else "empty"
                    found[what].append(
                        (float(max(marked, empty + struck)), (marked > 0.5) == (part["classes"][place] == 1))
                    )
    return {
        name: (np.array([a for a, _ in rows]), np.array([b for _, b in rows], bool)) for name, rows in found.items()
    }


@dataclass
class Count:
    readings: int = 0
    person: int = 0
    wrong: int = 0
    gone: int = 0
    """Marks of which the picture holds nothing (a hard threshold wiped them out): nobody could read them."""

    def __str__(self) -> str:
        gone = f", and {self.gone} of which nothing is left" if self.gone else ""
        return f"{self.readings:7} readings, wrong {self.wrong:3}, to a person {self.person / max(1, self.readings):.4f}{gone}"


def measured(known: list[Known], by: Model) -> tuple[dict[str, Count], Counter[str], list[str]]:
    counts: dict[str, Count] = defaultdict(Count)
    why: Counter[str] = Counter()
    errors = []
    for each in known:
        readings, truth = read(each, by)
        choices = np.flatnonzero(each.part["kinds"] != KINDS.index(GroupKind.DIGITS))
        person = sum(not readings[place].sure for place in choices)
        wrong = [place for place in choices if readings[place].sure and readings[place].marked != truth[place]]
        gone = [place for place in wrong if truth[place] and each.part["traces"][place] <= NO_TRACE]
        wrong = [place for place in wrong if place not in gone]
        narrow = "narrow" if each.told["task"][0] != "wide" else "wide"
        for name in [
            "all",
            narrow,
            f"{narrow}, held" if each.held else f"{narrow}, known",
            "held families" if each.held else "known families",
            *each.families,
        ]:
            counts[name].readings += len(choices)
            counts[name].person += person
            counts[name].wrong += len(wrong)
            counts[name].gone += len(gone)
        why.update(str(readings[place].doubts[0]) for place in choices if not readings[place].sure)
        errors += [f"{each.told['task']} box {place}: {readings[place].probability:.5f}, struck {readings[place].struck:.5f}, is {each.part['classes'][place]}, {sorted(each.families)}" for place in wrong]  # fmt: skip
    return counts, why, errors


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--without", choices=["nothing", "held"], default="held", help="as the fit was told")
    parser.add_argument("--to", type=Path)
    for name in THRESHOLDS:
        parser.add_argument(f"--{name.replace('_', '-')}", type=float)
    given = parser.parse_args()
    with np.load(given.weights) as told:
        arrays = {name: told[name] for name in told.files}
    for name, value in THRESHOLDS.items():
        arrays.setdefault(name, np.array(value))
    kept_temperature = float(arrays["temperature"])
    cold = replace(Model.of(arrays), temperature=1.0)
    known = pages(given.folder, cold, given.without)
    found = warmth([each for each in known if each.held] if given.without == "held" else known)
    print(f"{len(known)} pages kept out; temperature {found:.3f}")
    arrays["temperature"] = np.array(given.temperature or (found if given.to else kept_temperature))
    for name in ("marked_from", "empty_from", "answer_from"):
        if getattr(given, name):
            arrays[name] = np.array(getattr(given, name))
    by = Model.of(arrays)
    for held in (True, False):
        print("families held out" if held else "families known")
        for what, (sure, right) in curves([each for each in known if each.held is held], by).items():
            for least in (0.98, 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9998):
                taken = sure >= least
                print(f"  {what:8} from {least:6}: {1 - taken.mean():.4f} to a person, wrong {(taken & ~right).sum()} of {taken.sum()}")  # fmt: skip
    counts, why, errors = measured(known, by)
    print(f"marked from {by.marked_from}, empty from {by.empty_from}, answers from {by.answer_from}")
    for name, count in sorted(counts.items()):
        print(f"  {name:32} {count}")
    print(*why.most_common(12), *errors[:40], sep="\n")
    if given.to:
        np.savez_compressed(given.to, **arrays)  # type: ignore[arg-type] # numpy's stub knows one keyword only


if __name__ == "__main__":
    main()
