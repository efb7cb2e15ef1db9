from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from tests.world import World


@pytest.fixture
def at(world: World) -> Callable[..., str]:
    """The address of one of this room's pages in the first network."""

    def address(name: str, *args: Any) -> str:
        return reverse(f"strategy:{name}", args=[world.network.slug, *args])

    return address
