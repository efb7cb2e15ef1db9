"""What every test may use. The browser stands in tests/browser/pages.py, the networks in tests/world.py."""

import os

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # playwright runs an event loop in the thread of the test

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker

from tests import on_postgresql
from tests.handing_out import HandedOut, put_in_order
from tests.kept_schema import database_of_tests
from tests.kept_world import the_world
from tests.world import World

pytest_plugins = ["tests.browser.pages"]

# A busy machine draws slowly; that says nothing about the code under test.
settings.register_profile("talka", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.load_profile("talka")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> HandedOut:
    return HandedOut(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    put_in_order(items)
    if on_postgresql.CHOSEN:
        config.hook.pytest_deselected(items=[item for item in items if not on_postgresql.says_more(item)])
        items[:] = [item for item in items if on_postgresql.says_more(item)]


@contextmanager
def commits_as_in_life() -> Iterator[None]:
    """What waits for the commit runs when the outermost block of the tested code ends, as it does in life.

    The transaction that undoes a test's rows would hold it back for ever.
    """
    leave, wait = transaction.Atomic.__exit__, BaseDatabaseWrapper.on_commit

    def undone_later(blocks: list[Any]) -> bool:
        return bool(blocks) and all(block._from_testcase for block in blocks)

    def leave_and_run(self: transaction.Atomic, exc_type: Any, exc_value: Any, traceback: Any) -> None:
        leave(self, exc_type, exc_value, traceback)
        if exc_type is None and undone_later(connection.atomic_blocks):
            while connection.run_on_commit:
                waiting, connection.run_on_commit = connection.run_on_commit, []
                for _savepoints, function, _robust in waiting:
                    function()

    def on_commit(self: Any, function: Callable[[], object], robust: bool = False) -> None:
        # Outside any block of the tested code there is nothing to wait for.
        if undone_later(self.atomic_blocks):
            function()
        else:
            wait(self, function, robust)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transaction.Atomic, "__exit__", leave_and_run)
        patch.setattr(BaseDatabaseWrapper, "on_commit", on_commit)
        yield


@pytest.fixture(autouse=True)
def as_committed() -> Iterator[None]:
    with commits_as_in_life():
        yield


@pytest.fixture(autouse=True)
def files_come_back(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The rows that a test removes are put back; so are the files of those rows."""
    removed: list[tuple[FileSystemStorage, str, bytes]] = []
    delete = FileSystemStorage.delete

    def remember_and_delete(storage: FileSystemStorage, name: str) -> None:
        if storage.exists(name):
            with storage.open(name) as file:
                removed.append((storage, name, file.read()))
        delete(storage, name)

    monkeypatch.setattr(FileSystemStorage, "delete", remember_and_delete)
    yield
    for storage, name, data in removed:
        if not storage.exists(name):
            storage.save(name, ContentFile(data))


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """The database of this process: a copy of the tables that were migrated once (tests/kept_schema.py)."""
    with django_db_blocker.unblock(), database_of_tests():
        yield


@pytest.fixture
def world(db: None) -> World:
    """Two networks with one person for each role, and what the rooms add (tests/world.py)."""
    return the_world()


@pytest.fixture(autouse=True)
def fresh_cache() -> Iterator[None]:
    """Rate limits counted by one test do not stop the next."""
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """The language of a page that one test visited does not stay for the next, which expects English."""
    with translation.override("en"):
        yield


@pytest.fixture
def signed_in() -> Callable[[Any], Client]:
    """A client signed in as the account: `signed_in(account).get(...)`. None is a visitor."""

    def client_of(account: Any) -> Client:
        client = Client()
        if account is not None:
            client.force_login(account)
        return client

    return client_of


@pytest.fixture
def assert_queries_flat() -> Callable[..., None]:
    """Fails when a page asks the database more often because there is more to show.

    `assert_queries_flat(lambda: client.get(url), lambda: add_ten_rows())`: visits, adds, visits again. With
    `at_most` the number itself is held as well.
    """

    def check(visit: Callable[[], Any], add_rows: Callable[[], object], at_most: int | None = None) -> None:
        def queries() -> list[str]:
            ContentType.objects.clear_cache()
            with CaptureQueriesContext(connection) as captured:
                response = visit()
            status = getattr(response, "status_code", 200)
            assert status == 200, f"the page answered {status}"
            return [query["sql"] for query in captured.captured_queries]

        visit()
        before = queries()
        add_rows()
        after = queries()
        if len(after) != len(before):
            extra = list(after)
            for sql in before:
                if sql in extra:
                    extra.remove(sql)
            shown = "\n".join(sql[:300] for sql in extra[:12])
            pytest.fail(f"{len(before)} queries became {len(after)} with more rows; new are:\n{shown}")
        if at_most is not None and len(after) > at_most:
            shown = "\n".join(sql[:300] for sql in after)
            pytest.fail(f"{len(after)} queries, at most {at_most} are allowed:\n{shown}")

    return check
