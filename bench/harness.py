"""What the benches share: a real server on a database of its own, and clients that are bounded in number and time.

Nothing here reaches beyond 127.0.0.1.
"""

import argparse
import contextlib
import http.client
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from talka.serving.processes import end_with_parent
from tests.serving.installations import HOUSE, Installation, empty_database, free_port

# A bench that hangs is a bench that failed.
LONGEST_SECONDS = 600
QUICK_SECONDS = 45
LONGEST_STEP = 60.0


def arguments(what: str | None) -> argparse.Namespace:
    """`--quick`, and an alarm that ends the whole bench."""
    parser = argparse.ArgumentParser(description=what, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer rounds, inside 50 s")
    given = parser.parse_args()
    signal.alarm(LONGEST_SECONDS)
    return given


def say(line: str) -> None:
    """What is going on, on the error stream: the last line of the output is the figures."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def report(figures: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(figures) + "\n")


@contextlib.contextmanager
def installations(only: str = "") -> Iterator[dict[str, Installation]]:
    """A prepared installation on SQLite and one on PostgreSQL, or one of them."""
    with (
        tempfile.TemporaryDirectory(prefix="talka-bench-") as folder,
        empty_database("talka_bench") as database,
    ):
        if not database and only != "sqlite":
            raise SystemExit("bin/bench brings the PostgreSQL that this needs.")
        made = {
            "sqlite": Installation(Path(folder) / "sqlite", "", settings="bench.settings"),
            "postgresql": Installation(Path(folder) / "postgresql", database, settings="bench.settings"),
        }
        made = {name: each for name, each in made.items() if only in {"", name}}
        preparing = [
            subprocess.Popen(
                [sys.executable, "-c", PREPARE + REFERENCE_TABLES],
                env=each.environment,
                cwd=HOUSE,
                stdout=subprocess.DEVNULL,
            )
            for each in made.values()
        ]
        if any(process.wait(LONGEST_STEP * 2) for process in preparing):
            raise SystemExit("an installation could not be prepared")
        yield made


PREPARE = """
from talka.serving.prepare import prepare
prepare()
"""
REFERENCE_TABLES = """
from django.core.management import call_command
call_command("migrate", run_syncdb=True, verbosity=0)
"""


@contextlib.contextmanager
def product() -> Iterator[tuple[Installation, Path]]:
    """The product as it is installed, prepared, on SQLite; and a folder that goes with it at the end."""
    with tempfile.TemporaryDirectory(prefix="talka-bench-") as folder:
        made = Installation(Path(folder) / "installation", settings="talka.settings")
        made.data.mkdir()
        say("preparing an installation")
        made.python(PREPARE, longest=900)
        yield made, Path(folder)


@contextlib.contextmanager
def pages(installation: Installation, workers: int = 2, port: int | None = None) -> Iterator[int]:
    """The process that serves pages, on a free port; it and its workers end with SIGKILL."""
    chosen = port or free_port()
    process = start_pages(installation, chosen, workers)
    try:
        wait_for(chosen)
        yield chosen
    finally:
        kill(process)


def start_pages(installation: Installation, port: int, workers: int) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "talka.serving.pages", "127.0.0.1", str(port)],
        env=installation.environment
        | {
            "TALKA_ADDRESS": f"http://127.0.0.1:{port}",
            "TALKA_WORKERS": str(workers),
            # Each client states an address of its own, as behind a proxy: limits per address do not meet the bench.
            "TALKA_PROXIES": "1",
        },
        cwd=HOUSE,
        start_new_session=True,
        preexec_fn=end_with_parent,  # noqa: PLW1509 # it calls nothing that another thread could hold
    )


def kill(process: "subprocess.Popen[bytes]") -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_for(port: int, seconds: float = 30.0) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/")
            if connection.getresponse().status < 500:
                return
        time.sleep(0.1)
    raise SystemExit("the server did not answer")


@dataclass(frozen=True)
class Load:
    """One client's part: sends `count` bodies from `body(client, number)` to `path`, until the time is over."""

    port: int
    path: str
    body: Callable[[int, int], bytes]
    count: int
    expected: int
    seconds: float = LONGEST_STEP


def client(load: Load, number: int, results: Any) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", load.port, timeout=20)
    until, times = time.monotonic() + load.seconds, []
    problem = ""
    for each in range(load.count):
        if time.monotonic() > until:
            break
        body = load.body(number, each)
        began = time.perf_counter()
        try:
            connection.request("POST", load.path, body, headers_of(number, each))
            response = connection.getresponse()
            response.read()
        except (OSError, http.client.HTTPException) as error:
            problem = repr(error)
            break
        if response.status != load.expected:
            problem = f"{response.status} instead of {load.expected}"
            break
        times.append(time.perf_counter() - began)
    results.put((times, problem))


def headers_of(number: int, each: int) -> dict[str, str]:
    return {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Forwarded-For": f"10.{number}.{each // 200 % 250}.{each % 200}",
    }


def run(load: Load, clients: int) -> tuple[float, list[float]]:
    """All clients at once: requests per second, and the time of each. Ends the bench when one is refused."""
    results: Any = multiprocessing.Queue()
    processes = [
        multiprocessing.Process(target=client, args=(load, number, results), daemon=True) for number in range(clients)
    ]
    began = time.perf_counter()
    for process in processes:
        process.start()
    told = [results.get(timeout=load.seconds + 30) for _process in processes]
    took = time.perf_counter() - began
    problems = [problem for _times, problem in told if problem]
    if problems:
        raise SystemExit(f"{load.path}: {problems[0]}")
    times = sorted(each for part, _problem in told for each in part)
    return len(times) / took, times


def at(times: list[float], share: float) -> float:
    return times[min(len(times) - 1, int(len(times) * share))]
