"""The cycle as it was run: five rounds by one design, who was there, and the day on which each place saw its vision.

Dates, hours and who missed what are examples; that 64 people went through the cycle and 77 took part is the report's.
"""

import datetime
from collections.abc import Iterable

from talka.foundation.owners.models import Owner, Visibility
from talka.gatherings.actions import (
    PlannedDay,
    add_session,
    join_cohort,
    mark_held,
    plan_gathering,
    plan_round,
    record_attendance,
)
from talka.gatherings.models import Attendance, Gathering, GatheringKind, Participant, Session
from talka.programmes.models import Cohort, Programme, Stage
from talka.site.demo.calendar import at
from talka.site.demo.five_localities.cycle import FIRST_DAYS
from talka.site.demo.five_localities.people import LocalPeople
from talka.site.demo.regions import VILNIUS, Ground
from talka.site.demo.texts import lt

HALF_AN_HOUR = datetime.timedelta(minutes=30)
PLACES = {
    "Prienai": "Prienų kultūros centras",
    "Pagėgiai": "Pagėgių kultūros centras",
    "Šilutė": "Šilutės kultūros centras",
    "Ignalina": "Ignalinos kultūros centras",
    "Trakai": "Trakų kultūros rūmai",
}
SHOWN_ON = datetime.date(2017, 6, 6)


def run_rounds(
    ground: Ground,
    cohorts: dict[str, Cohort],
    groups: dict[str, Owner],
    people: dict[str, LocalPeople],
    training: Stage,
) -> None:
    """Plan each round, take its people in, and write down who was there."""
    for name, cohort in cohorts.items():
        for person in people[name].in_cycle:
            join_cohort(acting_user=ground.coordinator, cohort=cohort, participant=person)
        gatherings = plan_round(
            acting_user=ground.coordinator,
            cohort=cohort,
            days=[
                PlannedDay(
                    day=day,
                    on=FIRST_DAYS[name] + datetime.timedelta(days=day.after_days),
                    # The second day is a visit: the institute is host in Vilnius.
                    host=ground.owners["AVI"] if day.kind == GatheringKind.STUDY_VISIT else groups[name],
                    place="Vilnius" if day.kind == GatheringKind.STUDY_VISIT else PLACES[name],
                    locality=None if day.kind == GatheringKind.STUDY_VISIT else ground.localities[name],
                )
                for day in cohort.cycle.days.all()
            ],
            stage=training,
            visibility=Visibility.PUBLIC,
        )
        sessions = [session for gathering in gatherings for session in gathering.sessions.all()]
        for number, person in enumerate(people[name].in_cycle):
            _attended(ground, sessions, person, number)
        for gathering in gatherings:
            mark_held(acting_user=ground.coordinator, gathering=gathering)


def _attended(ground: Ground, sessions: Iterable[Session], person: Participant, number: int) -> None:
    """Most were there all the time; one in nine was excused from an afternoon, one in seven came late once."""
    for place, session in enumerate(sessions):
        state, arrived_at = Attendance.State.PRESENT, None
        if place == 1 and number % 9 == 4:
            state = Attendance.State.EXCUSED
        elif place == 2 and number % 7 == 3:
            state, arrived_at = Attendance.State.LATE, session.starts_at + HALF_AN_HOUR
        record_attendance(
            acting_user=ground.staff, session=session, participant=person, state=state, arrived_at=arrived_at
        )


def show_visions(
    ground: Ground, programme: Programme, groups: dict[str, Owner], people: dict[str, LocalPeople], stage: Stage
) -> list[Gathering]:
    """The open day in each locality: some of the group, and those who came to other activities only."""
    shown = []
    for number, (name, group) in enumerate(groups.items()):
        day = SHOWN_ON + datetime.timedelta(days=2 * number)
        begins, ends = at(day, 17, zone=VILNIUS), at(day, 19, zone=VILNIUS)
        gathering = plan_gathering(
            acting_user=ground.coordinator,
            network=ground.network,
            programme=programme,
            stage=stage,
            host=group,
            kind=GatheringKind.OPEN_DOORS,
            title=lt(f"{name}: vizijos pristatymas", f"{name}: the vision shown to the town"),
            result=lt("Vietos žmonės pamatė viziją ir pasakė savo nuomonę.", "The people of the place saw the vision and said what they think."),
            place=PLACES[name],
            locality=ground.localities[name],
            starts_at=begins,
            ends_at=ends,
            visibility=Visibility.PUBLIC,
        )  # fmt: skip
        session = add_session(
            acting_user=ground.coordinator,
            gathering=gathering,
            starts_at=begins,
            ends_at=ends,
            topic=lt("Vizija ir pokalbis apie ją", "The vision, and a talk about it"),
        )
        for person in [*people[name].in_cycle[:5], *people[name].beside]:
            record_attendance(
                acting_user=ground.staff, session=session, participant=person, state=Attendance.State.PRESENT
            )
        mark_held(acting_user=ground.coordinator, gathering=gathering)
        shown.append(gathering)
    return shown
