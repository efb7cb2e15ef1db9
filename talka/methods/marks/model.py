"""A small network of our own: features of a box → how probable it is that the box is empty, marked, or struck out.

Weights and thresholds are data (model.json), fitted on the tuning corpus by `python -m bench.sheets.fit`.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from talka.methods.marks.features import Features

CLASSES = ("empty", "marked", "struck")
WEIGHTS = Path(__file__).with_name("model.json")


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Standardised features, hidden layers, softmax at a temperature that makes it calibrated."""

    middle: NDArray[np.float32]
    spread: NDArray[np.float32]
    layers: tuple[tuple[NDArray[np.float32], NDArray[np.float32]], ...]
    temperature: float
    marked_from: float
    """A box is accepted as marked from this probability on."""
    empty_from: float

    def __call__(self, features: Features) -> NDArray[np.float64]:
        """Rows of probabilities in the order of CLASSES."""
        if not len(features):
            return np.zeros((0, len(CLASSES)))
        values = np.clip((features - self.middle) / self.spread, -8, 8)
        for weights, bias in self.layers[:-1]:
            values = np.maximum(values @ weights + bias, 0)
        weights, bias = self.layers[-1]
        scores = (values @ weights + bias).astype(np.float64) / self.temperature
        scores -= scores.max(axis=1, keepdims=True)
        chances = np.exp(scores)
        return np.asarray(chances / chances.sum(axis=1, keepdims=True))

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Self:
        told = json.loads(path.read_text(encoding="utf-8"))

        def array(values: object) -> NDArray[np.float32]:
            return np.asarray(values, dtype=np.float32)

        return cls(
            array(told["middle"]),
            array(told["spread"]),
            tuple((array(layer["weights"]), array(layer["bias"])) for layer in told["layers"]),
            float(told["temperature"]),
            float(told["marked_from"]),
            float(told["empty_from"]),
        )


@cache
def model() -> Model:
    """The model that was fitted."""
    return Model.load()
