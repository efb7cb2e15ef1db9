"""What of the tests is tried once more on PostgreSQL: what a database decides, and nothing else.

- Tests that touch the database: queries, constraints, locks, transactions, JSON, order and lengths are its own affair.
  What needs none says the same as on SQLite.
- Of the walks in a browser those of WALKED, each in one width: what their pages ask of the database is tried by
  requests, and how they look does not hang on it.
- Of the matrix each address once for every answer that it gives (`roles_to_try`): which roles get the same one is
  decided by the same rows.
"""

import os

import pytest

from tests.matrix import ROLES, Row

CHOSEN = bool(os.environ.get("TALKA_TEST_DATABASE"))
WALKED = (
    "test_from_a_design_to_a_figure_of_the_programme[1280]",
    "test_from_the_public_page_to_the_panel_and_along_the_thread[1280-True]",
)
TOUCH_THE_DATABASE = {"db", "transactional_db", "live_server", "world"}


def says_more(item: pytest.Item) -> bool:
    """Whether the test may end otherwise there than on SQLite."""
    if item.get_closest_marker("browser"):
        return item.name in WALKED
    marked = any(item.get_closest_marker(name) for name in ("django_db", "own_installation"))
    return marked or bool(set(getattr(item, "fixturenames", ())) & TOUCH_THE_DATABASE)


def roles_to_try(row: Row) -> list[str]:
    """Of the roles that get the same answer the last, which sees most; on SQLite all."""
    if not CHOSEN:
        return list(ROLES)
    return sorted({answer: role for role, answer in row.expected.items()}.values(), key=ROLES.index)
