"""Accepted answers per second through the real answer page, against the least that a server can do with them.

The reference view runs in the same server with the same workers, gets the same body, parses it and commits one row
in the same database; it knows no account, form or check. Ours checks every answer against the frozen questionnaire,
looks for the id, and has in place of a CSRF token what docs/architecture/decisions/answers-without-session.md says.
"""

import statistics
from typing import Any

from bench.consultation import ask
from bench.harness import Load, arguments, at, installations, pages, report, run, say
from tests.serving.installations import Installation

CLIENTS = 8


def measured(installation: Installation, rounds: int, each: int) -> dict[str, Any]:
    asked = ask(installation)
    with pages(installation) as port:
        ours = Load(port, asked.path, asked.fresh_body, each, 303)
        reference = Load(port, "/reference/", asked.fresh_body, each, 200)
        for load in (ours, reference):
            run(Load(load.port, load.path, load.body, 20, load.expected), CLIENTS)
        speeds: dict[str, list[float]] = {"ours": [], "reference": []}
        times: list[float] = []
        # In turns, so that a neighbour on the machine disturbs both.
        for _round in range(rounds):
            speeds["reference"].append(run(reference, CLIENTS)[0])
            speed, took = run(ours, CLIENTS)
            speeds["ours"].append(speed)
            times += took
    kept = int(installation.python("from talka.consultations.models import Answer; print(Answer.objects.count())"))
    accepted = CLIENTS * (rounds * each + 20)
    if kept != accepted:
        raise SystemExit(f"{accepted} answers were accepted and {kept} are there")
    share = statistics.median(a / b for a, b in zip(speeds["ours"], speeds["reference"], strict=True))
    return {
        "reference_per_s": round(statistics.median(speeds["reference"]), 1),
        "accepted_per_s": round(statistics.median(speeds["ours"]), 1),
        "share": round(share, 3),
        "p99_ms": round(at(sorted(times), 0.99) * 1000, 1),
    }


def main() -> None:
    given = arguments(__doc__)
    rounds, each = (3, 40) if given.quick else (7, 150)
    with installations() as made:
        figures = {}
        for name, installation in made.items():
            say(f"answers: {name}")
            figures[name] = measured(installation, rounds, each)
    report(figures)


if __name__ == "__main__":
    main()
