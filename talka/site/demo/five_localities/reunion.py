"""A gathering to come with more people than places, so that a waiting list, an offer and quotas can be looked at.

It is made up from end to end and says so. It belongs to no programme, so that the project's figures stay the report's.
"""

import datetime
from dataclasses import dataclass

from talka.foundation.owners.models import Visibility
from talka.gatherings.actions import (
    add_session,
    ask_at_sign_up,
    cancel_sign_up,
    move_waiting,
    plan_gathering,
    set_sign_up_rules,
    sign_up,
)
from talka.gatherings.models import Gathering, GatheringKind, Participant, SignUp, SignUpQuestion
from talka.organisations.models import Sector
from talka.site.demo.calendar import at, weekday_from
from talka.site.demo.five_localities.people import LocalPeople
from talka.site.demo.regions import VILNIUS, Ground
from talka.site.demo.texts import lt

IN_DAYS, THURSDAY = 24, 3
PLACES, FOR_ARTISTS, FOR_ONE_ORGANISATION, WEEK = 10, 2, 3, 168
AGENDA = (
    (10, 12, lt("Kas liko iš penkių vizijų", "What has stayed of the five visions")),
    (13, 16, lt("Ką darome kartu toliau", "What we do together next")),
)


@dataclass(frozen=True)
class Comes:
    """One sending: who of the place's cycle by their number, and who comes along."""

    place: str
    number: int
    company: tuple[str, ...] = ()


COME = (
    Comes("Prienai", 0), Comes("Prienai", 1), Comes("Prienai", 2), Comes("Pagėgiai", 4, ("Saulius Pamarys (išgalvotas)",)),
    Comes("Šilutė", 6), Comes("Ignalina", 0), Comes("Trakai", 5),
)  # fmt: skip
"""Eight places, all that are for everybody; ten people could come, and two of the places are kept for artists."""

ARTIST = "Austėja Viršaitė (išgalvota)"

WAIT = (
    Comes("Šilutė", 0), Comes("Trakai", 0, ("Lina Ežerinė (išgalvota)", "Petras Pylimas (išgalvotas)")),
    Comes("Prienai", 3), Comes("Ignalina", 10),
)  # fmt: skip
"""One whom a freed place is offered, a group of three, one whose organisation has its three, one behind them."""


def invite_again(ground: Ground, people: dict[str, LocalPeople], today: datetime.date) -> Gathering:
    """Everything by the actions of the pages: the rules, the question, the sendings, a place given back, a move."""
    gathering = _planned(ground, today)
    question = ask_at_sign_up(
        acting_user=ground.coordinator,
        gathering=gathering,
        kind=SignUpQuestion.Kind.TEXT,
        wording=lt("Ko nevalgote?", "Is there something that you do not eat?"),
        reason=lt("Kad pietūs tiktų visiems.", "So that lunch suits everybody."),
        required=False,
    )
    kept = [_signed(gathering, people, each) for each in COME]
    sign_up(
        gathering=gathering,
        name=ARTIST,
        email="austeja.virsaite@demo.invalid",
        comes_from=ARTIST,
        sector=Sector.ART,
        answers={question.pk: "Riešutų (pavyzdys)"},
        language="lt",
        letter=False,
    )
    waiting = [_signed(gathering, people, each) for each in WAIT]
    move_waiting(
        acting_user=ground.coordinator,
        sign_up=waiting[3],
        to=3,
        reason="Atveža kitų vietovių plakatus, be kurių nebūtų apie ką kalbėti (pavyzdys).",
    )
    cancel_sign_up(acting_user=None, sign_up=kept[5], letter=False)
    return gathering


def _planned(ground: Ground, today: datetime.date) -> Gathering:
    day = weekday_from(today + datetime.timedelta(days=IN_DAYS), THURSDAY)
    gathering = plan_gathering(
        acting_user=ground.coordinator,
        network=ground.network,
        host=ground.owners["AVI"],
        kind=GatheringKind.ROUND_TABLE,
        title=lt("Penkios vietovės susitinka vėl", "The five localities meet again"),
        about=lt(
            "Kas iš vizijų tapo kasdienybe, o kas liko popieriuje? Kiekviena vietovė atveža vieną plakatą ir vieną klausimą.\n\nŠis susitikimas yra pavyzdys: jis, jo žmonės ir jų eilė išgalvoti.",
            "What of the visions has become everyday life, and what has stayed on paper? Each locality brings one poster and one question.\n\nThis gathering is an example: it, its people and their order of waiting are made up.",
        ),
        place="Vilnius",
        starts_at=at(day, 10, zone=VILNIUS),
        ends_at=at(day, 16, zone=VILNIUS),
        capacity=PLACES,
        visibility=Visibility.PUBLIC,
    )  # fmt: skip
    for starts, ends, topic in AGENDA:
        add_session(
            acting_user=ground.coordinator,
            gathering=gathering,
            starts_at=at(day, starts, zone=VILNIUS),
            ends_at=at(day, ends, zone=VILNIUS),
            topic=topic,
        )
    set_sign_up_rules(
        acting_user=ground.coordinator,
        gathering=gathering,
        per_organisation=FOR_ONE_ORGANISATION,
        most_together=3,
        offer_hours=WEEK,
        asks_locality=True,
        kept_for={Sector.ART: FOR_ARTISTS},
        kept_until=at(day - datetime.timedelta(days=5), 23, 59, zone=VILNIUS),
    )
    return gathering


def _signed(gathering: Gathering, people: dict[str, LocalPeople], comes: Comes) -> SignUp:
    person: Participant = people[comes.place].in_cycle[comes.number]
    return sign_up(
        gathering=gathering,
        name=person.name,
        email=person.email,
        comes_from=person.comes_from,
        sector=person.sector,
        locality=person.locality,
        company=comes.company,
        language="lt",
        letter=False,
    ).sign_up
