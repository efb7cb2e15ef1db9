"""Starts the processes of Talka, starts again what died, and stops all of them together."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType

from talka.serving.processes import END_OF_STREAMS, end_with_parent
from talka.serving.stopped import Stopped

LONGEST_PAUSE = 30.0
# Whoever stays up as long as this begins again with the shortest pause.
STEADY_SECONDS = 60.0
STOP_SECONDS = 15.0
READY_SECONDS = 60.0


@dataclass
class Child:
    name: str
    command: list[str]
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0.0
    pause: float = 1.0
    again_at: float = field(default=0.0)


class Supervisor:
    """`run` returns the exit code when everything has ended."""

    def __init__(self, host: str, port: int, ready: Callable[[], None] | None = None) -> None:
        self.host, self.port, self.ready = host, port, ready
        python = [sys.executable, "-m"]
        self.children = [
            Child("pages", [*python, "talka.serving.pages", host, str(port)]),
            Child("jobs", [*python, "talka.serving.jobs"]),
        ]
        self.stopping = False
        self.heard, self.told = os.pipe()
        os.set_inheritable(self.heard, True)

    def run(self) -> int:
        self.claim_port()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        signal.signal(signal.SIGHUP, self.renew)
        for child in self.children:
            self.start(child)
        began = time.monotonic()
        announced = False
        while not self.stopping:
            self.look_after()
            if not announced:
                announced = self.answers()
                if announced and self.ready:
                    self.ready()
                if not announced and time.monotonic() - began > READY_SECONDS:
                    self.end()
                    raise Stopped(f"The server did not answer within {READY_SECONDS:.0f} s. The lines above say why.")
            time.sleep(0.1 if not announced else 0.5)
        self.end()
        return 0

    def claim_port(self) -> None:
        """Raises Stopped where another program has the port."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except OSError as error:
                raise Stopped(
                    f"Port {self.port} on {self.host} cannot be used ({error.strerror}). Choose another with --port."
                ) from error

    def start(self, child: Child) -> None:
        child.started = time.monotonic()
        child.process = subprocess.Popen(  # noqa: S603 # our own modules
            child.command,
            env={**os.environ, END_OF_STREAMS: str(self.heard)},
            pass_fds=[self.heard],
            start_new_session=True,
            preexec_fn=lambda: end_with_parent(signal.SIGTERM),  # noqa: PLW1509 # no thread runs here
        )

    def look_after(self) -> None:
        """Starts again what died, after a pause that doubles each time."""
        now = time.monotonic()
        for child in self.children:
            if child.process is not None and child.process.poll() is not None:
                if now - child.started > STEADY_SECONDS:
                    child.pause = 1.0
                sys.stderr.write(
                    f"talka: {child.name} ended with {child.process.returncode}; again in {child.pause:.0f} s\n"
                )
                child.process, child.again_at = None, now + child.pause
                child.pause = min(child.pause * 2, LONGEST_PAUSE)
            elif child.process is None and now >= child.again_at:
                self.start(child)

    def answers(self) -> bool:
        """Whether a first request succeeds; any answer that is not the server's fault is one."""
        host = "127.0.0.1" if self.host in {"0.0.0.0", ""} else self.host  # noqa: S104
        address = f"http://{f'[{host}]' if ':' in host else host}:{self.port}/"
        request = urllib.request.Request(address, headers={"Host": f"localhost:{self.port}"})
        try:
            with NO_REDIRECTS.open(request, timeout=5):
                return True
        except urllib.error.HTTPError as error:
            return error.code < 500
        except OSError:
            return False

    def stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def renew(self, number: int, frame: FrameType | None) -> None:
        """SIGHUP: worker processes are replaced one by one; nobody waits."""
        for child in self.children:
            if child.process is not None and child.name == "pages":
                child.process.send_signal(signal.SIGHUP)

    def end(self) -> None:
        """Streams say goodbye, requests and jobs are finished, and what does not end in time is ended."""
        os.write(self.told, b"!")
        running = [child.process for child in self.children if child.process and child.process.poll() is None]
        for process in running:
            process.terminate()
        until = time.monotonic() + STOP_SECONDS
        for process in running:
            try:
                process.wait(max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()


class NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object) -> None:
        return None


NO_REDIRECTS = urllib.request.build_opener(urllib.request.ProxyHandler({}), NoRedirects)
