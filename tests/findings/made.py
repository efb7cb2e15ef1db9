"""The two centres' consultation with answers whose every figure was worked out by hand.

60 people answer. Everybody knows MOK; every second one Tkacz too. Person number i (from 0):
  more often    i % 3: 0 weekends, 1 weekends and bus, 2 cheaper entry   → weekends 40, bus 20, cheaper entry 20
  programme     MOK: "3" for i < 30, then "2" to 54, then hard to say   → 30, 24, 6; Tkacz: "1" for all 30
  age           young for i < 24, older to 57, the last 3 left it out   → 24, 33
  visits        i                                                       → 0 … 59, median 29.5
  missing       a text by the first two alone
The first 50 came online, the last 10 on paper.
"""

import datetime
import uuid
from typing import Any

from talka.consultations import actions as consultations
from talka.consultations.queries import questionnaire_of
from tests.consultations.made import Made, make


def answer(made: Made, number: int, **more: Any) -> None:
    mok, tkacz = str(made.mok.pk), str(made.tkacz.pk)
    weekends, cheaper, bus = questionnaire_of(made.consultation).questions["more_often"].option_keys
    data: dict[str, Any] = {
        "q.known": [mok] if number % 2 else [mok, tkacz],
        "q.more_often": [[weekends], [weekends, bus], [cheaper]][number % 3],
        f"s.{mok}.programme": "3" if number < 30 else "2" if number < 54 else "dont_know",
        "q.visits": str(number),
        "q.age": "young" if number < 24 else "older" if number < 57 else "",
        "q.missing": ["Ławka pod Mostem.", "Pani Krysia z biblioteki ma rację."][number] if number < 2 else "",
    }
    if not number % 2:
        data[f"s.{tkacz}.programme"] = "1"
    received = consultations.receive_answer(
        door=made.online if number < 50 else made.paper,
        answer_id=uuid.uuid4(),
        version=made.consultation.version,
        language="pl",
        data=data | more,
        received_on=datetime.date(2026, 11, 1),
        batch=None if number < 50 else getattr(made, "batch", None),
    )
    assert received.state == "kept"


def fill(made: Made, first: int = 0, last: int = 60) -> None:
    for number in range(first, last):
        answer(made, number)


def filled(slug: str = "weavers-town") -> Made:
    made = make(slug=slug)
    fill(made)
    return made
