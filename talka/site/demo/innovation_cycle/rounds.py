"""Two regions in which the cycle was run. Regions, dates, hosts, people and hours are made up as an example.

The first goes by the design; the second departs from it, so that the page of the round has something to tell.
"""

import datetime

from talka.foundation.owners.models import Visibility
from talka.gatherings.actions import (
    PlannedDay,
    add_session,
    edit_gathering,
    edit_session,
    join_cohort,
    mark_held,
    meet_participant,
    plan_round,
    record_attendance,
)
from talka.gatherings.models import Attendance, Gathering, Participant
from talka.organisations.models import Sector
from talka.programmes.actions import add_cohort, edit_cohort
from talka.programmes.models import Cohort, Cycle, Stage
from talka.programmes.queries import design_days
from talka.site.demo.calendar import at
from talka.site.demo.regions import VILNIUS, Ground
from talka.site.demo.texts import lt

DAY = datetime.date

FIRST_PEOPLE = (
    "Asta Būgaitė", "Dainius Kaupas", "Eglė Naruševičiūtė", "Giedrius Balsys", "Indrė Vaitkutė", "Jonas Šimkus",
    "Kristina Lazdynaitė", "Laima Petrulė", "Mantas Grigalius", "Nijolė Ąžuolienė", "Povilas Rimša", "Renata Skuodė",
)  # fmt: skip
SECOND_PEOPLE = (
    "Agnė Tumėnaitė", "Benas Jurgutis", "Daiva Klimienė", "Edita Voveraitė", "Gabija Stonkutė", "Irena Žemgulė",
    "Julius Matulis", "Kęstutis Dargis", "Lina Mockutė", "Marius Paliulis", "Ona Rupeikienė", "Rasa Čiplytė",
    "Saulius Noreika", "Vilija Bartkutė",
)  # fmt: skip
COME_FROM = ("muziejus", "biblioteka", "kultūros centras")


def run_rounds(ground: Ground, cycle: Cycle, training: Stage) -> list[Cohort]:
    coordinator, owners = ground.coordinator, ground.owners
    first = add_cohort(
        acting_user=coordinator, cycle=cycle, title=lt("Pirmasis regionas (pavyzdys)", "The first region (example)")
    )
    second = add_cohort(
        acting_user=coordinator, cycle=cycle, title=lt("Antrasis regionas (pavyzdys)", "The second region (example)")
    )
    hosts = (owners["LIC"], owners["HAI"], owners["AVI"])
    for cohort, begins, place, people in (
        (first, DAY(2016, 2, 9), "Rajono biblioteka", FIRST_PEOPLE),
        (second, DAY(2016, 3, 15), "Miesto muziejus", SECOND_PEOPLE),
    ):
        days = [
            PlannedDay(day, begins + datetime.timedelta(days=day.after_days), host, place)
            for day, host in zip(design_days(cycle), hosts, strict=True)
        ]
        gatherings = plan_round(
            acting_user=coordinator, cohort=cohort, days=days, stage=training, visibility=Visibility.PUBLIC
        )
        if cohort == second:
            _otherwise(ground, gatherings)
        _held(ground, cohort, gatherings, people)
    edit_cohort(
        acting_user=coordinator,
        cohort=first,
        outcome=lt(
            "Rajono bibliotekos vakaro salės koncepcija ir knygnešio paslaugos prototipas.",
            "A concept for the library’s evening hall, and the prototype of a book-carrier service.",
        ),
    )
    edit_cohort(
        acting_user=coordinator,
        cohort=second,
        outcome=lt(
            "Miesto muziejaus kiemo koncepcija ir senjorų gidų paslaugos prototipas.",
            "A concept for the museum’s courtyard, and the prototype of a service of senior guides.",
        ),
    )
    return [first, second]


def _otherwise(ground: Ground, gatherings: list[Gathering]) -> None:
    """The second region: money by another teacher and shorter, a walk added to the lab, the last day begins later."""
    coordinator = ground.coordinator
    one, two, three = gatherings
    _what, money = one.sessions.order_by("starts_at")
    edit_session(
        acting_user=coordinator,
        session=money,
        ends_at=at(DAY(2016, 3, 15), 16, 30, zone=VILNIUS),
        lecturers=["Tomas Giedraitis"],
    )
    lab = two.sessions.get()
    edit_session(acting_user=coordinator, session=lab, starts_at=at(DAY(2016, 3, 16), 11, 30, zone=VILNIUS))
    add_session(
        acting_user=coordinator,
        gathering=two,
        starts_at=at(DAY(2016, 3, 16), 10, zone=VILNIUS),
        ends_at=at(DAY(2016, 3, 16), 11, 30, zone=VILNIUS),
        topic=lt("Pasivaikščiojimas po muziejų ir jo kiemą", "A walk through the museum and its courtyard"),
        lecturers=["Rasa Čiplytė"],
    )
    seminar = three.sessions.get()
    edit_gathering(acting_user=coordinator, gathering=three, ends_at=at(DAY(2016, 3, 17), 17, zone=VILNIUS))
    seminar.gathering = three
    edit_session(
        acting_user=coordinator,
        session=seminar,
        starts_at=at(DAY(2016, 3, 17), 11, zone=VILNIUS),
        ends_at=at(DAY(2016, 3, 17), 17, zone=VILNIUS),
    )


def _held(ground: Ground, cohort: Cohort, gatherings: list[Gathering], names: tuple[str, ...]) -> None:
    people = [_person(ground, cohort, name, number) for number, name in enumerate(names)]
    for gathering in gatherings:
        for session in gathering.sessions.order_by("starts_at"):
            session.gathering = gathering
            for number, person in enumerate(people):
                # One of the group misses one day each, and says so.
                excused = number % 7 == 3 and gathering.design_day is not None and gathering.design_day.after_days == 2
                record_attendance(
                    acting_user=ground.staff,
                    session=session,
                    participant=person,
                    state=Attendance.State.EXCUSED if excused else Attendance.State.PRESENT,
                    excuse="Darbas" if excused else "",
                )
        mark_held(acting_user=ground.coordinator, gathering=gathering)


def _person(ground: Ground, cohort: Cohort, name: str, number: int) -> Participant:
    place = COME_FROM[number % len(COME_FROM)]
    person = meet_participant(
        network=ground.network,
        name=name,
        comes_from=f"Pavyzdinis {place}" if place != "biblioteka" else "Pavyzdinė biblioteka",
        sector=Sector.CULTURE,
        language="lt",
    )
    join_cohort(acting_user=ground.coordinator, cohort=cohort, participant=person)
    return person
