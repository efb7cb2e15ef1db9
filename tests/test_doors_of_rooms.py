"""A room is entered only through its doors: what it reads, does, tells and allows; its models as targets and types.

`questionnaire` and `terms` are the public forms of what consultations and calls freeze. The shell composes every room and the
demonstration replays the work of people, so both may look further into `site`'s own parts, not into other rooms.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1] / "talka"
ROOMS = {
    "people",
    "organisations",
    "programmes",
    "gatherings",
    "calls",
    "certificates",
    "consultations",
    "findings",
    "paper",
    "strategy",
    "reports",
}
DOORS = {"access", "actions", "events", "models", "queries", "rules", "questionnaire", "terms"}


def entered(room: str, source: str) -> Iterator[str]:
    """Each way in which this source enters another room by something that is not one of its doors."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module:
            parts = node.module.split(".")
            names = [[*parts, alias.name] for alias in node.names] if len(parts) == 2 else [parts]
        elif isinstance(node, ast.Import):
            names = [alias.name.split(".") for alias in node.names]
        else:
            continue
        for name in names:
            if name[0] == "talka" and len(name) > 2 and name[1] in ROOMS - {room} and name[2] not in DOORS:
                yield f"line {node.lineno} enters {'.'.join(name)}"


def test_rooms_are_entered_through_their_doors() -> None:
    wrong = {
        str(path.relative_to(HOUSE)): found
        for path in sorted(HOUSE.rglob("*.py"))
        if path.name not in {"urls.py", "settings.py"}
        and (found := list(entered(path.relative_to(HOUSE).parts[0], path.read_text())))
    }
    assert wrong == {}


def test_the_scan_sees_a_window_that_somebody_climbed_through() -> None:
    source = "from talka.strategy.forms import PlanForm\nfrom talka.findings import drawing, queries\nimport talka.people.views\n"
    assert list(entered("reports", source)) == [
        "line 1 enters talka.strategy.forms",
        "line 2 enters talka.findings.drawing",
        "line 3 enters talka.people.views",
    ]
