"""Whole installations for tests: a data folder and a database of their own, commands run as an administrator runs them."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

HOUSE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Installation:
    data: Path
    database: str = ""
    settings: str = "talka.settings"

    @property
    def environment(self) -> dict[str, str]:
        own = {name: value for name, value in os.environ.items() if not name.startswith("TALKA_")}
        own.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
        return {
            **own,
            "DJANGO_SETTINGS_MODULE": self.settings,
            "TALKA_DATA": str(self.data),
            "TALKA_DATABASE": self.database,
            "PYTHONPATH": str(HOUSE),
        }

    def talka(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "talka", *arguments],
            env=self.environment | variables,
            cwd=HOUSE,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def python(self, code: str, longest: float = 120) -> str:
        """Runs code with the installation's Django and returns what it prints."""
        start = "import django; django.setup()\n"
        done = subprocess.run(
            [sys.executable, "-c", start + code],
            env=self.environment,
            cwd=HOUSE,
            capture_output=True,
            text=True,
            timeout=longest,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    @contextlib.contextmanager
    def served(self, **variables: str) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
        """`talka serve` on a free port: its address and its process. Stopped in the end, whatever happens."""
        port = free_port()
        log = self.data.with_suffix(".log")
        with log.open("w") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "talka", "serve", "--port", str(port)],
                env=self.environment | {"TALKA_ADDRESS": f"http://localhost:{port}"} | variables,
                cwd=HOUSE,
                stdout=out,
                stderr=subprocess.STDOUT,
                text=True,
            )
        try:
            until = time.monotonic() + 60
            while "is ready" not in log.read_text():
                assert process.poll() is None, log.read_text()
                assert time.monotonic() < until, log.read_text()
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}", process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def read(address: str) -> tuple[int, str]:
    request = urllib.request.Request(address, headers={"Host": "localhost"})
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=20) as response:
        return response.status, response.read().decode()


@contextlib.contextmanager
def empty_database(name: str) -> Iterator[str]:
    """The address of an empty database beside that of the tests: SQLite needs none, PostgreSQL gets a new one."""
    server = os.environ.get("TALKA_TEST_DATABASE", "")
    if not server:
        yield ""
        return
    name = f"{name}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')  # type: ignore[call-overload] # our own name
        connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[call-overload]
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')  # type: ignore[call-overload]
