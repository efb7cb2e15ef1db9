"""The server is killed again and again while answers are sent by clients that retry with their ids.

Every answer that was acknowledged must be there exactly once. An answer that was sent and not acknowledged is sent
again under the same id, as the answer page does when the signal goes.
"""

import contextlib
import http.client
import json
import multiprocessing
import random
import threading
import time
import uuid
from typing import Any

from bench.consultation import Asked, ask
from bench.harness import arguments, free_port, headers_of, installations, kill, report, say, start_pages
from tests.serving.installations import Installation

CLIENTS = 8
# Between two answers of one client, so that the kills fall among them.
PAUSE_SECONDS = 0.03
LONGEST_SECONDS = 240.0

THERE = """
import json
from talka.consultations.models import Answer
ids = [str(each.hex) for each in Answer.objects.values_list("pk", flat=True)]
print(json.dumps({"ids": ids, "aside": Answer.objects.filter(sent_as__isnull=False).count()}))
"""


def persistent_client(number: int, port: int, asked: Asked, count: int, results: Any) -> None:
    """Sends each answer until it is acknowledged."""
    tried, acknowledged = 0, []
    until = time.monotonic() + LONGEST_SECONDS
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    for each in range(count):
        answer = uuid.uuid4()
        body = asked.body(str(answer))
        while time.monotonic() < until:
            tried += 1
            try:
                connection.request("POST", asked.path, body, headers_of(number, each))
                response = connection.getresponse()
                response.read()
                if response.status == 303:
                    acknowledged.append(answer.hex)
                    break
            except (OSError, http.client.HTTPException):
                connection.close()
            time.sleep(0.1)
        time.sleep(PAUSE_SECONDS)
    results.put((tried, acknowledged))


class Killer(threading.Thread):
    """Kills the server with all its processes after a second or so of work, and starts it again."""

    def __init__(self, installation: Installation, port: int, most: int) -> None:
        super().__init__(daemon=True)
        self.most = most
        self.installation, self.port = installation, port
        self.kills = 0
        self.enough = threading.Event()
        self.process = start_pages(installation, port, 2)

    def answers(self) -> bool:
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
            connection.request("GET", "/")
            return connection.getresponse().status < 500
        return False

    def run(self) -> None:
        while self.kills < self.most:
            while not self.answers() and not self.enough.is_set():
                time.sleep(0.05)
            if self.enough.wait(random.uniform(0.3, 1.5)):
                return
            kill(self.process)
            self.kills += 1
            self.process = start_pages(self.installation, self.port, 2)
        # A server ends with the thread that started it.
        self.enough.wait()

    def stop(self) -> None:
        self.enough.set()
        self.join(30)
        kill(self.process)


def crashed(installation: Installation, count: int, most_kills: int) -> dict[str, int]:
    asked = ask(installation)
    results: Any = multiprocessing.Queue()
    port = free_port()
    clients = [
        multiprocessing.Process(
            target=persistent_client, args=(number, port, asked, count // CLIENTS, results), daemon=True
        )
        for number in range(CLIENTS)
    ]
    for client in clients:
        client.start()
    killer = Killer(installation, port, most_kills)
    killer.start()
    told = [results.get(timeout=LONGEST_SECONDS + 30) for _client in clients]
    killer.stop()
    acknowledged = [answer for _tried, part in told for answer in part]
    there = json.loads(installation.python(THERE).splitlines()[-1])
    return {
        "sent": count,
        "acknowledged": len(acknowledged),
        "lost": len(set(acknowledged) - set(there["ids"])),
        "doubled": len(there["ids"]) - len(set(there["ids"])) + there["aside"],
        "kills": killer.kills,
        "tries": sum(tried for tried, _part in told),
    }


def main() -> None:
    given = arguments(__doc__)
    with installations() as made:
        each = {}
        for name, installation in made.items():
            say(f"crash: {name}")
            each[name] = crashed(installation, *((1000, 4) if given.quick else (2000, 20)))
    total = {key: sum(figures[key] for figures in each.values()) for key in next(iter(each.values()))}
    report({**total, "by_database": each})


if __name__ == "__main__":
    main()
