"""`talka check`: is this installation in order? Each line is one answer; the exit code is 1 when one is no."""

import argparse
import difflib
import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator

# Variables of the commands beside the program.
BESIDE = {"TALKA_VENV", "TALKA_TEST_DATABASE"}
LEAST_FREE = 500 * 1024 * 1024


def settings_known() -> str:
    from talka import settings

    known = set(settings.env.dump())
    wrong = [name for name in os.environ if name.startswith("TALKA_") and name not in known | BESIDE]
    if wrong:
        near = {name: difflib.get_close_matches(name, known, 1) for name in wrong}
        raise RuntimeError(
            "; ".join(f"{name} is not known" + (f", {like[0]} is" if like else "") for name, like in near.items())
        )
    return f"address {settings.ADDRESS}, data in {settings.DATA}"


def django_itself() -> str:
    import django

    django.setup()
    from django.core.checks import WARNING, run_checks

    found = [each for each in run_checks() if each.level >= WARNING]
    if found:
        raise RuntimeError("; ".join(each.msg for each in found))
    return "the program finds all its parts"


def database() -> str:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    connection.ensure_connection()
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        raise RuntimeError(f"{len(waiting)} migrations are not applied; `talka prepare` applies them")
    return f"{connection.display_name} answers and is up to date"


def mail() -> str:
    from django.conf import settings

    if not settings.MAIL:
        return "mails are kept in the data folder and sent to nobody (TALKA_MAIL is empty)"
    from django.core.mail import get_connection

    connection = get_connection(timeout=10)
    connection.open()
    connection.close()
    return f"{settings.EMAIL_HOST} takes mail"


def disk() -> str:
    from django.conf import settings

    free = shutil.disk_usage(settings.DATA).free
    if free < LEAST_FREE:
        raise RuntimeError(f"only {free // 2**20} MB are free where {settings.DATA} is")
    return f"{free / 2**30:.0f} GB are free"


def files() -> str:
    from django.core.files.storage import default_storage

    from talka.foundation.files.models import StoredFile

    wrong, checked = [], 0
    for kept in StoredFile.objects.order_by("pk").iterator():
        checked += 1
        if not default_storage.exists(kept.path):
            wrong.append(f"file {kept.pk} ({kept.name}) is missing")
            continue
        with default_storage.open(kept.path, "rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != kept.sha256:
                wrong.append(f"file {kept.pk} ({kept.name}) has changed on the disk")
    if wrong:
        raise RuntimeError("; ".join(wrong[:10]) + (f" and {len(wrong) - 10} more" if len(wrong) > 10 else ""))
    return f"{checked} stored files are as they were brought"


def answers() -> Iterator[tuple[str, bool, str]]:
    questions: dict[str, Callable[[], str]] = {
        "settings": settings_known,
        "program": django_itself,
        "database": database,
        "files": files,
        "disk": disk,
        "mail": mail,
    }
    for name, ask in questions.items():
        try:
            yield name, True, ask()
        except Exception as error:  # noqa: BLE001 # the answer is no, with the reason, whatever it is
            yield name, False, " ".join(str(error).split()) or type(error).__name__


def run(given: argparse.Namespace) -> int:
    good = True
    for name, fine, words in answers():
        sys.stdout.write(f"{'ok' if fine else 'NO':3} {name}: {words}\n")
        good = good and fine
    return 0 if good else 1
