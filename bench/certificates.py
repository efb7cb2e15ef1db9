"""A thousand certificates typeset and signed, as the job does it, in an installation of its own.

`python -m bench.certificates [--quick]`. A cohort of a thousand goes through a cycle; the certificates are issued and
made: numbers frozen, each paper set as PDF/A, each credential signed as proof and as token, all of it kept. Measured is
everything from the press of the button to the last paper; letters are not counted. `processor_seconds` says what it costs
where other work makes the clock useless.
"""

import json
import os
import threading
import time
from pathlib import Path
from typing import Any, Self

from bench.harness import arguments, installations, report, say
from tests.serving.installations import Installation

MEASURE = """
import json
from bench.certificates import measured
print(json.dumps(measured(NUMBER)))
"""
MANY, FEW = 1000, 100


def measured(number: int) -> dict[str, Any]:
    """Runs inside an installation, with its Django."""
    import datetime
    import uuid

    from django.utils import timezone

    from talka.certificates.actions import carry_on, issue_certificates
    from talka.certificates.models import Certificate
    from talka.gatherings.models import Attendance, CohortMember, Participant
    from talka.programmes.actions import add_cohort
    from talka.programmes.models import Cohort
    from tests.certificates.made import day_of
    from tests.world import build_world

    world = build_world()
    cohort = add_cohort(acting_user=world.coordinator, cycle=world.cycle, title={"en": "The south"})
    sessions = day_of(world, cohort, -3)
    languages = ["en", "lt", "pl", "fi", "nb"]
    people = Participant.objects.bulk_create(
        [
            Participant(
                network=world.network,
                name=f"Person {each}",
                email=f"person{each}@example.net",
                language=languages[each % 5],
            )
            for each in range(number)
        ]
    )
    members = CohortMember.objects.bulk_create(
        [CohortMember(cohort=cohort, participant=each, joined_at=timezone.now()) for each in people]
    )
    Attendance.objects.bulk_create(
        [
            Attendance(session=session, participant=each, state=Attendance.State.PRESENT)
            for each in people
            for session in sessions
        ]
    )
    cohort = Cohort.objects.select_related("cycle__programme__network", "locality").get(pk=cohort.pk)
    with Watched() as watched:
        issued = issue_certificates(
            acting_user=world.coordinator,
            cohort=cohort,
            rule=world.certificate_rule,
            members=[member.pk for member in members],
            field_id=uuid.uuid4(),
            now=timezone.now() - datetime.timedelta(hours=1),
            later=False,
        )
        made = carry_on(issued=issued, letters=False)
    papers = Certificate.objects.filter(issued_in=issued).values_list("paper_sha256", flat=True)
    assert made == number == len(set(papers)), "each has a paper of its own"
    return {
        "certificates": made,
        "seconds": round(watched.seconds, 2),
        "peak_mb": round(watched.peak / 1024),
        "processor_seconds": round(watched.processor_seconds, 2),
    }


class Watched(threading.Thread):
    """How long something takes, what it costs all processors together, and the most memory that this process and its
    helpers hold at one moment; what they share counts once."""

    EVERY = 0.1

    def __enter__(self) -> Self:
        self.peak, self._over = 0, threading.Event()
        self._begin, self._cost = time.perf_counter(), self._spent()
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.seconds = time.perf_counter() - self._begin
        self.processor_seconds = self._spent() - self._cost
        self._over.set()
        self.join()

    def run(self) -> None:
        while not self._over.wait(self.EVERY):
            own = os.getpid()
            threads = Path(f"/proc/{own}/task").glob("*/children")
            listed = [pid for each in threads for pid in each.read_text().split()]
            self.peak = max(self.peak, sum(_held(pid) for pid in [str(own), *listed]))

    def _spent(self) -> float:
        """Processor time of this process and of those that it began and that have ended."""
        spent = os.times()
        return spent.user + spent.system + spent.children_user + spent.children_system


def _held(pid: str) -> int:
    """Memory of a process in kB, shared pages by their part; 0 where it has ended."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except (FileNotFoundError, ProcessLookupError):
        pass
    return 0


def in_one(installation: Installation, number: int) -> dict[str, Any]:
    code = MEASURE.replace("NUMBER", str(number))
    figures: dict[str, Any] = json.loads(installation.python(code, longest=300).splitlines()[-1])
    return figures


def main() -> None:
    given = arguments(__doc__)
    with installations(only="sqlite") as made:
        figures = in_one(made["sqlite"], FEW if given.quick else MANY)
    say(f"{figures['certificates']} in {figures['seconds']} s")
    report(figures)


if __name__ == "__main__":
    main()
