"""Fits talka/methods/marks/model.json on the tuning corpus: ``python -m bench.sheets.fit [--pages N] [--processes N]``.

Pages 0 to N−1 of each defect; every fifth page is kept out of the fit and serves for the temperature and the
thresholds. The reporting corpus is not looked at. Numpy only; the same pages give the same weights.
"""

import argparse
import json
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np

from bench.sheets.tuning import DEFECTS, page
from talka.methods.marks import GroupKind
from talka.methods.marks.features import features, stain
from talka.methods.marks.model import CLASSES, WEIGHTS
from talka.methods.marks.pages.files import reduced
from talka.methods.marks.patches import settled
from talka.methods.marks.registration import DoesNotFit, register
from talka.methods.marks.visibility import visible

NO_TRACE = 0.04
HIDDEN = (40, 20)
ROUNDS = 60
LEAST, MOST, ALLOWED = 0.97, 0.99, 5000
BATCH = 256
Sample = tuple[np.ndarray, np.ndarray, np.ndarray]


def sample(task: tuple[int, str]) -> Sample | None:
    """Features and classes of a page's boxes, and which of them the reader would read at all."""
    cv2.setNumThreads(1)
    known = page(*task)
    picture = reduced(known.picture, 2400)
    try:
        registration = register(picture, known.frame)
    except DoesNotFit:
        return None
    group_of = known.frame.group_of
    boxes = tuple(box for box in known.frame.boxes if group_of[box.id].kind is not GroupKind.TEXT)
    registration, patches = settled(picture, registration, boxes)
    rows = features(patches, registration.scale)
    classes = [2 if box.id in known.struck else int(known.truth[box.id]) for box in boxes]
    seen = visible(picture, known.frame, registration, patches)
    # What left no trace in the picture (a pencil under a hard threshold) teaches nothing but doubt about empty boxes.
    traces = stain(patches) > NO_TRACE
    readable = [
        not reasons and (kind == 0 or trace) for reasons, kind, trace in zip(seen, classes, traces, strict=True)
    ]
    return rows, np.array(classes), np.array(readable)


def gather(count: int, processes: int, first: int = 0) -> tuple[Sample, Sample]:
    often = {"scribbles": 3, "overshoot": 2, "struck out": 6, "faint pencil": 3, "bilevel": 2, "streak": 2}
    tasks = [(seed, defect) for defect in DEFECTS for seed in range(first, first + count * often.get(defect, 1))]
    kept: tuple[list[Sample], list[Sample]] = ([], [])
    with ProcessPoolExecutor(processes) as pool:
        for (seed, _), found in zip(tasks, pool.map(sample, tasks, chunksize=4), strict=True):
            if found is not None and len(found[0]):
                kept[seed % 5 == 4].append(found)
    fitting, checking = (tuple(np.concatenate([each[part] for each in side]) for part in range(3)) for side in kept)
    return fitting, checking  # type: ignore[return-value] # three arrays each


def fit(rows: np.ndarray, classes: np.ndarray, seed: int = 5) -> list[list[np.ndarray]]:
    """Adam on cross-entropy with a little noise on the features and weight decay."""
    random = np.random.default_rng(seed)
    sizes = (rows.shape[1], *HIDDEN, len(CLASSES))
    layers = [
        [random.normal(0, np.sqrt(2 / before), (before, after)), np.zeros(after)] for before, after in pairwise(sizes)
    ]
    moments = [[[np.zeros_like(each), np.zeros_like(each)] for each in layer] for layer in layers]
    step = 0
    total = ROUNDS * (len(rows) // BATCH)
    for _ in range(ROUNDS):
        order = random.permutation(len(rows))
        for part in np.array_split(order, len(rows) // BATCH):
            step += 1
            rate = 2e-3 * 0.5 * (1 + np.cos(np.pi * min(1, step / total)))
            values = [rows[part] + random.normal(0, 0.08, (len(part), rows.shape[1]))]
            for weights, bias in layers[:-1]:
                values.append(np.maximum(values[-1] @ weights + bias, 0))
            error = softmax(values[-1] @ layers[-1][0] + layers[-1][1])
            error[np.arange(len(part)), classes[part]] -= 1
            error /= len(part)
            for index in range(len(layers) - 1, -1, -1):
                slopes = [values[index].T @ error + 2e-4 * layers[index][0], error.sum(axis=0)]
                error = (error @ layers[index][0].T) * (values[index] > 0)
                for what, slope in enumerate(slopes):
                    first, second = moments[index][what]
                    first *= 0.9
                    first += 0.1 * slope
                    second *= 0.999
                    second += 0.001 * slope**2
                    mended = (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
                    layers[index][what] -= rate * mended
    return layers


def softmax(scores: np.ndarray) -> np.ndarray:
    chances = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(chances / chances.sum(axis=1, keepdims=True))


def scores_of(layers: list[list[np.ndarray]], rows: np.ndarray) -> np.ndarray:
    for weights, bias in layers[:-1]:
        rows = np.maximum(rows @ weights + bias, 0)
    return np.asarray(rows @ layers[-1][0] + layers[-1][1])


def temperature(scores: np.ndarray, classes: np.ndarray) -> float:
    """The one that makes the kept-out pages most probable."""
    tried = np.geomspace(0.5, 6, 60)
    chosen = [-np.log(softmax(scores / each)[np.arange(len(scores)), classes] + 1e-12).mean() for each in tried]
    return float(tried[int(np.argmin(chosen))])


def threshold(chances: np.ndarray, right: np.ndarray) -> float:
    """The lowest probability from which at most one kept-out box in ALLOWED is wrong, within LEAST and MOST.

    Wrong here is before the rules of groups (two marks where one is asked for), which catch most of what is left.
    """
    for least in np.linspace(LEAST, MOST, 21):
        taken = chances >= least
        if (taken & ~right).sum() * ALLOWED <= taken.sum():
            return float(least)
    return MOST


def rounded(values: np.ndarray) -> Iterator[object]:
    return (float(f"{each:.5g}") if np.ndim(each) == 0 else list(rounded(each)) for each in values)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="a file for the measured features, to fit again without drawing")
    given = parser.parse_args()
    if given.keep and given.keep.exists():
        with np.load(given.keep) as kept:
            fitting, checking = ([kept[f"{side}{part}"] for part in range(3)] for side in "ab")
    else:
        fitting, checking = gather(given.pages, given.processes)  # type: ignore[assignment]
        if given.keep:
            np.savez(given.keep, **{f"{side}{part}": value for side, parts in zip("ab", (fitting, checking), strict=True) for part, value in enumerate(parts)})  # fmt: skip
    rows, classes, seen = fitting
    middle, spread = rows[seen].mean(axis=0), rows[seen].std(axis=0) + 1e-3

    def standard(values: np.ndarray) -> np.ndarray:
        return np.clip((values - middle) / spread, -8, 8)

    layers = fit(standard(rows[seen]), classes[seen])
    rows, classes, seen = checking
    rows, classes = rows[seen], classes[seen]
    scores = scores_of(layers, standard(rows))
    warm = temperature(scores, classes)
    chances = softmax(scores / warm)
    marked_from = threshold(chances[:, 1], classes == 1)
    empty_from = threshold(chances[:, 0], classes == 0)
    taken = (chances[:, 1] >= marked_from) | (chances[:, 0] >= empty_from)
    print(
        f"{len(fitting[0])} boxes fitted, {len(rows)} kept out ({(~seen).mean():.4f} not visible); temperature {warm:.2f}; "
        f"marked from {marked_from:.5f}, empty from {empty_from:.5f}; to a person {1 - taken.mean():.4f} "
        f"(without struck ones {1 - taken[classes != 2].mean():.4f})"
    )
    told = {
        "classes": CLASSES,
        "middle": list(rounded(middle)),
        "spread": list(rounded(spread)),
        "layers": [{"weights": list(rounded(weights)), "bias": list(rounded(bias))} for weights, bias in layers],
        "temperature": round(warm, 4),
        "marked_from": round(marked_from, 6),
        "empty_from": round(empty_from, 6),
    }
    WEIGHTS.write_text(json.dumps(told) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
