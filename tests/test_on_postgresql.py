"""What is chosen for PostgreSQL is there to be run, and no answer of the matrix is left out."""

from pathlib import Path

import pytest

from tests import on_postgresql
from tests.matrix import ROLES, Row, everyone, members, owners

WALKS = Path(__file__).resolve().parent / "browser"


def test_the_chosen_walks_stand_in_the_browser() -> None:
    written = "".join(path.read_text() for path in WALKS.glob("test_*.py"))
    assert [name for name in on_postgresql.WALKED if f"def {name.split('[')[0]}(" not in written] == []


@pytest.mark.parametrize(
    ("expected", "tried"),
    [
        (everyone(), ["coordinator"]),
        (members(), ["visitor", "stranger", "coordinator"]),
        (owners(expert=200), ["visitor", "expert", "coordinator"]),
        (members(302, staff=403), ["visitor", "stranger", "staff", "coordinator"]),
    ],
)
def test_each_answer_is_tried_once_there(
    monkeypatch: pytest.MonkeyPatch, expected: dict[str, int | str], tried: list[str]
) -> None:
    row = Row("desk", expected)
    monkeypatch.setattr(on_postgresql, "CHOSEN", True)
    assert on_postgresql.roles_to_try(row) == tried
    assert {expected[role] for role in tried} == set(expected.values())
    monkeypatch.setattr(on_postgresql, "CHOSEN", False)
    assert on_postgresql.roles_to_try(row) == list(ROLES)
