"""`talka restore FILE`, into an empty folder and an empty database only."""

import argparse
import hashlib
import io
import json
import os
import shutil
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from talka.serving.backup.take import FOLDERS, FORMAT
from talka.serving.stopped import Stopped


def run(given: argparse.Namespace) -> int:
    data = Path(os.environ.get("TALKA_DATA") or Path(__file__).resolve().parents[3] / "data").resolve()
    manifest = restore(Path(given.file), data)
    rows = sum(table["rows"] for table in manifest["tables"].values())
    sys.stdout.write(
        f"{given.file} is back: {rows} rows, {len(manifest['files'])} files, as they were at {manifest['taken_at']}\n"
    )
    return 0


def restore(source: Path, data: Path) -> dict[str, Any]:
    """Checks the whole backup, then brings it back; when anything is wrong the folder is left as empty as it was.

    Called before Django has read its settings: the secret key is part of what comes back. Raises Stopped.
    """
    if data.exists() and any(data.iterdir()):
        raise Stopped(f"{data} is not empty. A backup is restored into an empty folder only.")
    try:
        archive = zipfile.ZipFile(source)
    except (OSError, zipfile.BadZipFile) as error:
        raise Stopped(f"{source} cannot be read as a backup of Talka: {error}.") from error
    with archive:
        manifest = checked(archive)
        data.mkdir(parents=True, exist_ok=True)
        try:
            unpack(archive, manifest, data)
            load_tables(archive, manifest)
        except BaseException:
            for path in data.iterdir():
                shutil.rmtree(path) if path.is_dir() else path.unlink()
            raise
    return manifest


def checked(archive: zipfile.ZipFile) -> dict[str, Any]:
    """The manifest, after every part of the archive was held against it. Raises Stopped."""
    try:
        manifest: dict[str, Any] = json.loads(archive.read("manifest.json"))
    except (KeyError, ValueError) as error:
        raise Stopped("This file is not a backup of Talka: it has no manifest.") from error
    if manifest.get("format") != FORMAT:
        raise Stopped(f"This backup has format {manifest.get('format')}; this version of Talka reads format {FORMAT}.")
    parts = {f"tables/{label}.jsonl": table["sha256"] for label, table in manifest["tables"].items()}
    parts |= {name: file["sha256"] for name, file in manifest["files"].items()}
    inside = set(archive.namelist())
    if inside != set(parts) | {"manifest.json", "secret-key"}:
        raise Stopped("The backup does not hold what its manifest lists; it is damaged.")
    for name, expected in parts.items():
        steps = PurePosixPath(name).parts
        if ".." in steps or steps[0] not in {"tables", *FOLDERS}:
            raise Stopped(f"The backup holds {name!r}, which does not belong there.")
        try:
            with archive.open(name) as part:
                found = hashlib.file_digest(part, "sha256").hexdigest()  # type: ignore[arg-type] # a zip member reads as a file
        except zipfile.BadZipFile as error:
            raise Stopped(f"{name} in the backup is damaged.") from error
        if found != expected:
            raise Stopped(f"{name} in the backup is not what was written; it is damaged.")
    return manifest


def unpack(archive: zipfile.ZipFile, manifest: dict[str, Any], data: Path) -> None:
    if not os.environ.get("TALKA_SECRET_KEY"):
        descriptor = os.open(data / "secret-key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as kept:
            kept.write(archive.read("secret-key"))
    for name in manifest["files"]:
        target = data / name
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with archive.open(name) as source, os.fdopen(descriptor, "wb") as out:
            shutil.copyfileobj(source, out)


def load_tables(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.core.management.color import no_style
    from django.db import connection, transaction
    from django.db.migrations.recorder import MigrationRecorder

    from talka.serving.backup import rows

    if any(name != "django_migrations" for name in connection.introspection.table_names()):
        raise Stopped("The database is not empty. A backup is restored into an empty database only.")
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    applied = {f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()}
    models = {model._meta.label: model for model in rows.all_models()}
    if applied != set(manifest["migrations"]) or set(models) != set(manifest["tables"]):
        raise Stopped(
            f"This backup was taken by Talka {manifest['talka']} with other tables than this version has. "
            "Restore it with that version, then bring it up to date with `talka prepare`."
        )
    with transaction.atomic():
        for label in sorted(rows.MADE_BY_MIGRATE, key=lambda label: label != "auth.Permission"):
            models[label]._base_manager.all().delete()
        for label, table in manifest["tables"].items():
            found = rows.insert_lines(models[label], lines(archive, label), table["columns"], "default")
            if found != table["rows"]:
                raise Stopped(f"{label}: {found} rows instead of {table['rows']}.")
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), list(models.values())):
                cursor.execute(statement)
    for label, table in manifest["tables"].items():
        if models[label]._base_manager.count() != table["rows"]:
            raise Stopped(f"{label} does not have the {table['rows']} rows of the backup.")


def lines(archive: zipfile.ZipFile, label: str) -> Iterator[str]:
    with archive.open(f"tables/{label}.jsonl") as part:
        yield from io.TextIOWrapper(part, encoding="utf-8")
