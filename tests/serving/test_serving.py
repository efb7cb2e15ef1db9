"""The real server: pages, streams and jobs behind one port, killed and started again."""

import os
import signal
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.serving.installations import Installation, read

pytestmark = pytest.mark.own_installation


def children_of(pid: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
            if parent == pid:
                found.append(int(entry.name))
    return found


def descendants_of(pid: int) -> list[int]:
    found = children_of(pid)
    return found + [below for child in found for below in descendants_of(child)]


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def wait_until(true: object, seconds: float = 20) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if true():  # type: ignore[operator] # any callable
            return True
        time.sleep(0.1)
    return False


def test_what_dies_is_started_again_and_everything_stops_together(installation: Installation) -> None:
    with installation.served() as (address, process):
        assert read(f"{address}/weavers/")[0] == 200
        # pages with its workers, and jobs
        assert wait_until(lambda: len(descendants_of(process.pid)) >= 4)
        before = descendants_of(process.pid)
        for pid in before:
            os.kill(pid, signal.SIGKILL)

        def answers() -> bool:
            try:
                return read(f"{address}/weavers/")[0] == 200
            except OSError:
                return False

        assert wait_until(answers)
        assert wait_until(lambda: len(set(descendants_of(process.pid)) - set(before)) >= 4)
        last = descendants_of(process.pid)
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
        assert time.monotonic() - began < 12
        assert [pid for pid in last if is_alive(pid)] == []


def test_large_bodies_are_refused_and_a_killed_supervisor_leaves_nothing(installation: Installation) -> None:
    with installation.served(TALKA_UPLOAD_MB="1") as (address, process):
        assert posted(f"{address}/sign-in/", b"x" * 5_000_000) == 413
        # Read, and refused by Django for want of a token.
        assert posted(f"{address}/sign-in/", b"email=a") == 403
        assert wait_until(lambda: len(descendants_of(process.pid)) >= 4)
        last = descendants_of(process.pid)
        process.kill()
        assert wait_until(lambda: not any(is_alive(pid) for pid in last), 10)


def posted(address: str, body: bytes) -> int:
    request = urllib.request.Request(address, data=body, headers={"Host": "localhost"})
    try:
        urllib.request.urlopen(request, timeout=20).close()
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:  # the server may close while the body is still on its way
        return 413
    return 200


def test_a_stream_tells_what_was_missed_and_what_happens(installation: Installation) -> None:
    say = (
        "from talka.identity.models import Network; from talka.foundation.live.actions import append\n"
        "append(network=Network.objects.get(slug='weavers'), kind='spoken', thing_id=1, payload={'text': 'WORD'})"
    )
    installation.python(say.replace("WORD", "before"))
    with installation.served(DJANGO_SETTINGS_MODULE="tests.serving.talking") as (address, process):
        heard: list[str] = []

        def listen() -> None:
            request = urllib.request.Request(
                f"{address}/weavers/live/spoken/1/", headers={"Host": "localhost", "Last-Event-ID": "0"}
            )
            with urllib.request.urlopen(request, timeout=30) as stream:
                heard.extend(line.decode().strip() for line in stream)

        listener = threading.Thread(target=listen, daemon=True)
        listener.start()
        assert wait_until(lambda: 'data: {"text":"before"}' in heard)
        installation.python(say.replace("WORD", "during"))
        assert wait_until(lambda: 'data: {"text":"during"}' in heard)
        assert [line for line in heard if line.startswith("id:")] == ["id: 1", "id: 2"]
        # The end of the server ends the stream, at once and without an error.
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
        assert time.monotonic() - began < 8
        listener.join(5)
        assert not listener.is_alive()
