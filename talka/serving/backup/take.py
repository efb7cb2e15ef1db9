"""`talka backup FILE`."""

import argparse
import contextlib
import datetime
import hashlib
import json
import os
import sqlite3
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from talka import __version__
from talka.serving.stopped import Stopped

FORMAT = 1
FOLDERS = ("files", "mail")


def run(given: argparse.Namespace) -> int:
    import django

    django.setup()
    manifest = take(Path(given.file).resolve())
    rows = sum(table["rows"] for table in manifest["tables"].values())
    sys.stdout.write(
        f"{given.file}: {len(manifest['tables'])} tables with {rows} rows, {len(manifest['files'])} files\n"
    )
    sys.stdout.write(
        "It holds personal data and the secret key: keep it where only those may read it who may read both.\n"
    )
    return 0


def take(target: Path) -> dict[str, Any]:
    """Writes the backup and returns its manifest. Raises Stopped where the file exists or cannot be written."""
    from django.conf import settings

    if target.exists():
        raise Stopped(f"{target} exists already. A backup never writes over another one.")
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError as error:
        raise Stopped(f"{target} cannot be written: {error.strerror}.") from error
    try:
        with os.fdopen(descriptor, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            manifest: dict[str, Any] = {
                "format": FORMAT,
                "talka": __version__,
                "taken_at": datetime.datetime.now(datetime.UTC).isoformat(),
                **write_tables(archive),
                "files": write_files(archive, settings.DATA),
            }
            archive.writestr("secret-key", settings.SECRET_KEY)
            archive.writestr("manifest.json", json.dumps(manifest, indent=1, sort_keys=True))
        unfinished.rename(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


def write_tables(archive: zipfile.ZipFile) -> dict[str, Any]:
    from django.db.migrations.recorder import MigrationRecorder

    from talka.serving.backup import rows

    tables: dict[str, Any] = {}
    with one_moment() as (alias, connection):
        for model in rows.all_models():
            digest, count = hashlib.sha256(), 0
            with archive.open(f"tables/{model._meta.label}.jsonl", "w", force_zip64=True) as out:
                for line in rows.lines_of(model, alias):
                    data = line.encode()
                    digest.update(data)
                    out.write(data)
                    count += 1
            tables[model._meta.label] = {
                "columns": [field.attname for field in rows.fields_of(model)],
                "rows": count,
                "sha256": digest.hexdigest(),
            }
        applied = sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())
    return {"tables": tables, "migrations": applied}


@contextlib.contextmanager
def one_moment() -> Iterator[tuple[str, Any]]:
    """The database as it is at one moment, while others go on writing: (alias, connection) to read it from."""
    from django.db import connection, connections, transaction

    if connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield "default", connection
        return
    with tempfile.TemporaryDirectory(prefix="talka-backup-") as folder:
        copy = Path(folder) / "copy.sqlite3"
        connection.ensure_connection()
        with contextlib.closing(sqlite3.connect(copy)) as kept:
            connection.connection.backup(kept)
        connections.databases["backup"] = {**connections.databases["default"], "NAME": str(copy)}
        try:
            yield "backup", connections["backup"]
        finally:
            connections["backup"].close()
            del connections["backup"]
            del connections.databases["backup"]


def write_files(archive: zipfile.ZipFile, data: Path) -> dict[str, Any]:
    """Stored files after the tables: a row never stands in a backup before its file does."""
    found: dict[str, Any] = {}
    for folder in FOLDERS:
        for path in sorted((data / folder).rglob("*")):
            if not path.is_file():
                continue
            name, digest, size = path.relative_to(data).as_posix(), hashlib.sha256(), 0
            with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as out:
                while block := source.read(1 << 20):
                    digest.update(block)
                    size += len(block)
                    out.write(block)
            found[name] = {"size": size, "sha256": digest.hexdigest()}
    return found
