"""Every address of the program is tried by every role; one without a row fails."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.browser.pages import session_cookie
from tests.conftest import commits_as_in_life
from tests.kept_world import the_world
from tests.matrix import SIGN_IN, Row
from tests.on_postgresql import roles_to_try
from tests.world import World

TESTS = Path(__file__).resolve().parents[1]
# Pages of the sign-in library: it tests them itself, and they show nothing but the account's own keys.
LIBRARIES = ("mfa_", "account_reauthenticate")


def rows() -> list[Row]:
    found: list[Row] = []
    for file in sorted(TESTS.glob("*/matrix.py")):
        found += importlib.import_module(f"tests.{file.parent.name}.matrix").ROWS
    return found


def names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from names(entry, inner)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name}" if entry.name else f"(without a name) {entry.pattern}"


def takes_network(name: str) -> bool:
    possible = get_resolver()
    for part in name.split(":")[:-1]:
        prefix, possible = possible.namespace_dict[part]
        if "network" in prefix:
            return True
    return False


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """One world for all rows: each is undone after its visit."""
    with django_db_blocker.unblock(), commits_as_in_life():
        outer = transaction.atomic()
        outer._from_testcase = True  # type: ignore[attr-defined] # as Django's own TestCase marks it
        with outer:
            yield the_world()
            transaction.set_rollback(True)


@pytest.fixture(scope="module")
def sessions(world: World) -> dict[str, str]:
    """The session of each role, begun once."""
    return {role: session_cookie(account) for role, account in world.people.items() if account is not None}


def test_every_address_has_a_row() -> None:
    known = {row.name for row in rows()}
    missing = sorted({name for name in names(get_resolver()) if not name.startswith(LIBRARIES)} - known)
    assert missing == [], "give each a row in tests/<room>/matrix.py"


@pytest.mark.django_db
@pytest.mark.parametrize("row", rows(), ids=str)
def test_who_gets_what(row: Row, world: World, sessions: dict[str, str]) -> None:
    kwargs = {key: value(world) if callable(value) else value for key, value in row.kwargs.items()}
    if takes_network(row.name):
        kwargs.setdefault("network", world.network.slug)
    address = reverse(row.name, kwargs=kwargs) + row.query
    data = row.data(world) if callable(row.data) else row.data
    got: dict[str, int | str] = {}
    for role in roles_to_try(row):
        visit = transaction.atomic()
        visit._from_testcase = True  # type: ignore[attr-defined]
        with visit:
            client = Client()
            if role in sessions:
                client.cookies[settings.SESSION_COOKIE_NAME] = sessions[role]
            response = getattr(client, row.method)(address, data)
            if response.streaming:
                response.getvalue()  # to the end, which closes what it reads
            to_sign_in = response.status_code == 302 and response["Location"].startswith(reverse("account_login"))
            got[role] = SIGN_IN if to_sign_in and SIGN_IN in row.expected.values() else response.status_code
            transaction.set_rollback(True)
        cache.clear()
    assert got == {role: row.expected[role] for role in got}, address
