"""The world and the demonstration, made once for each process of the tests and then put back row by row.

Making them takes hundreds of actions; putting their rows back takes some milliseconds. Each test gets rows and people
exactly as the actions made them, in its own transaction.
"""

import datetime
import pickle
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

from talka.site.demo.fill import fill
from tests.world import World, build_world


@dataclass(frozen=True)
class Table:
    name: str
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


@dataclass(frozen=True)
class Kept:
    world: bytes
    tables: list[Table]


_kept: Kept | None = None
_demo: list[Table] | None = None


def _models() -> list[type[models.Model]]:
    return list(apps.get_models(include_auto_created=True))


def _read_tables() -> list[Table]:
    found = []
    with connection.cursor() as cursor:
        for model in _models():
            name = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"SELECT * FROM {name}")
            rows = [_plain(row) for row in cursor.fetchall()]
            if rows:
                found.append(Table(name, tuple(column[0] for column in cursor.description), rows))
    return found


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """JSON comes out of PostgreSQL as Python values and must go in as JSON again; SQLite takes times as text."""
    if connection.vendor != "postgresql":
        return tuple(value.isoformat() if isinstance(value, datetime.time) else value for value in row)
    from psycopg.types.json import Jsonb

    return tuple(Jsonb(value) if isinstance(value, dict | list) else value for value in row)


def _put_back(tables: list[Table]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for table in tables:
            columns = ", ".join(connection.ops.quote_name(column) for column in table.columns)
            places = ", ".join(["%s"] * len(table.columns))
            cursor.execute(f"DELETE FROM {table.name}")
            cursor.executemany(f"INSERT INTO {table.name} ({columns}) VALUES ({places})", table.rows)
        for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)


def the_world() -> World:
    """The world in the database of this test: built the first time, put back afterwards."""
    global _kept
    if _kept is None:
        world = build_world()
        _kept = Kept(pickle.dumps(world.__dict__), _read_tables())
    else:
        _put_back(_kept.tables)
    world = World()
    world.__dict__.update(pickle.loads(_kept.world))
    return world


def the_demo() -> None:
    """The filled demonstration in the database of this test, in the same way."""
    global _demo
    if _demo is None:
        fill(lambda _name: None)
        _demo = _read_tables()
    else:
        _put_back(_demo)
