"""The training cycle: designed once by what the report names, run in each of the five localities.

The report gives the topics and the half-year but no timetable: days and hours are examples.
"""

import datetime

from talka.programmes.actions import add_cohort, add_cycle, add_day, add_designed_session
from talka.programmes.models import Cohort, Cycle, GatheringKind, Programme
from talka.site.demo.regions import Ground
from talka.site.demo.texts import lt

DAY, TIME = datetime.date, datetime.time
AVI = "Ateities visuomenės institutas"

FIRST_DAYS = {
    "Prienai": DAY(2017, 2, 7),
    "Pagėgiai": DAY(2017, 2, 21),
    "Šilutė": DAY(2017, 3, 7),
    "Ignalina": DAY(2017, 3, 28),
    "Trakai": DAY(2017, 4, 18),
}
"""The day on which the round of each locality begins."""


def add_rounds(ground: Ground, programme: Programme) -> dict[str, Cohort]:
    """The round of each locality, by its name."""
    coordinator = ground.coordinator
    cycle = add_cycle(
        acting_user=coordinator,
        programme=programme,
        title=lt("Kvalifikacijos kėlimo ciklas", "The training cycle"),
        design=lt(
            "Kultūros inovacijos, rinkodara, senamiesčio įveiklinimas, Vilniaus patirtis ir „design thinking“.",
            "Cultural innovation, marketing, activating an old town, the experience of Vilnius, and design thinking.",
        ),
    )
    _design(ground, cycle)
    return {
        name: add_cohort(
            acting_user=coordinator,
            cycle=cycle,
            title=lt(name, name),
            locality=locality,
            starts_on=FIRST_DAYS[name],
            ends_on=FIRST_DAYS[name] + datetime.timedelta(days=15),
        )
        for name, locality in ground.localities.items()
    }


def _design(ground: Ground, cycle: Cycle) -> None:
    morning, afternoon = (TIME(10), TIME(13)), (TIME(14), TIME(17))
    days = [
        (
            GatheringKind.SEMINAR, 0,
            lt("Kultūros inovacijos ir vietos savitumas", "Cultural innovation and what is special about a place"),
            lt("Žinios apie inovacijas, jų sklaidą ir pasiteisinančią kultūros rinkodarą.", "Knowledge of innovation, of how it spreads, and of marketing that works for culture."),
            [
                (lt("Kultūros inovacijos, jų sklaida ir vietovės identitetas", "Cultural innovation, its spread, and the identity of a place"), False),
                (lt("Pasiteisinančios kultūros rinkodaros strategijos", "Marketing strategies that work for culture"), False),
            ],
        ),
        (
            GatheringKind.STUDY_VISIT, 1,
            lt("Vilniaus praktika", "The practice of Vilnius"),
            lt("Praktika, kurią grupė nori perkelti pagal savo vietos iššūkius.", "A practice that the group wants to carry over, according to the challenges of its own place."),
            [
                (lt("Senamiesčio ir miesto centro įveiklinimas: sektoriai ir renginiai drauge", "Bringing an old town and a centre to life: sectors and events together"), False),
                (lt("Kūrybinis bendradarbiavimas Vilniuje ir kas iš jo tinka mums", "Creative cooperation in Vilnius, and what of it suits us"), False),
            ],
        ),
        (
            GatheringKind.LAB, 15,
            lt("Kūrybinė laboratorija: vietos vizija", "Creative lab: a vision of the place"),
            lt("Tarpsektorinė vietovės identiteto ir paslaugų vizija.", "A vision of the place’s identity and services, made across sectors."),
            [
                (lt("„Design thinking“: nuo iššūkio iki idėjos", "Design thinking: from a challenge to an idea"), True),
                (lt("Vietovės identiteto ir paslaugų vizija", "The vision of the place’s identity and services"), True),
            ],
        ),
    ]  # fmt: skip
    for kind, after, title, result, sessions in days:
        day = add_day(
            acting_user=ground.coordinator,
            cycle=cycle,
            kind=kind,
            title=title,
            result=result,
            after_days=after,
            starts=morning[0],
            ends=afternoon[1],
        )
        for (starts, ends), (topic, obligatory) in zip((morning, afternoon), sessions, strict=True):
            add_designed_session(
                acting_user=ground.coordinator,
                day=day,
                starts=starts,
                ends=ends,
                topic=topic,
                lecturers=AVI,
                obligatory=obligatory,
            )
