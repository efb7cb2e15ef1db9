"""`talka demo`: a data folder of its own, filled once, served on localhost."""

import argparse
import os
import sys
from pathlib import Path

from talka.serving.serve import in_own_process
from talka.serving.stopped import Stopped
from talka.serving.supervise import Supervisor

# Says that the folder was filled to the end; a demo that was stopped before begins anew.
FILLED = "demo-is-filled"


def run(given: argparse.Namespace) -> int:
    if not given.data:
        os.environ["TALKA_DATA"] = str(Path(__file__).resolve().parents[2] / "data" / "demo")
    os.environ["TALKA_DEMO"] = "true"
    os.environ["TALKA_ADDRESS"] = f"http://localhost:{given.port}"
    supervisor = Supervisor(given.host, given.port, lambda: say(f"Talka is ready at http://localhost:{given.port}"))
    supervisor.claim_port()
    in_own_process("talka", "prepare")
    if not (Path(os.environ["TALKA_DATA"]) / FILLED).exists():
        in_own_process("talka.serving.demo")
    return supervisor.run()


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def fill_once() -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from talka.identity.models import Network
    from talka.site.demo.fill import fill

    if Network.objects.filter(is_demo=False).exists():
        raise Stopped(f"{settings.DATA} holds networks that the demo did not make. Choose another folder with --data.")
    if Network.objects.exists():
        call_command("flush", verbosity=0, interactive=False)
    say("Filling the demo; this takes a moment and happens once")
    fill(lambda name: say(f"  {name}"))
    (settings.DATA / FILLED).touch()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "talka.settings")
    try:
        fill_once()
    except Stopped as stopped:
        sys.exit(f"talka demo: {stopped}")
