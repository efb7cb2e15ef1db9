"""The world and the demonstration, made once for each process of the tests and then put back row by row.

Making them takes hundreds of actions; putting their rows back takes some milliseconds. Each test gets rows and people
exactly as the actions made them, in its own transaction.
"""

import datetime
import pickle
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

from talka.site.demo.fill import fill
from tests.world import World, build_world

# What is put back: for each table that has rows how it is emptied, how it is filled, and the rows.
Tables = list[tuple[str, str, list[tuple[Any, ...]]]]

_world: tuple[bytes, Callable[[], None]] | None = None
_demo: Callable[[], None] | None = None


def the_world() -> World:
    """The world in the database of this test: built the first time, put back afterwards."""
    global _world
    if _world is None:
        _world = pickle.dumps(build_world().__dict__), _kept_rows()
    else:
        _world[1]()
    world = World()
    world.__dict__.update(pickle.loads(_world[0]))
    return world


def the_demo() -> None:
    """The filled demonstration in the database of this test, in the same way."""
    global _demo
    if _demo is None:
        fill(lambda _name: None)
        _demo = _kept_rows()
    else:
        _demo()


def _kept_rows() -> Callable[[], None]:
    """Puts all rows that stand in the database now back into it later."""
    models = apps.get_models(include_auto_created=True)
    tables: Tables = []
    with connection.cursor() as cursor:
        for model in models:
            name = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"SELECT * FROM {name}")
            rows = [_plain(row) for row in cursor.fetchall()]
            if rows:
                columns = ", ".join(connection.ops.quote_name(column[0]) for column in cursor.description)
                places = ", ".join(["%s"] * len(cursor.description))
                tables.append((f"DELETE FROM {name}", f"INSERT INTO {name} ({columns}) VALUES ({places})", rows))
    return _by_statements(tables) if connection.vendor == "sqlite" else _by_one_script(tables)


def _by_statements(tables: Tables) -> Callable[[], None]:
    def put_back() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for empty, fill_it, rows in tables:
                cursor.execute(empty)
                cursor.executemany(fill_it, rows)

    return put_back


def _by_one_script(tables: Tables) -> Callable[[], None]:
    """For a server, which would be asked for each row by itself."""
    statements = []
    for empty, fill_it, rows in tables:
        into, places = fill_it.split(" VALUES ")
        values = ", ".join(connection.ops.compose_sql(places, row) for row in rows)
        statements += [empty, f"{into} VALUES {values}"]
    statements += connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True))
    script = ";\n".join(statement.rstrip(";") for statement in statements)

    def put_back() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(script)

    return put_back


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """JSON comes out of PostgreSQL as Python values and must go in as JSON again; SQLite takes times as text."""
    if connection.vendor != "postgresql":
        return tuple(value.isoformat() if isinstance(value, datetime.time) else value for value in row)
    from psycopg.types.json import Jsonb

    return tuple(Jsonb(value) if isinstance(value, dict | list) else value for value in row)
