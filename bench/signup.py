"""300 people sign up at once for 30 places, through the real page of a real server, on both databases.

Every person is a client with a session of their own: reads the page, waits for all the others, and presses the button.
Then some give their places back, and those who wait are let in. `over_capacity` counts places beyond the capacity,
at the end or in between; `order_errors` everybody who stands out of the order in which the server took them.
"""

import http.client
import json
import multiprocessing
import re
import threading
import time
from typing import Any
from urllib.parse import urlencode

from bench.harness import arguments, installations, pages, report, say
from tests.serving.installations import Installation

PLACES = 30
PROCESSES = 6

MAKE = """
import datetime, json
from django.utils import timezone
from talka.foundation.owners.models import Visibility
from talka.gatherings import actions
from talka.gatherings.models import GatheringKind
from tests.world import build_world
world = build_world()
begins = timezone.now() + datetime.timedelta(days=20)
gathering = actions.plan_gathering(
    acting_user=None, network=world.network, host=world.organisation, kind=GatheringKind.WORKSHOP, title={"en": "Crowd"},
    starts_at=begins, ends_at=begins + datetime.timedelta(hours=2), capacity=%d, visibility=Visibility.PUBLIC,
)
print(json.dumps(gathering.pk))
"""

LOOK = """
import json
from talka.gatherings import queries
from talka.gatherings.models import Gathering, SignUp
gathering = Gathering.objects.get(pk=%d)
rows = list(SignUp.objects.filter(gathering=gathering).order_by("rank", "pk").values("name", "rank", "state", "signed_up_at"))
times = [row["signed_up_at"] for row in rows]
# Taken one after the other: by rank, the times never go back, and no rank is given twice.
errors = sum(1 for a, b in zip(times, times[1:]) if b < a) + len(rows) - len({row["rank"] for row in rows})
coming = [row["rank"] for row in rows if row["state"] == "coming"]
waiting = [row["rank"] for row in rows if row["state"] == "waiting"]
# Nobody who waits stands before somebody who has a place.
errors += sum(1 for rank in coming if waiting and rank > min(waiting))
shown = [line.place for line in queries.waiting_list(gathering).lines]
errors += shown != list(range(1, len(waiting) + 1))
print(json.dumps({"coming": len(coming), "waiting": len(waiting), "all": len(rows), "errors": errors}))
"""

GIVE_BACK = """
from talka.gatherings import actions
from talka.gatherings.models import SignUp
for row in SignUp.objects.filter(gathering=%d, state="coming").order_by("-rank")[:%d]:
    actions.cancel_sign_up(acting_user=None, sign_up=row, letter=False)
"""


def crowd(port: int, path: str, numbers: range, start: Any, told: Any) -> None:
    """One process with a client in each thread; all processes press together."""
    ready = threading.Barrier(len(numbers))
    answers: list[str] = []

    def one(number: int) -> None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            forwarded = {"X-Forwarded-For": f"10.9.{number // 200}.{number % 200}"}
            connection.request("GET", path, headers=forwarded)
            response = connection.getresponse()
            page = response.read().decode()
            cookies = [each.split(";")[0] for each in response.headers.get_all("Set-Cookie", [])]
            fields = {
                name: found[1]
                for name in ("csrfmiddlewaretoken", "field_id")
                if (found := re.search(rf'name="{name}" value="([^"]+)"', page))
            }
            fields |= {"name": f"Person {number}", "email": f"p{number}@example.org", "shown_as": "initials"}
            headers = {
                **forwarded,
                "Content-Type": "application/x-www-form-urlencoded",
                "Cookie": "; ".join(cookies),
                "Origin": f"http://127.0.0.1:{port}",
            }
            ready.wait(60)
            start.wait(60)
            connection.request("POST", path, urlencode(fields).encode(), headers)
            answer = connection.getresponse()
            answer.read()
            answers.append("" if answer.status == 302 else str(answer.status))
        except (OSError, http.client.HTTPException, threading.BrokenBarrierError) as error:
            answers.append(repr(error))

    threads = [threading.Thread(target=one, args=(number,)) for number in numbers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told.put([answer for answer in answers if answer])


def measured(installation: Installation, people: int) -> dict[str, Any]:
    gathering = int(installation.python(MAKE % PLACES).splitlines()[-1])
    with pages(installation) as port:
        start = multiprocessing.Event()
        told: Any = multiprocessing.Queue()
        each = people // PROCESSES
        path = f"/weavers/gatherings/{gathering}/sign-up/"
        processes = [
            multiprocessing.Process(
                target=crowd, args=(port, path, range(number * each, (number + 1) * each), start, told), daemon=True
            )
            for number in range(PROCESSES)
        ]
        for process in processes:
            process.start()
        # All have read the page by then; whoever has not presses a little later.
        time.sleep(max(3.0, people / 40))
        began = time.perf_counter()
        start.set()
        problems = [problem for _process in processes for problem in told.get(timeout=120)]
        took = time.perf_counter() - began
    if problems:
        raise SystemExit(f"{len(problems)} of {people} were not answered: {problems[0]}")
    first = json.loads(installation.python(LOOK % gathering).splitlines()[-1])
    installation.python(GIVE_BACK % (gathering, 7))
    then = json.loads(installation.python(LOOK % gathering).splitlines()[-1])
    return {
        "signed_up": first["coming"],
        "waiting": first["waiting"],
        "over_capacity": max(first["coming"] - PLACES, 0) + max(then["coming"] - PLACES, 0),
        "order_errors": first["errors"] + then["errors"] + (first["all"] != people),
        "let_in_after_7_gave_back": then["coming"] - first["coming"] + 7,
        "seconds": round(took, 2),
    }


def main() -> None:
    given = arguments(__doc__)
    people = 120 if given.quick else 300
    with installations() as made:
        found = {}
        for name, installation in made.items():
            say(f"signup: {name}")
            found[name] = measured(installation, people)
    first = next(iter(found.values()))
    report(
        {
            "signed_up": first["signed_up"],
            "waiting": first["waiting"],
            "over_capacity": sum(each["over_capacity"] for each in found.values()),
            "order_errors": sum(each["order_errors"] for each in found.values()),
            **found,
        }
    )


if __name__ == "__main__":
    main()
