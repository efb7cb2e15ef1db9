"""A thousand certificates typeset and signed, as the job does it, in an installation of its own.

`python -m bench.certificates [--quick]`. A cohort of a thousand goes through a cycle; the certificates are issued and
made: numbers frozen, each paper set as PDF/A, each credential signed as proof and as token, all of it kept. Measured is
everything from the press of the button to the last paper; letters are not counted.
"""

import json
import resource
import time
from typing import Any

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
    from talka.certificates.actions.making import HELPERS
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
    begin = time.perf_counter()
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
    seconds = time.perf_counter() - begin
    papers = Certificate.objects.filter(issued_in=issued).values_list("paper_sha256", flat=True)
    assert made == number == len(set(papers)), "each has a paper of its own"
    # The largest helper, for each of them: more than they take together.
    children = HELPERS * resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "certificates": made,
        "seconds": round(seconds, 2),
        "peak_mb": round((own + children) / 1024),
    }


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
