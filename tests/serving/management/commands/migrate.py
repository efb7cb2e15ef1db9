import sqlite3
from contextlib import closing
from typing import Any

from django.core.management.commands import migrate
from django.db import connection

from tests.kept_schema import kept_on_sqlite


class Command(migrate.Command):
    """Into an empty SQLite file the tables that were migrated once for all tests are copied; what is missing is migrated."""

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.vendor == "sqlite" and not connection.introspection.table_names():
            with closing(sqlite3.connect(kept_on_sqlite())) as kept:
                kept.backup(connection.connection)
        super().handle(*args, **options)
