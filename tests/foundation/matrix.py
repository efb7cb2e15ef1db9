from typing import Any

from talka.foundation.files.actions import keep_file
from talka.foundation.owners.models import Visibility
from tests.matrix import Row, everyone, statuses
from tests.world import World

PDF = b"%PDF-1.4\n% nothing on it\n"


def file_of_organisation(visibility: str) -> Any:
    def make(world: World) -> int:
        return keep_file(
            acting_user=world.staff,
            network=world.network,
            owner=world.organisation,
            name="minutes.pdf",
            data=PDF,
            visibility=visibility,
        ).pk

    return make


ROWS = [
    Row("foundation:file", everyone(), {"file_id": file_of_organisation(Visibility.PUBLIC)}, note="public"),
    Row(
        "foundation:file",
        statuses(200, visitor=404, stranger=404),
        {"file_id": file_of_organisation(Visibility.NETWORK)},
        note="of the network",
    ),
    Row(
        "foundation:file",
        statuses(404, staff=200, director=200),
        {"file_id": file_of_organisation(Visibility.PRIVATE)},
        note="private",
    ),
]

ROWS += [
    Row("foundation:stream", statuses(404), {"kind": "unheard-of", "thing_id": 1}, note="rooms register kinds"),
    Row("foundation:since", statuses(404), {"kind": "unheard-of", "thing_id": 1, "known": 0}),
]
