from collections.abc import Iterator

import pytest

from tests.serving.installations import Installation, empty_database

FILL = """
import datetime, decimal
from tests.world import build_world
from talka.foundation.files.actions import keep_file
from talka.identity.models import Network
world = build_world()
world.network.about = {"lt": "Ąžuolas\\nand a second line", "uk": "Слово", "deep": [1, None, True, 0.1]}
world.network.made_at = datetime.datetime(2026, 3, 1, 12, 0, 0, 123457, tzinfo=datetime.UTC)
world.network.save()
for number in range(3):
    keep_file(acting_user=world.staff, network=world.network, owner=world.organisation, name=f"{number}.pdf",
              data=b"%PDF-1.4 " + bytes([number]) * 100_000)
"""


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """One that prepared itself from nothing, with the world of the tests and some files in it."""
    with empty_database("talka_installed") as database:
        made = Installation(tmp_path_factory.mktemp("installed") / "data", database)
        done = made.talka("prepare")
        assert done.returncode == 0, done.stderr
        made.python(FILL)
        yield made
