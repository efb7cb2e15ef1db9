"""The panel's public page: replies, and questions that the public has put already."""

import datetime
import random
import uuid

from talka.findings.models import Finding
from talka.reports.actions import ask_panel, prepare_panel, publish_panel, reply_to_finding, show_question
from talka.reports.models import Reply
from talka.site.demo.texts import pl
from talka.site.demo.tomaszow.network import Town
from talka.site.demo.tomaszow.programme import Course

QUESTIONS = [
    ("Czy program miesięczny będzie też na przystankach?", "", pl("Tak, od drugiego numeru. Rozmawiamy z przewoźnikiem o gablotach.", "Yes, from the second issue. We are talking to the bus company about the display cases."), "MOK"),
    ("Kto zdecyduje, na co młodzi wydadzą swoje 6 000 zł?", "Lena", pl("Zgromadzenie młodych, otwarte dla każdego przed 19. urodzinami.", "The assembly of the young, open to everybody before their 19th birthday."), "DOK"),
    ("Czy hol Tkacza będzie otwarty w niedziele?", "", {}, ""),
]  # fmt: skip


def prepared(town: Town, course: Course, findings: dict[str, Finding], today: datetime.date) -> None:
    who = town.coordinator
    reply_to_finding(
        acting_user=who,
        programme=course.programme,
        finding=findings["cheaper"],
        owner=town.owners["MOK"],
        kind=Reply.Kind.NO,
        words=pl(
            "Nie w tym roku: bilety pokrywają dziś jedną trzecią kosztów. Zamiast tego jeden bezpłatny wieczór w miesiącu.",
            "Not this year: tickets cover a third of the cost today. One free evening a month instead.",
        ),
    )
    panel = prepare_panel(
        acting_user=who,
        programme=course.programme,
        gathering=course.gatherings["panel"],
        opening=pl(
            "Wyniki konsultacji, plany trzech ośrodków i plan współpracy. Każdy może zapytać i dopowiedzieć.",
            "The results of the consultation, the plans of three centres and the plan of all. Everybody may ask and add.",
        ),
        debate=pl(
            "Jakiej strategii kulturalnej potrzebuje Tomaszów Mazowiecki? Debatę prowadzą ekspertka i osoba, która kieruje zespołem miasta do spraw strategii kultury.",
            "What culture strategy does Tomaszów Mazowiecki need? The debate is led by an expert and by the person who heads the town’s team for the culture strategy.",
        ),
    )
    publish_panel(acting_user=who, panel=panel)
    chance = random.Random("questions")  # noqa: S311 - the same demo each time
    for text, name, answer, centre in QUESTIONS:
        question = ask_panel(
            panel=panel, field_id=uuid.UUID(int=chance.getrandbits(128), version=4), text=text, name=name, language="pl"
        )
        if answer:
            show_question(acting_user=who, question=question, answer=answer, answered_by=town.owners[centre])
