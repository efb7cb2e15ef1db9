"""The people of the five localities' project. All of them are invented; only how many they are comes from the report.

77 people took part in the project's activities and 64 of them went through the cycle. Names are put together from two
lists, so that nobody stands for a real person; how they spread over localities and sectors is an example.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from talka.gatherings.actions import meet_participant
from talka.gatherings.models import Participant
from talka.organisations.models import Sector
from talka.site.demo.regions import Ground

WOMEN = (
    "Aistė", "Birutė", "Daiva", "Eglė", "Gintarė", "Ieva", "Jolanta", "Kristina", "Laima", "Milda", "Nijolė", "Ona",
    "Rasa", "Rūta", "Simona", "Toma", "Ugnė", "Vaida", "Vilma", "Živilė", "Audronė", "Dalia", "Inga", "Jurga",
)  # fmt: skip
MEN = ("Andrius", "Darius", "Gediminas", "Jonas", "Kęstutis", "Linas", "Marius", "Paulius", "Rimas", "Tomas", "Vytas")
SURNAMES_OF_WOMEN = (
    "Beržinienė", "Dobilaitė", "Eglynaitė", "Girininkienė", "Kalnėnaitė", "Laukaitytė", "Medeinienė",
)  # fmt: skip
SURNAMES_OF_MEN = ("Ąžuolynas", "Beržinis", "Girininkas", "Kalnėnas", "Laukaitis", "Medeinis", "Upynas")

C, M, E, N, B, A = Sector.CULTURE, Sector.MUNICIPAL, Sector.EDUCATION, Sector.CIVIC, Sector.BUSINESS, Sector.ART


@dataclass(frozen=True)
class LocalGroup:
    """Sectors of those who went through the cycle, and of those who came to other activities only."""

    in_cycle: tuple[Sector, ...]
    beside: tuple[Sector, ...]


GROUPS = {
    "Prienai": LocalGroup((C, C, C, C, C, M, M, E, E, N, N, B, A), (N, B, E)),
    "Pagėgiai": LocalGroup((C, C, C, C, M, M, E, E, N, N, N, B), (C, N)),
    "Šilutė": LocalGroup((C, C, C, C, C, M, E, E, N, N, B, A, A), (M, A, N)),
    "Ignalina": LocalGroup((C, C, C, C, M, M, E, E, N, N, B, B, A), (B, C)),
    "Trakai": LocalGroup((C, C, C, C, C, M, M, E, N, N, B, A, A), (A, E, N)),
}

COMES_FROM = {
    C: "kultūros centras",
    M: "savivaldybės administracija",
    E: "gimnazija",
    N: "vietos bendruomenė",
    B: "vietos verslas",
    A: "",
}
"""What people say they come from, after the name of the locality; artists come for themselves."""


@dataclass(frozen=True)
class LocalPeople:
    in_cycle: list[Participant]
    beside: list[Participant]


def meet_everybody(ground: Ground) -> dict[str, LocalPeople]:
    """The people of each locality, by its name."""
    names = _names()
    met = {}
    for place, group in GROUPS.items():
        rows = [
            [_meet(ground, place, sector, next(names)) for sector in sectors]
            for sectors in (group.in_cycle, group.beside)
        ]
        met[place] = LocalPeople(*rows)
    return met


def _names() -> Iterator[str]:
    """Different names without end being reached: three women for one man, each list turned against the other."""
    women = ((WOMEN[n % len(WOMEN)], SURNAMES_OF_WOMEN[n % len(SURNAMES_OF_WOMEN)]) for n in range(168))
    men = ((MEN[n % len(MEN)], SURNAMES_OF_MEN[n % len(SURNAMES_OF_MEN)]) for n in range(77))
    for number, (given, surname) in enumerate(women):
        yield f"{given} {surname}"
        if number % 3 == 2:
            yield " ".join(next(men))


def _meet(ground: Ground, place: str, sector: Sector, name: str) -> Participant:
    return meet_participant(
        network=ground.network,
        name=name,
        email=f"{_plain(name)}@demo.invalid",
        sector=sector,
        locality=ground.localities[place],
        comes_from=f"{place}: {COMES_FROM[sector]}" if COMES_FROM[sector] else "",
        language="lt",
    )


def _plain(name: str) -> str:
    """The name in the letters of an address."""
    folded = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return folded.replace(" ", ".")
