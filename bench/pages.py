"""Each main page at 10 and at 1,000 rows: how many queries, how many milliseconds.

In one process, through the whole of Django, on SQLite; the rows are made by actions (bench/growth.py). Query counts
shall not grow with rows; the bench fails when one does.
"""

import json
import statistics
import time
from typing import Any

from bench.harness import arguments, installations, report, say
from tests.serving.installations import Installation

MEASURE = """
import json, sys
from bench.pages import measured
print(json.dumps(measured(rounds=ROUNDS)))
"""
FEW, MANY = 10, 1000


def measured(rounds: int) -> list[dict[str, Any]]:
    """Runs inside an installation, with its Django."""
    from django.db import connection, reset_queries, transaction
    from django.test import Client

    from bench.growth import GROWTHS
    from tests.world import build_world

    def visit(client: Client, path: str) -> None:
        response = client.get(path, headers={"Host": "localhost"})
        if response.status_code != 200:
            raise SystemExit(f"{path} answered {response.status_code}")
        if response.streaming:
            response.getvalue()

    world = build_world()
    figures = []
    made = 0
    for rows in (FEW, MANY):
        with transaction.atomic():
            for growth in GROWTHS:
                began = time.perf_counter()
                for number in range(made, rows):
                    growth.add(world, number)
                say(f"  {rows} {growth.name} in {time.perf_counter() - began:.1f} s")
        made = rows
        for growth in GROWTHS:
            for address, who in growth.pages:
                client, path = Client(), address(world)
                if world.people[who] is not None:
                    client.force_login(world.people[who])
                # Also warms what is warm in life: templates, translations.
                leads = client.get(path, headers={"Host": "localhost"})
                if leads.status_code == 302:  # such as results, which lead to the first question
                    path = leads["Location"]
                connection.force_debug_cursor = True
                reset_queries()
                visit(client, path)
                queries = len(connection.queries)
                connection.force_debug_cursor = False
                times = []
                for _round in range(rounds):
                    began = time.perf_counter()
                    visit(client, path)
                    times.append((time.perf_counter() - began) * 1000)
                figures.append(
                    {
                        "path": path,
                        "as": who,
                        "of": growth.name,
                        "rows": rows,
                        "queries": queries,
                        "ms_median": round(statistics.median(times), 1),
                    }
                )
    return figures


def growing(figures: list[dict[str, Any]]) -> list[str]:
    """The pages that ask the database more often because there is more to show."""
    counts: dict[tuple[str, str], dict[int, int]] = {}
    for each in figures:
        counts.setdefault((each["path"], each["as"]), {})[each["rows"]] = each["queries"]
    return [f"{path} as {who}" for (path, who), by_rows in counts.items() if by_rows[MANY] > by_rows[FEW]]


def main() -> None:
    given = arguments(__doc__)
    with installations(only="sqlite") as made:
        installation: Installation = made["sqlite"]
        code = MEASURE.replace("ROUNDS", "1" if given.quick else "9")
        figures = json.loads(installation.python(code, longest=500).splitlines()[-1])
    report({"pages": figures, "growing": growing(figures)})


if __name__ == "__main__":
    main()
