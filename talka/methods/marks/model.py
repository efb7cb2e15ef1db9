"""A small network of our own: the patch of a box → how probable it is that the box is empty, marked, or struck out.

It sees each box beside what an empty box of the same page looks like, and then once more beside the other boxes of the
page: what this person's marks are like, and this page's empty boxes. Weights and thresholds are data (model.npz), fitted on the tuning
corpus by `python -m bench.sheets.fit` and `python -m bench.sheets.choose`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from talka.methods.marks.frame import Outline
from talka.methods.marks.patches import BOX, SIDE, Dark, Patches

CLASSES = ("empty", "marked", "struck")
WEIGHTS = Path(__file__).with_name("model.npz")
FEW = 0.3
"""Of the marks of a page, how many count as none: with fewer, their likeness says little."""
USUAL = 0.3
"""At each pixel of the usual box, the share of boxes that are lighter there."""
ENOUGH = 2
"""Boxes of one outline that tell what an empty one looks like: one of them is empty nearly always."""
PRINTED = 2.4
"""Pixels of a patch that an outline is wide."""
AT_ONCE = 64
"""Boxes seen at a time: as much as fits near the processor."""

Layer = tuple[NDArray[np.float32], NDArray[np.float32]]


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Layers that see (kernels as rows, columns, channels before, channels after), one that embeds, one that judges a box alone, two that judge it beside the others of its page."""

    see: tuple[Layer, ...]
    embed: Layer
    alone: Layer
    beside: Layer
    whole: Layer
    temperature: float
    """Scores are divided by it, which makes probabilities calibrated."""
    marked_from: float
    """A box by itself is accepted as marked from this probability on."""
    empty_from: float
    """A box by itself is accepted as not marked from this probability on (empty or struck out)."""
    answer_from: float
    """A single choice is accepted as a whole from this probability on."""

    def __call__(self, patches: Patches) -> NDArray[np.float64]:
        """Rows of probabilities in the order of CLASSES."""
        if not len(patches.dark):
            return np.zeros((0, len(CLASSES)))
        seen = self._seen(patches)
        first = _applied(seen, self.alone)
        chance = _softmax(first.astype(np.float64)).astype(np.float32)
        around = []
        for kind in (0, 1):
            weight = chance[:, kind : kind + 1]
            # the other boxes only: a box is no witness for itself
            mass = weight.sum(axis=0) - weight
            around.append(((weight * seen).sum(axis=0) - weight * seen) / (mass + FEW))
        marks = np.log1p(np.maximum(mass, 0))
        beside = np.maximum(_applied(np.concatenate([seen, *around, marks], axis=1), self.beside), 0)
        scores = first + _applied(beside, self.whole)
        return _softmax(scores.astype(np.float64) / self.temperature)

    def _seen(self, patches: Patches) -> NDArray[np.float32]:
        first, *others = self.see
        kernels, bias = first
        pictures, which = usual(patches)
        # The usual box is the same for all: what the first layer sees in it is worked out once.
        printed = _looked(pictures[..., None], (kernels[:, :, 1:], bias))
        parts = []
        for begin in range(0, len(which), AT_ONCE):
            part = slice(begin, begin + AT_ONCE)
            dark = np.clip(patches.dark[part], 0, 1.2)
            values = _looked(dark[..., None], (kernels[:, :, :1], np.zeros_like(bias)))
            values += printed[which[part]]
            np.maximum(values, 0, out=values)
            for layer in others:
                values = _looked(values, layer)
                np.maximum(values, 0, out=values)
            parts.append(np.maximum(_applied(values.reshape(len(values), -1), self.embed), 0))
        return np.concatenate(parts)

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Self:
        with np.load(path) as told:
            return cls.of({name: told[name] for name in told.files})

    @classmethod
    def of(cls, told: Mapping[str, NDArray[np.floating]]) -> Self:
        """From named arrays; half precision is made single."""

        def layer(name: str) -> Layer:
            return np.asarray(told[f"{name}.weights"], np.float32), np.asarray(told[f"{name}.bias"], np.float32)

        many = sum(name.startswith("see") for name in told) // 2
        return cls(
            tuple(layer(f"see{place}") for place in range(many)),
            layer("embed"),
            layer("alone"),
            layer("beside"),
            layer("whole"),
            *(float(told[name]) for name in ("temperature", "marked_from", "empty_from", "answer_from")),
        )


def usual(patches: Patches) -> tuple[Dark, NDArray[np.int64]]:
    """What an empty box looks like on this page, at each pixel the third lightest of ten boxes; and for each box which one.

    There is one picture for each kind of outline on the page; drawn as it should be where too few boxes have it.
    """
    every = [box.outline for box in patches.boxes]
    kinds = sorted(set(every))
    which = np.array([kinds.index(outline) for outline in every], dtype=np.int64)
    pictures = []
    for number, outline in enumerate(kinds):
        dark = patches.dark[which == number]
        place = int(USUAL * (len(dark) - 1))
        enough = len(dark) >= ENOUGH and outline is not Outline.NONE
        # Boxes side by side for each pixel: three times as fast as picture behind picture.
        beside = np.ascontiguousarray(dark.reshape(len(dark), -1).T)
        third = np.partition(beside, place, axis=1)[:, place].reshape(SIDE, SIDE) if enough else expected(outline)
        pictures.append(third)
    return np.clip(np.stack(pictures), 0, 1.2), which


@cache
def expected(outline: Outline) -> Dark:
    """An empty box as it is drawn, well printed."""
    middle = (SIDE - 1) / 2
    v, u = np.meshgrid(np.arange(SIDE) - middle, np.arange(SIDE) - middle, indexing="ij")
    away = np.hypot(u, v) if outline is Outline.ROUND else np.maximum(np.abs(u), np.abs(v))
    depth = BOX / 2 - away
    line = (depth > 0) & (depth < PRINTED) & (outline is not Outline.NONE)
    return np.asarray(0.8 * line, dtype=np.float32)


def _applied(values: NDArray[np.float32], layer: Layer) -> NDArray[np.float32]:
    weights, bias = layer
    return np.asarray(values @ weights.T + bias, dtype=np.float32)


def _looked(values: NDArray[np.float32], layer: Layer) -> NDArray[np.float32]:
    """One layer that looks at every second place of (boxes, rows, columns, channels), with one pixel of nothing around."""
    weights, bias = layer
    kernel, _, channels, _ = weights.shape
    count, height, width, _ = values.shape
    padded = np.zeros((count, height + 2, width + 2, channels), np.float32)
    padded[:, 1:-1, 1:-1] = values
    columns = np.empty((count, height // 2, width // 2, kernel, kernel, channels), np.float32)
    for down in range(kernel):
        for across in range(kernel):
            columns[:, :, :, down, across] = padded[:, down : down + height : 2, across : across + width : 2]
    told = columns.reshape(count * (height // 2) * (width // 2), -1) @ weights.reshape(-1, weights.shape[3])
    told += bias
    return np.asarray(told.reshape(count, height // 2, width // 2, -1))


def _softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    chances = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(chances / chances.sum(axis=1, keepdims=True))


@cache
def model() -> Model:
    """The model that was fitted."""
    return Model.load()
