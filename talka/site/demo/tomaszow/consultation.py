"""The joint consultation with its four doors and 600 made-up answers, and a second one that is open now."""

import datetime
import random
import uuid

from talka.consultations.actions import (
    add_question,
    add_section,
    close_batch,
    edit_consultation,
    make_consultation,
    open_batch,
    open_door,
    publish_questionnaire,
    receive_answer,
    set_subjects,
)
from talka.consultations.models import Channel, Consultation, Door, QuestionKind
from talka.foundation.owners.models import Owner
from talka.foundation.wording import Wording
from talka.programmes.models import Stage
from talka.site.demo.texts import pl
from talka.site.demo.tomaszow.answers import MadeUpAnswer, made_up_answers
from talka.site.demo.tomaszow.network import Town
from talka.site.demo.tomaszow.programme import Course
from talka.site.demo.tomaszow.questionnaire import SECTIONS, Asked, AskedSection, choices

PRIVACY = pl(
    "Ankieta jest anonimowa: nie zapisujemy adresu, konta ani godziny. Odpowiedzi czytają trzy ośrodki; publicznie pokazujemy tylko liczby, nigdy mniejsze niż dziesięć. To pokaz: odpowiedzi są zmyślone.",
    "The questionnaire is anonymous: no address, account or hour is kept. The three centres read the answers; in public we show figures only, never smaller than ten. This is a demonstration: the answers are made up.",
)
THANKS = pl(
    "Wyniki pokażemy publicznie, a na panelu powiemy, co z nich wynikło.",
    "The results will be public, and at the panel we will say what came of them.",
)


def asked(town: Town, course: Course, today: datetime.date) -> Consultation:
    """The consultation as it ran, with every answer; it is closed later, when its results are released."""
    stage = course.stages["asking"]
    consultation = _prepared(
        town,
        course,
        stage,
        slug="czego-potrzebuje-miasto",
        title=pl("Czego miasto potrzebuje od trzech ośrodków kultury?", "What does the town need from its three culture centres?"),
        intro=pl(
            "Dwie minuty, bez konta. Odpowiedzi pomogą dopasować ofertę ośrodków do potrzeb mieszkańców.",
            "Two minutes, no account. The answers help the centres fit what they offer to what residents need.",
        ),
        sections=SECTIONS,
        opens_on=stage.starts_on,
        closes_on=today,
        target=600,
    )  # fmt: skip
    doors = _doors(town, course, consultation)
    _answer(town, consultation, doors, stage)
    # Doors take answers up to the last day only, so the day on which it really ended is written down afterwards.
    return edit_consultation(acting_user=town.coordinator, consultation=consultation, closes_on=stage.ends_on)


def _prepared(
    town: Town,
    course: Course,
    stage: Stage,
    *,
    slug: str,
    title: Wording,
    intro: Wording,
    sections: list[AskedSection],
    opens_on: datetime.date,
    closes_on: datetime.date,
    target: int,
) -> Consultation:
    who = town.coordinator
    consultation = make_consultation(
        acting_user=who,
        network=town.network,
        owner=town.owners["Razem"],
        programme=course.programme,
        stage=stage,
        slug=slug,
        title=title,
        intro=intro,
        privacy=PRIVACY,
        thanks=THANKS,
        contact="ankieta@demo.invalid",
        languages=["pl", "en"],
        target=target,
        opens_on=opens_on,
        closes_on=closes_on,
    )
    set_subjects(acting_user=who, consultation=consultation, owners=town.centres)
    for part in sections:
        section = add_section(
            acting_user=who, consultation=consultation, title=part.title, about=part.about, repeats=part.repeats
        )
        for question in part.questions:
            add_question(
                acting_user=who,
                section=section,
                key=question.key,
                kind=question.kind,
                text=question.text,
                hint=question.hint,
                required=question.required,
                options=question.options,
                limits=question.limits,
            )
    publish_questionnaire(acting_user=who, consultation=consultation)
    consultation.refresh_from_db()
    return consultation


# (door, answers): 600 in all, over four ways.
Plan = list[tuple[Door, int, str | None]]


def _doors(town: Town, course: Course, consultation: Consultation) -> Plan:
    def door(channel: str, collector: Owner, place: str = "", event: str = "", target: int = 0) -> Door:
        return open_door(
            acting_user=town.coordinator,
            consultation=consultation,
            channel=channel,
            collector=collector,
            place=place,
            event=course.gatherings[event] if event else None,
            target=target or None,
        )

    mok, tkacz, dok = town.centres
    return [
        (door(Channel.ONLINE, mok, target=100), 112, "MOK"),
        (door(Channel.ONLINE, tkacz, target=80), 84, "Tkacz"),
        (door(Channel.ONLINE, dok, target=60), 58, "DOK"),
        (door(Channel.STREET, tkacz, place="Plac Kościuszki", target=120), 118, None),
        (door(Channel.STREET, dok, place="Osiedle Niebrów", target=80), 74, None),
        (door(Channel.PAPER, mok, event="concert", target=50), 47, "MOK"),
        (door(Channel.PAPER, tkacz, event="weaving", target=30), 33, "Tkacz"),
        (door(Channel.PAPER, dok, event="garden", target=40), 36, "DOK"),
        (door(Channel.IN_PERSON, town.owners["CDSiW"], place="Centrum Dialogu Społecznego i Wolontariatu", target=40), 38, None),
    ]  # fmt: skip


def content_of(answer: MadeUpAnswer, town: Town) -> dict[str, object]:
    """The answer with owners' ids in place of their short names."""
    answers = dict(answer.answers)
    answers["known"] = [str(town.owners[name].pk) for name in answers["known"]]
    return {
        "answers": answers,
        "about": {str(town.owners[name].pk): given for name, given in answer.about.items()},
    }


def _answer(town: Town, consultation: Consultation, doors: Plan, stage: Stage) -> None:
    who = town.people["Kamil Duda"]
    days = (stage.ends_on - stage.starts_on).days
    chance = random.Random("ids")  # noqa: S311 - the same demo each time
    for number, (door, count, known) in enumerate(doors):
        typed = door.channel != Channel.ONLINE
        collected = stage.starts_on + datetime.timedelta(days=6 + 7 * (number % 5))
        batch = (
            open_batch(
                acting_user=who,
                door=door,
                collected_on=collected,
                handed_out=round(count * 1.6) if door.channel == Channel.PAPER else None,
            )
            if typed
            else None
        )
        for answer in made_up_answers(count, known, f"tomaszow-{number}"):
            receive_answer(
                door=door,
                answer_id=uuid.UUID(int=chance.getrandbits(128), version=4),
                version=consultation.version,
                language="pl",
                content=content_of(answer, town),
                received_on=collected if typed else stage.starts_on + datetime.timedelta(days=chance.randrange(days)),
                batch=batch,
            )
        if batch is not None:
            close_batch(acting_user=who, batch=batch)


FIRST = choices(
    bus=("autobus po wydarzeniach w DOK", "a bus after events at DOK"),
    programme=("jeden program trzech ośrodków", "one programme of the three centres"),
    foyer=("czytelnia z herbatą w holu Tkacza", "a reading room with tea in the foyer of Tkacz"),
    young=("budżet, o którym decydują młodzi", "a budget that the young decide"),
    stage=("scena MOK dla młodych zespołów", "the stage of MOK for young bands"),
)


def open_now(town: Town, course: Course, today: datetime.date) -> Consultation:
    """A short second consultation that visitors of the demo can answer."""
    sections = [
        AskedSection(
            title=pl("Które zmiany najpierw?", "Which changes first?"),
            about={},
            questions=[
                Asked(
                    "first",
                    QuestionKind.SINGLE,
                    pl("Co powinno się zacząć najpierw?", "What should begin first?"),
                    required=True,
                    options=FIRST,
                ),
                Asked(
                    "useful",
                    QuestionKind.MULTIPLE,
                    pl("Z czego skorzystałaby Pani / skorzystałby Pan?", "What would you use yourself?"),
                    pl("Do trzech odpowiedzi.", "Up to three answers."),
                    options=FIRST,
                    limits={"most_choices": 3},
                ),
                Asked(
                    "remark",
                    QuestionKind.LONG_TEXT,
                    pl("Co jeszcze chce nam Pani/Pan powiedzieć?", "What else would you like to tell us?"),
                    limits={"longest": 600},
                ),
            ],
        )
    ]
    consultation = _prepared(
        town,
        course,
        course.stages["panel"],
        slug="ktore-zmiany-najpierw",
        title=pl("Które zmiany najpierw?", "Which changes should come first?"),
        intro=pl(
            "Trzy ośrodki mają plany po 600 odpowiedziach. Co jest najważniejsze: trzy pytania, dwie minuty, bez konta.",
            "The three centres have plans, after 600 answers. Say what matters most: three questions, two minutes, no account.",
        ),
        sections=sections,
        opens_on=today - datetime.timedelta(days=5),
        closes_on=today + datetime.timedelta(days=20),
        target=300,
    )
    mok, tkacz, dok = town.centres
    chance = random.Random("now")  # noqa: S311 - the same demo each time
    for owner, count in ((mok, 27), (tkacz, 19), (dok, 16)):
        door = open_door(
            acting_user=town.coordinator,
            consultation=consultation,
            channel=Channel.ONLINE,
            collector=owner,
            target=80,
        )
        for _number in range(count):
            keys = [option["key"] for option in FIRST]
            useful = chance.sample(keys, chance.randint(1, 3))
            receive_answer(
                door=door,
                answer_id=uuid.UUID(int=chance.getrandbits(128), version=4),
                version=consultation.version,
                language="pl",
                content={
                    "answers": {
                        "first": chance.choices(keys, weights=(24, 30, 22, 12, 12))[0],
                        "useful": [key for key in keys if key in useful],
                    },
                    "about": {},
                },
                received_on=today - datetime.timedelta(days=chance.randrange(5)),
            )
    for channel, place in (
        (Channel.STREET, "Plac Kościuszki"),
        (Channel.PAPER, ""),
        (Channel.IN_PERSON, "Centrum Dialogu Społecznego i Wolontariatu"),
    ):
        open_door(
            acting_user=town.coordinator, consultation=consultation, channel=channel, collector=tkacz, place=place
        )
    return consultation
