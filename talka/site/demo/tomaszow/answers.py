"""Made-up answers in Polish: drawn with a fixed seed, so that every demo says the same.

The chances below were chosen so that the three centres differ in ways that people can find: DOK is hard to reach
in the evening, Tkacz lacks a place to sit, MOK's audience grows old. They describe nobody.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

CENTRES = ("MOK", "Tkacz", "DOK")

AGES = {"under16": 6, "16-24": 13, "25-44": 30, "45-64": 29, "65plus": 22}
PARTS = {"centre": 26, "ludwikow": 14, "niebrow": 22, "starzyce": 20, "bialobrzegi": 10, "outside": 8}

# How often: chance per centre.
OFTEN = {
    "MOK": {"weekly": 8, "monthly": 24, "yearly": 42, "once": 16, "never": 10},
    "Tkacz": {"weekly": 14, "monthly": 26, "yearly": 34, "once": 15, "never": 11},
    "DOK": {"weekly": 11, "monthly": 19, "yearly": 30, "once": 22, "never": 18},
}
# What would make you come more often: chance in percent, drawn one by one, at most three kept.
MORE = {
    "MOK": {
        "earlier_news": 46,
        "evenings": 38,
        "place_to_sit": 27,
        "beginners": 24,
        "cheaper": 22,
        "teens": 20,
        "way": 10,
        "nothing": 14,
    },
    "Tkacz": {
        "earlier_news": 48,
        "evenings": 33,
        "place_to_sit": 50,
        "beginners": 40,
        "cheaper": 25,
        "teens": 19,
        "way": 13,
        "nothing": 11,
    },
    "DOK": {
        "earlier_news": 42,
        "evenings": 54,
        "place_to_sit": 41,
        "beginners": 27,
        "cheaper": 30,
        "teens": 34,
        "way": 42,
        "nothing": 8,
    },
}
# How well the offer, and the way there, suit: 1 (not at all) … 5 (very well).
OFFER = {"MOK": (6, 11, 26, 38, 19), "Tkacz": (6, 9, 22, 39, 24), "DOK": (8, 16, 34, 30, 12)}
WAY = {"MOK": (6, 8, 16, 38, 32), "Tkacz": (7, 9, 20, 38, 26), "DOK": (22, 27, 23, 18, 10)}

NEWS = {"poster": 39, "told": 35, "facebook": 33, "own_page": 17, "press": 13, "school": 11}
TIMES = {"weekday_morning": 9, "weekday_afternoon": 20, "weekday_evening": 34, "saturday": 25, "sunday": 12}
WORKSHOPS = {"ceramics": 22, "weaving": 18, "music": 20, "theatre": 14, "photo": 17, "dance": 19, "no_workshop": 24}
TOGETHER = {"one_programme": 52, "one_ticket": 28, "festival": 33, "bus": 24, "school_offer": 27}

MISSING = (
    "Kina plenerowego latem nad Pilicą, jak to bywało dawniej.",
    "Miejsca, gdzie można po prostu posiedzieć po zajęciach dziecka.",
    "Czegoś dla nastolatków, co nie jest szkołą.",
    "Koncertów, które kończą się przed ostatnim autobusem.",
    "Zajęć dla dorosłych, którzy nigdy nie malowali.",
    "Warsztatów tkackich dla młodych, przecież to miasto tkaczy.",
    "Jednej strony, na której widać, co jest w całym mieście.",
    "Spotkań autorskich w soboty, nie w tygodniu o szesnastej.",
    "Sali prób dla zespołów, choćby raz w tygodniu.",
    "Więcej muzyki na żywo, mniej nagłośnienia z plikiem.",
    "Zajęć, na które można przyjść z wnukami.",
    "Wystaw prac mieszkańców, nie tylko zaproszonych artystów.",
    "Potańcówek dla seniorów w niedzielne popołudnia.",
    "Informacji wcześniej niż trzy dni przed wydarzeniem.",
    "Podjazdu dla wózków przy bocznym wejściu.",
    "Dyskusyjnego klubu filmowego.",
)


@dataclass(frozen=True)
class MadeUpAnswer:
    """Values by question key; `about` by centre's short name."""

    answers: dict[str, Any]
    about: dict[str, dict[str, Any]]


def draw(chance: random.Random, weights: dict[str, int]) -> str:
    return chance.choices(list(weights), weights=list(weights.values()))[0]


def several(chance: random.Random, percents: dict[str, int], most: int, alone: str = "") -> list[str]:
    """Each option by its own chance, at most so many; `alone` is drawn first and stands by itself."""
    if alone and chance.random() * 100 < percents[alone]:
        return [alone]
    chosen = [key for key, percent in percents.items() if key != alone and chance.random() * 100 < percent]
    if len(chosen) > most:
        kept = set(chance.sample(chosen, most))
        chosen = [key for key in chosen if key in kept]
    return chosen


def about_centre(chance: random.Random, centre: str, evening_person: bool) -> dict[str, Any]:
    found: dict[str, Any] = {"often": draw(chance, OFTEN[centre])}
    chances = dict(MORE[centre])
    if evening_person:
        chances["evenings"] = min(90, chances["evenings"] + 18)
    more = several(chance, chances, 3, alone="nothing")
    if more:
        found["more"] = more
    for key, steps in (("offer", OFFER[centre]), ("way", WAY[centre])):
        if chance.random() < 0.94:
            found[key] = str(chance.choices((1, 2, 3, 4, 5), weights=steps)[0])
    return found


def made_up(chance: random.Random, known_for_sure: str | None) -> MadeUpAnswer:
    """One answer of a person who met the questionnaire through this centre, or through none of them."""
    part = draw(chance, PARTS)
    knows = [
        c for c in CENTRES if c == known_for_sure or chance.random() < {"MOK": 0.74, "Tkacz": 0.58, "DOK": 0.46}[c]
    ]
    if part in ("niebrow", "starzyce") and "DOK" not in knows and chance.random() < 0.5:
        knows.append("DOK")
    answers: dict[str, Any] = {"known": [c for c in CENTRES if c in knows]}
    time = draw(chance, TIMES)
    optional = {
        "news": several(chance, NEWS, 2),
        "time": time,
        "workshops": several(chance, WORKSHOPS, 3, alone="no_workshop"),
        "together": several(chance, TOGETHER, 2),
        "visits": min(40, int(chance.expovariate(1 / 5.5))),
        "age": draw(chance, AGES),
        "part": part,
    }
    for key, value in optional.items():
        if value != [] and chance.random() < 0.96:
            answers[key] = value
    if chance.random() < 0.22:
        answers["missing"] = chance.choice(MISSING)
    about = {c: about_centre(chance, c, time == "weekday_evening") for c in CENTRES if c in knows}
    return MadeUpAnswer(answers, about)


def made_up_answers(count: int, known_for_sure: str | None, seed: str) -> Iterator[MadeUpAnswer]:
    chance = random.Random(seed)  # noqa: S311 - a demo needs the same numbers each time, not secret ones
    for _number in range(count):
        yield made_up(chance, known_for_sure)
