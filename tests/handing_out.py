"""Which tests one process runs together, and in what order they are handed to the processes.

A process asks for the next test when it has two left. What takes longest is handed out first, so that no process is
still busy with it when the others have ended; what shares something that is dear to make stays together. pytest-xdist's
own groups (`--dist loadgroup`) are lost without a word under pytest 9.2 (pytest-dev/pytest-xdist#1386).
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
    """Installations first, which wait more than they compute; then, as pytest-django has them, what is undone, what
    commits (the longest first) and what needs no database.

    What is undone must not come after what commits and then empties the tables.
    """

    def place(item: pytest.Item) -> tuple[int, int]:
        if item.get_closest_marker("own_installation"):
            return 0, 0
        if {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ())):
            name = item.path.name
            return 2, LONGEST.index(name) if name in LONGEST else len(LONGEST)
        marked = item.get_closest_marker("django_db")
        if marked and marked.kwargs.get("transaction"):
            return 2, len(LONGEST)
        return (1, 0) if marked or "db" in getattr(item, "fixturenames", ()) else (3, 0)

    items.sort(key=place)
