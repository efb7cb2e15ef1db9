import argparse
import subprocess
import sys

from talka.serving.stopped import Stopped
from talka.serving.supervise import Supervisor


def in_own_process(module: str, *arguments: str) -> None:
    """Runs a step in a process that ends with it, so that the supervisor stays small. Raises Stopped when it fails."""
    done = subprocess.run([sys.executable, "-m", module, *arguments], check=False)  # noqa: S603 # our own modules
    if done.returncode:
        raise Stopped("The lines above say what has to be mended first.")


def run(given: argparse.Namespace) -> int:
    in_own_process("talka", "prepare")
    from talka import settings

    def ready() -> None:
        sys.stdout.write(f"Talka is ready at {settings.ADDRESS} (listening on {given.host} port {given.port})\n")
        sys.stdout.flush()

    return Supervisor(given.host, given.port, ready).run()
