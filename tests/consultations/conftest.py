import pytest

from tests.consultations.made import Made, make


@pytest.fixture
def made(db: None) -> Made:
    """A published consultation of two organisations with an online and a paper door."""
    return make()
