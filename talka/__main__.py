"""The `talka` command. Django is loaded by what a command does, not by asking what there is."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(
        prog="talka",
        description="Runs the cooperation and development programmes of cultural organisations.",
        epilog="Settings are environment variables; docs/running/settings.md lists them.",
    )
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, module: str, what: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=what, description=what)
        command.add_argument("--data", metavar="FOLDER", help="the data folder (otherwise TALKA_DATA)")
        command.set_defaults(module=module)
        return command

    demo = add("demo", "talka.serving.demo", "Fill an empty data folder with four made-up networks and serve them.")
    serve = add("serve", "talka.serving.serve", "Prepare, then serve pages, streams and jobs behind one port.")
    for command in (demo, serve):
        command.add_argument("--port", type=int, default=8000, help="default 8000")
        command.add_argument("--host", default="127.0.0.1", help="the address to listen on, default 127.0.0.1")
    add(
        "prepare",
        "talka.serving.prepare",
        "Bring the database, the shared cache, translations and static files up to date.",
    )
    add("check", "talka.serving.check", "Say whether settings, database, mail, disk and files are in order.")
    backup = add("backup", "talka.serving.backup.take", "Write everything into one file: database, files, secret key.")
    backup.add_argument("file", metavar="FILE")
    restore = add("restore", "talka.serving.backup.restore", "Bring a backup back into an empty folder and database.")
    restore.add_argument("file", metavar="FILE")
    return whole


def main(arguments: Sequence[str] | None = None) -> int:
    given = parser().parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "talka.settings")
    if given.data:
        os.environ["TALKA_DATA"] = os.path.abspath(given.data)
    try:
        result: int = importlib.import_module(given.module).run(given)
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        from django.core.exceptions import ImproperlyConfigured
        from django.db import DatabaseError

        from talka.serving.stopped import Stopped

        # What an administrator can mend is a sentence; anything else is a fault of the program and shows itself.
        if not isinstance(error, (ImproperlyConfigured, DatabaseError, Stopped)) or os.environ.get("TALKA_DEBUG"):
            raise
        print(f"talka {given.command}: {error}", file=sys.stderr)
        return 1
    return result


if __name__ == "__main__":
    sys.exit(main())
