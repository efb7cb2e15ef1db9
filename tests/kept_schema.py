"""The empty database with all its tables, migrated once for each state of the migrations and then copied.

Running all migrations takes half a minute; a copy takes none. The first process that needs the tables makes them, the
others wait for it. On SQLite they stay in the cache of pytest for the next run, on PostgreSQL as long as the server does.
"""

import fcntl
import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
import psycopg
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

CACHE = Path(__file__).resolve().parents[1] / ".pytest_cache" / "schema"


@contextmanager
def database_of_tests() -> Iterator[None]:
    """Django's connection leads to a database of this process alone, which has all tables and no rows of ours."""
    settings = connection.settings_dict
    own, name = settings["NAME"], settings["TEST"]["NAME"] or f"test_{settings['NAME']}"
    kept = _kept()
    if connection.vendor == "sqlite":
        shutil.copyfile(CACHE / kept, name)
        with _connected_to(name):
            yield
        Path(name).unlink()
        return
    with _server() as server:
        _drop(server, name)
        server.execute(_words("CREATE DATABASE {} TEMPLATE {}", name, kept))
    assert own != name
    with _connected_to(name):
        yield
    with _server() as server:
        _drop(server, name)


def kept_on_sqlite() -> Path:
    """The file of SQLite to copy, made if it is not there yet. Django's connection leads to SQLite."""
    return CACHE / _kept()


def _kept() -> str:
    """The name of the file or database to copy, made if it is not there yet."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return _kept_on_sqlite() if connection.vendor == "sqlite" else _kept_on_postgresql()


def _kept_on_sqlite() -> str:
    kept = CACHE / f"{_digest()}.sqlite3"
    if not kept.exists():
        for old in CACHE.glob("*.sqlite3*"):
            old.unlink()
        being_made = kept.with_suffix(".sqlite3.new")
        _migrated(str(being_made))
        being_made.rename(kept)
    return kept.name


def _kept_on_postgresql() -> str:
    kept = f"talka_schema_{_digest()}"
    with _server() as server:
        if server.execute("SELECT FROM pg_database WHERE datname = %s", [kept]).fetchone() is None:
            being_made = f"{kept}_new"
            _drop(server, being_made)
            server.execute(_words("CREATE DATABASE {}", being_made))
            _migrated(being_made)
            server.execute(_words("ALTER DATABASE {} RENAME TO {}", being_made, kept))
    return kept


def _migrated(name: str) -> None:
    with _connected_to(name):
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)


@contextmanager
def _connected_to(name: str) -> Iterator[None]:
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _digest() -> str:
    """Changes with every migration of every app, ours and others'."""
    content = hashlib.sha256(django.get_version().encode())
    for (app, name), migration in sorted(MigrationLoader(None, ignore_no_migrations=True).disk_migrations.items()):
        content.update(f"{app}.{name}".encode())
        module = __import__(type(migration).__module__, fromlist=["__file__"])
        content.update(Path(module.__file__).read_bytes())
    return content.hexdigest()[:16]


@contextmanager
def _server() -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
    settings = connection.settings_dict
    address = {"host": settings["HOST"], "port": settings["PORT"], "user": settings["USER"], "dbname": "postgres"}
    with psycopg.connect(autocommit=True, password=settings["PASSWORD"], **address) as server:
        yield server


def _drop(server: "psycopg.Connection[tuple[object, ...]]", name: str) -> None:
    server.execute(_words("DROP DATABASE IF EXISTS {} WITH (FORCE)", name))


def _words(words: str, *names: str) -> sql.Composed:
    return sql.SQL(words).format(*map(sql.Identifier, names))  # type: ignore[arg-type] # written above, letter by letter
