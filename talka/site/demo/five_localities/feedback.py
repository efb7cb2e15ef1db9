"""How it was for those who took part: answers without names, made up, drawn with a fixed seed.

Two of the five rounds rated their own skills before the cycle and after it, and said how the first day of the first
round was. The answers describe nobody; where somebody writes words, they say that they are an example.
"""

import datetime
import random
import uuid
from collections.abc import Sequence

from talka.consultations.actions import ask_for_feedback, close_consultation, receive_answer
from talka.consultations.models import Feedback
from talka.gatherings.models import Gathering
from talka.programmes.models import Cohort
from talka.site.demo.five_localities.people import GROUPS
from talka.site.demo.regions import Ground

ASKED = ("Prienai", "Trakai")
BEFORE, AFTER = (25, 40, 25, 10, 0), (0, 10, 30, 40, 20)
"""Chances of the five steps from “I cannot yet” to “I can teach others”."""
WORTH = (0, 2, 13, 40, 45)
TAKEN_HOME = (
    "Pavyzdys: klausti gyventojų, o ne spėlioti.",
    "Pavyzdys: pažįstu kaimynų kultūros centrą ir žinau, kam skambinti.",
    "Pavyzdys: „design thinking“ tinka ir seniūnijos sueigai.",
)
OTHERWISE = ("Pavyzdys: daugiau laiko darbui grupėse.", "Pavyzdys: trumpesnės paskaitos.")


def tell_how_it_was(ground: Ground, cohorts: dict[str, Cohort]) -> None:
    chance = random.Random("feedback")  # noqa: S311 - the same demo each time
    for place in ASKED:
        cohort = cohorts[place]
        size = len(GROUPS[place].in_cycle)
        sectors = [sector.value for sector in GROUPS[place].in_cycle]
        goals = len(cohort.cycle.programme.aims["lt"].splitlines())
        first = ask_for_feedback(acting_user=ground.coordinator, kind=Feedback.Kind.BEFORE, cohort=cohort)
        assert cohort.starts_on is not None
        assert cohort.ends_on is not None
        _answered(ground, first, cohort.starts_on, chance, [
            {**_rated(chance, goals, BEFORE), "sector": sectors[number]} for number in range(size - 1)
        ])  # fmt: skip
        last = ask_for_feedback(acting_user=ground.coordinator, kind=Feedback.Kind.AFTER, cohort=cohort)
        _answered(ground, last, cohort.ends_on + datetime.timedelta(days=2), chance, [
            {
                **_agreed(chance, ("satisfied", "useful", "taught", "organised", "met", "changed")),
                **_words(number),
                **_rated(chance, goals, AFTER),
                "sector": sectors[number],
            }
            for number in range(size - 2)
        ])  # fmt: skip
    day = Gathering.objects.filter(cohort=cohorts[ASKED[0]]).order_by("starts_at").first()
    assert day is not None
    asked = ask_for_feedback(acting_user=ground.coordinator, kind=Feedback.Kind.GATHERING, gathering=day)
    _answered(ground, asked, day.ends_at.date(), chance, [
        {**_agreed(chance, ("satisfied", "useful", "taught", "met")), **_words(number)} for number in range(12)
    ])  # fmt: skip


def _step(chance: random.Random, weights: Sequence[int]) -> str:
    return chance.choices(("1", "2", "3", "4", "5"), weights=weights)[0]


def _rated(chance: random.Random, goals: int, weights: Sequence[int]) -> dict[str, str]:
    return {f"goal-{number}": _step(chance, weights) for number in range(1, goals + 1)}


def _agreed(chance: random.Random, keys: Sequence[str]) -> dict[str, str]:
    return {key: _step(chance, WORTH) for key in keys}


def _words(number: int) -> dict[str, str]:
    """Three write what they take home, two what should be otherwise; most write nothing, as in life."""
    found = {}
    if number < len(TAKEN_HOME):
        found["best"] = TAKEN_HOME[number]
    if number < len(OTHERWISE):
        found["better"] = OTHERWISE[number]
    return found


def _answered(
    ground: Ground, feedback: Feedback, on: datetime.date, chance: random.Random, answers: list[dict[str, str]]
) -> None:
    """Each answer through the door, then the door is closed: it was years ago, and nobody gets a letter now."""
    consultation = feedback.consultation
    door = consultation.doors.select_related("consultation__network").get()
    for answer in answers:
        receive_answer(
            door=door,
            answer_id=uuid.UUID(int=chance.getrandbits(128), version=4),
            version=consultation.version,
            language="lt",
            content={"answers": answer, "about": {}},
            received_on=on,
        )
    close_consultation(acting_user=ground.coordinator, consultation=consultation)
