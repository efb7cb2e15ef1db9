"""A results page over a million answers: every table of twenty questions, weighted, by door; against pandas.

``python -m bench.results [--quick]``. Without pandas the ratio is null.
"""

import json
import resource
import sys
import time
from typing import Any

import numpy as np

from talka.methods.tables import Choice, Choices, Margin, Scale, Table, page, rake

DOORS = ("link", "street", "paper", "in person")


def answers(n: int) -> tuple[list[Any], Choice, list[Choice]]:
    """Twenty questions, the door of each answer, and what is known of the respondents."""
    random = np.random.default_rng(2012)
    doors = Choice(random.choice(4, n, p=[0.5, 0.25, 0.2, 0.05]).astype(np.int8), DOORS, key="door")
    known = [
        Choice(random.choice(size, n, p=random.dirichlet(np.full(size, 5.0))).astype(np.int8), _keys(size), key=key)
        for key, size in (("sex", 2), ("age", 6), ("place", 5))
    ]
    columns: list[Any] = []
    for number in range(20):
        size = int(random.integers(4, 9))
        shares = random.dirichlet(np.full(size, 2.0))
        key = f"q{number + 1}"
        if number % 4 == 1:
            columns.append(Choices(random.random((n, size)) < shares * 2, _keys(size), key=key))
            continue
        codes = random.choice(size, n, p=shares).astype(np.int8)
        codes[random.random(n) < 0.05] = -1
        if number % 4 == 2:
            columns.append(Scale(codes, _keys(size), key=key, values=tuple(range(1, size + 1))))
        else:
            columns.append(Choice(codes, _keys(size), key=key))
    return columns, doors, known


def _keys(size: int) -> tuple[str, ...]:
    return tuple(f"o{place + 1}" for place in range(size))


def frame_of(columns: list[Any], doors: Choice, weights: Any) -> Any:
    """The same answers as a pandas frame, categorical where an answer is one of several."""
    import pandas as pd

    series: dict[str, Any] = {"door": pd.Categorical.from_codes(doors.codes, list(DOORS)), "w": weights}
    for column in columns:
        keys = [option.key for option in column.options]
        if isinstance(column, Choices):
            series |= {f"{column.key}.{key}": column.chosen[:, place] for place, key in enumerate(keys)}
            series[f"{column.key}.any"] = column.answered
        else:
            series[column.key] = pd.Categorical.from_codes(column.codes, keys)
    return pd.DataFrame(series)


def pandas_table(frame: Any, column: Any) -> tuple[Any, Any]:
    """Counts and sums of weights, doors and everybody × options and whether answered, the way one writes it in pandas."""
    keys = [option.key for option in column.options]
    if isinstance(column, Choices):
        names = [f"{column.key}.{key}" for key in keys] + [f"{column.key}.any"]
        counts = frame.groupby("door", observed=False)[names].sum().to_numpy()
        weighted = frame[names].mul(frame["w"], axis=0).groupby(frame["door"], observed=False).sum().to_numpy()
    else:
        found = frame.groupby(["door", column.key], observed=False)["w"].agg(["size", "sum"])
        counts = found["size"].to_numpy().reshape(len(DOORS), -1)
        weighted = found["sum"].to_numpy().reshape(len(DOORS), -1)
        counts = np.column_stack([counts, counts.sum(axis=1)])
        weighted = np.column_stack([weighted, weighted.sum(axis=1)])
    return np.vstack([counts, counts.sum(axis=0)]), np.vstack([weighted, weighted.sum(axis=0)])


def same(table: Table, counts: Any, weighted: Any) -> bool:
    return bool(
        (table.counts == counts[:, :-1]).all()
        and (table.answered == counts[:, -1]).all()
        and np.allclose(table.weighted, weighted[:, :-1], rtol=1e-9)
    )


def best(run: Any, times: int) -> tuple[float, Any]:
    """The least time of several, and the last result."""
    least, result = float("inf"), None
    for _ in range(times):
        begin = time.perf_counter()
        result = run()
        least = min(least, time.perf_counter() - begin)
    return least, result


def main() -> None:
    quick = "--quick" in sys.argv
    n, times = 1_000_000, 3 if quick else 7
    columns, doors, known = answers(n)
    margins = [Margin(each, dict.fromkeys((option.key for option in each.options), 1.0)) for each in known]
    weights = rake(margins, total=n)
    cold = time.perf_counter()
    page(columns, doors, weights)
    cold = time.perf_counter() - cold
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    warm, tables = best(lambda: page(columns, doors, weights), times)
    one, _ = best(lambda: page(columns[:1], doors, weights), times)
    plain, _ = best(lambda: page(columns, doors, weights.values), times)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    figures: dict[str, Any] = {
        "answers": n,
        "questions": len(columns),
        "page_s": round(cold, 4),
        "page_again_s": round(warm, 4),
        "page_any_weights_s": round(plain, 4),
        "breakdown_ms": round(one * 1000, 2),
        "peak_mb": round(peak / 1024, 1),
        "peak_above_data_mb": round((peak - before) / 1024, 1),
    }
    try:
        frame = frame_of(columns, doors, weights.values)
    except ImportError:
        figures |= {"pandas_ratio": None, "identical": None}
        print("pandas is not installed: no ratio")
    else:
        theirs, found = best(lambda: [pandas_table(frame, column) for column in columns], 2 if quick else 3)
        figures |= {
            "pandas_s": round(theirs, 4),
            "pandas_ratio": round(theirs / cold, 2),
            "pandas_ratio_again": round(theirs / warm, 2),
            "identical": all(same(table, *pair) for table, pair in zip(tables, found, strict=True)),
        }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
