"""Which tests one process runs together, and in what order they are handed to the processes.

A process asks for the next test when it has two left. What shares something that is dear to make stays together and is
handed out before all else, the largest first; of the rest the longest walks come as early as they may. So no process is
still busy when the others have ended. pytest-xdist's own groups (`--dist loadgroup`) are lost without a word under
pytest 9.2 (pytest-dev/pytest-xdist#1386).
"""

import pytest
from xdist.scheduler import LoadScopeScheduling

# An installation with a server, the filled demonstration, the collected texts: each made once for all that stand there.
TOGETHER = ("tests/serving/", "tests/site/test_demo.py", "tests/locale/test_messages.py")
# Of those that commit, the longest walks.
LONGEST = ("test_whole_chain.py", "test_demo_walk.py")


class HandedOut(LoadScopeScheduling):
    """Tests one by one, those of TOGETHER as one."""

    def _split_scope(self, nodeid: str) -> str:
        return next((place for place in TOGETHER if nodeid.startswith(place)), nodeid)


def put_in_order(items: list[pytest.Item]) -> None:
    """As pytest-django has them: what is undone, what commits (here with the longest first), what needs no database.

    What is undone must not come after what commits and then empties the tables.
    """

    def place(item: pytest.Item) -> tuple[int, int]:
        fixtures, marked = set(getattr(item, "fixturenames", ())), item.get_closest_marker("django_db")
        if {"transactional_db", "live_server"} & fixtures or (marked and marked.kwargs.get("transaction")):
            return 1, LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST)
        return (0, 0) if marked or "db" in fixtures else (2, 0)

    items.sort(key=place)
