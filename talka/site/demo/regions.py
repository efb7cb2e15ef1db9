"""The network of VšĮ Ateities visuomenės institutas, in which its two training projects stand.

Facts come from the organisers' descriptions of 2016 and 2017. Where these give no day, the demo says so in the
programme's source note; lecturers are not named here, because people in the demo are invented.
"""

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from talka.foundation.owners.models import Owner, Shape, StandingRole
from talka.foundation.wording import Wording
from talka.identity.actions import make_network
from talka.identity.models import Account, Network
from talka.organisations.actions import add_locality, add_organisation, give_standing
from talka.organisations.models import Locality, ProfileKind, Sector
from talka.programmes.actions import add_expected_result, add_stage, mark_result_reached
from talka.programmes.models import Programme, Stage
from talka.site.demo.cast import Person, joined, made_person
from talka.site.demo.texts import lt

VILNIUS = ZoneInfo("Europe/Vilnius")
COORDINATOR = Person("Rūta Žilinskienė", "ruta.zilinskiene", "programų koordinatorė")
STAFF = Person("Tomas Giedraitis", "tomas.giedraitis", "mokymų organizatorius", StandingRole.DIRECTOR)
FIVE = (
    ("Prienai", "Kauno apskritis"),
    ("Pagėgiai", "Tauragės apskritis"),
    ("Šilutė", "Klaipėdos apskritis"),
    ("Ignalina", "Utenos apskritis"),
    ("Trakai", "Vilniaus apskritis"),
)


@dataclass(frozen=True)
class Ground:
    """What both projects stand on: their network, the people who run it, its organisations and places."""

    network: Network
    coordinator: Account
    staff: Account
    owners: dict[str, Owner]
    localities: dict[str, Locality]


def make() -> Ground:
    coordinator = made_person(COORDINATOR, "lt")
    network = make_network(
        acting_user=coordinator,
        name="Kultūros inovacijos regionuose",
        slug="inovacijos",
        about=lt(
            "Mokymų ciklai muziejams, bibliotekoms, kultūros centrams ir vietos bendraminčių grupėms.",
            "Training cycles for museums, libraries, culture centres and local groups of like-minded people.",
        ),
        language="lt",
        time_zone="Europe/Vilnius",
        is_demo=True,
    )
    owners = _organisations(coordinator, network)
    localities = {
        name: add_locality(acting_user=coordinator, network=network, name=name, part_of=county, country="LT")
        for name, county in FIVE
    }
    staff = joined(coordinator=coordinator, network=network, person=STAFF, language="lt", owner=owners["AVI"])
    give_standing(
        acting_user=coordinator,
        owner=owners["AVI"],
        account=coordinator,
        role=StandingRole.STAFF,
        title=COORDINATOR.title,
    )
    return Ground(network, coordinator, staff, owners, localities)


def _organisations(coordinator: Account, network: Network) -> dict[str, Owner]:
    vilnius = add_locality(
        acting_user=coordinator, network=network, name="Vilnius", part_of="Vilniaus apskritis", country="LT"
    )
    members = [
        ("VšĮ Ateities visuomenės institutas", "AVI", ProfileKind.NGO, Sector.CIVIC, 6, Shape.PENTAGON),
        ("Lietuvos inovacijų centras", "LIC", ProfileKind.OTHER, Sector.BUSINESS, 4, Shape.SQUARE),
        ("Harmoningos asmenybės institutas", "HAI", ProfileKind.NGO, Sector.CIVIC, 7, Shape.CIRCLE),
    ]
    return {
        short: add_organisation(
            acting_user=coordinator,
            network=network,
            name=name,
            short_name=short,
            kind=kind,
            sector=sector,
            dye=dye,
            shape=shape,
            locality=vilnius if short == "AVI" else None,
        ).owner
        for name, short, kind, sector, dye, shape in members
    }


StageRow = tuple[Wording, datetime.date, datetime.date, list[Wording]]


def add_stages(coordinator: Account, programme: Programme, rows: list[StageRow]) -> list[Stage]:
    """Stages that are over, each with what it yielded."""
    stages = []
    for title, first, last, results in rows:
        stage = add_stage(acting_user=coordinator, programme=programme, title=title, starts_on=first, ends_on=last)
        for what in results:
            result = add_expected_result(acting_user=coordinator, stage=stage, title=what)
            mark_result_reached(acting_user=coordinator, result=result, reached_on=last)
        stages.append(stage)
    return stages
