"""A million respondents raked to five margins until every target is met to 1e-9; against ipfn, samplics and balance.

``python -m bench.raking [--quick]``. Peers that are not installed are left out; without any the ratio is null. Each
peer gets the respondents as it takes them (arrays or a frame) and gives a weight for each respondent; ``ipfn_table``
is what a skilled user makes of ipfn: the cells counted with pandas, the small table fitted, the factors given back.
"""

import json
import logging
import sys
import time
import warnings
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import numpy as np

from talka.methods.tables import Choice, Margin, rake

SIZES = {"sex": 2, "age": 6, "place": 8, "school": 4, "work": 7}
TOLERANCE = 1e-11


def respondents(n: int) -> tuple[dict[str, Any], dict[str, Any], Any]:
    """Categories of each respondent, targets of each category, base weights."""
    random = np.random.default_rng(7)
    codes = {name: random.choice(size, n, p=random.dirichlet(np.full(size, 5.0))) for name, size in SIZES.items()}
    # what people are hangs together
    codes["work"] = np.where(random.random(n) < 0.3, codes["age"] % SIZES["work"], codes["work"])
    targets = {name: random.dirichlet(np.full(size, 20.0)) * 3_000_000 for name, size in SIZES.items()}
    return codes, targets, random.uniform(0.5, 2.0, n)


def ours(codes: dict[str, Any], targets: dict[str, Any], base: Any) -> Any:
    margins = [
        Margin(
            Choice(codes[name], tuple(map(str, range(size))), key=name),
            dict(zip(map(str, range(size)), targets[name], strict=True)),
        )
        for name, size in SIZES.items()
    ]
    weights = rake(margins, base, tolerance=TOLERANCE)
    assert weights.converged
    return weights.values


def by_ipfn_table(codes: dict[str, Any], targets: dict[str, Any], base: Any) -> Any:
    import pandas as pd
    from ipfn.ipfn import ipfn

    frame = pd.DataFrame(codes).assign(total=base)
    shape = tuple(SIZES.values())
    cells = np.zeros(shape)
    grouped = frame.groupby(list(SIZES))["total"].sum()
    cells[tuple(grouped.index.get_level_values(name) for name in SIZES)] = grouped.to_numpy()
    fitted = ipfn(
        cells.copy(),
        list(targets.values()),
        [[place] for place in range(len(shape))],
        convergence_rate=TOLERANCE,
        max_iteration=1000,
        rate_tolerance=0.0,
    ).iteration()
    factors = np.divide(fitted, cells, out=np.zeros(shape), where=cells > 0)
    return base * factors[tuple(codes[name] for name in SIZES)]


def by_ipfn_frame(codes: dict[str, Any], targets: dict[str, Any], base: Any) -> Any:
    import pandas as pd
    from ipfn.ipfn import ipfn

    frame = pd.DataFrame(codes).assign(total=base, place_in_file=np.arange(len(base)))
    aggregates = [pd.Series(targets[name], index=pd.Index(range(size), name=name)) for name, size in SIZES.items()]
    fitted = ipfn(
        frame,
        aggregates,
        [[name] for name in SIZES],
        convergence_rate=TOLERANCE,
        max_iteration=1000,
        rate_tolerance=0.0,
    ).iteration()
    return fitted.sort_values("place_in_file")["total"].to_numpy()


def by_samplics(codes: dict[str, Any], targets: dict[str, Any], base: Any) -> Any:
    from samplics.weighting import SampleWeight

    control = {name: dict(enumerate(map(float, targets[name]))) for name in SIZES}
    return SampleWeight().rake(
        samp_weight=base, margins=codes, control=control, tol=1e-11, ctrl_tol=1e-5, max_iter=1000
    )


def by_balance(codes: dict[str, Any], targets: dict[str, Any], base: Any) -> Any:
    import pandas as pd

    logging.getLogger("balance").setLevel(logging.ERROR)
    from balance.weighting_methods.rake import rake as balance_rake

    # balance takes the population as a frame: every combination, weighted so that the margins are the targets
    places = np.indices(tuple(SIZES.values())).reshape(len(SIZES), -1)
    frame = pd.DataFrame(dict(zip(SIZES, places, strict=True)))
    total = float(targets["sex"].sum())
    population = np.full(len(frame), total)
    for name in SIZES:
        population = population * (targets[name] / targets[name].sum())[frame[name]]
    found = balance_rake(
        pd.DataFrame(codes),
        pd.Series(base),
        frame,
        pd.Series(population),
        variables=list(SIZES),
        transformations=None,
        max_iteration=1000,
        convergence_rate=TOLERANCE,
        rate_tolerance=0.0,
        weight_trimming_mean_ratio=None,
    )
    return found["weight"].to_numpy()


PEERS: dict[str, Callable[..., Any]] = {
    "ipfn_table": by_ipfn_table,
    "ipfn_frame": by_ipfn_frame,
    "samplics": by_samplics,
    "balance": by_balance,
}

QUICK = ("ipfn_table", "balance")
"""Peers that are tried with --quick; the others take longer."""


def timed(run: Callable[..., Any], *arguments: Any) -> tuple[float, Any]:
    begin = time.perf_counter()
    with warnings.catch_warnings(), redirect_stdout(StringIO()):
        warnings.simplefilter("ignore")
        result = run(*arguments)
    return time.perf_counter() - begin, result


def main() -> None:
    quick = "--quick" in sys.argv
    n = 1_000_000
    codes, targets, base = respondents(n)
    runs = [timed(ours, codes, targets, base) for _ in range(3 if quick else 7)]
    seconds, weights = runs[0][0], runs[0][1]
    peers: dict[str, Any] = {}
    for name, run in PEERS.items():
        if quick and name not in QUICK:
            continue
        try:
            taken, found = timed(run, codes, targets, base)
        except ImportError:
            print(f"{name}: not installed")
            continue
        peers[name] = {
            "seconds": round(taken, 4),
            "max_weight_difference": float(np.abs(found - weights).max()),
        }
        print(f"{name}: {peers[name]}")
    worst = max(float(np.abs(np.bincount(codes[name], weights=weights) / targets[name] - 1).max()) for name in SIZES)
    fastest = min((peer["seconds"] for peer in peers.values()), default=None)
    figures = {
        "rows": n,
        "margins": len(SIZES),
        "seconds": round(seconds, 4),
        "seconds_again": round(min(taken for taken, _ in runs), 4),
        "worst_gap": worst,
        "ratio_fastest_peer": None if fastest is None else round(fastest / seconds, 1),
        "max_weight_difference": max((peer["max_weight_difference"] for peer in peers.values()), default=None),
        "peers": peers,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
