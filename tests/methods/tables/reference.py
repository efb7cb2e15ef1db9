"""Published reference data: `apiclus1.csv` is from the data set `api` of the R package survey."""

import csv
from functools import cache
from pathlib import Path

import numpy as np

from talka.methods.tables import Choice

HERE = Path(__file__).resolve().parent


@cache
def schools():
    """The 183 Californian schools of apiclus1: columns by name."""
    with (HERE / "apiclus1.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {
        "district": np.array([int(row["dnum"]) for row in rows]),
        "type": Choice.from_keys([row["stype"] for row in rows], ("E", "H", "M"), key="type"),
        "target": Choice.from_keys([row["schwide"] for row in rows], ("No", "Yes"), key="target"),
        "base": np.array([float(row["pw"]) for row in rows]),
        "api": np.array([float(row["api00"]) for row in rows]),
        "enrolled": np.array([float(row["enroll"]) for row in rows]),
        "raked": np.array([float(row["w"]) for row in rows]),
    }


TYPES = {"E": 4421, "H": 755, "M": 1018}
TARGETS = {"No": 1072, "Yes": 5122}
