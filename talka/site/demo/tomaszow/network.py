"""The network, its organisations, and the people that visitors of the demo may become."""

from dataclasses import dataclass, field

from talka.foundation.owners.models import Owner, Shape, StandingRole
from talka.identity.actions import make_network
from talka.identity.models import Account, Network
from talka.organisations.actions import add_locality, add_organisation, make_partnership
from talka.organisations.models import Locality, ProfileKind, Sector
from talka.site.demo.cast import Person, joined, made_person
from talka.site.demo.texts import pl

COORDINATOR = Person("Joanna Mazur", "joanna.mazur", "koordynatorka programu")
EXPERT = Person("Hanna Nowicka", "hanna.nowicka", "ekspertka, strategie domów kultury")
STAFF = {
    "MOK": [
        Person("Marek Zawadzki", "marek.zawadzki", "dyrektor", StandingRole.DIRECTOR),
        Person("Anna Kaczmarek", "anna.kaczmarek", "program i promocja"),
        Person("Tomasz Lis", "tomasz.lis", "scena"),
    ],
    "Tkacz": [
        Person("Barbara Sikora", "barbara.sikora", "dyrektorka", StandingRole.DIRECTOR),
        Person("Piotr Górski", "piotr.gorski", "pracownie"),
        Person("Kamil Duda", "kamil.duda", "ankieter", StandingRole.INTERVIEWER),
    ],
    "DOK": [
        Person("Ewa Wójcik", "ewa.wojcik", "dyrektorka", StandingRole.DIRECTOR),
        Person("Paweł Zieliński", "pawel.zielinski", "zajęcia i wolontariat"),
    ],
}


@dataclass
class Town:
    """What later parts of the replay need: the network, who acts, owners by short name, people by name."""

    network: Network
    coordinator: Account
    town: Locality
    owners: dict[str, Owner] = field(default_factory=dict)
    people: dict[str, Account] = field(default_factory=dict)

    @property
    def centres(self) -> list[Owner]:
        return [self.owners[name] for name in ("MOK", "Tkacz", "DOK")]

    def director(self, centre: str) -> Account:
        return self.people[STAFF[centre][0].name]


def founded() -> Town:
    coordinator = made_person(COORDINATOR, "pl")
    network = make_network(
        acting_user=coordinator,
        name="Kultura w Tomaszowie",
        slug="tomaszow",
        about=pl(
            "Trzy ośrodki kultury Tomaszowa Mazowieckiego pytają mieszkańców, patrzą uczciwie na siebie i planują razem.",
            "The three culture centres of Tomaszów Mazowiecki ask residents, look honestly at themselves and plan together.",
        ),
        language="pl",
        time_zone="Europe/Warsaw",
        currency="PLN",
        is_demo=True,
    )
    town = add_locality(
        acting_user=coordinator, network=network, name="Tomaszów Mazowiecki", part_of="łódzkie", country="PL"
    )
    lodz = add_locality(acting_user=coordinator, network=network, name="Łódź", part_of="łódzkie", country="PL")
    place = Town(network, coordinator, town)

    def add(name: str, short: str, kind: str, dye: int, shape: str, **more: object) -> None:
        locality = more.pop("locality", town)
        sector = more.pop("sector", Sector.CULTURE)
        profile = add_organisation(
            acting_user=coordinator,
            network=network,
            name=name,
            short_name=short,
            kind=kind,
            dye=dye,
            shape=shape,
            locality=locality,  # type: ignore[arg-type]  # texts and a locality share one keyword dictionary
            sector=str(sector),
            **more,  # type: ignore[arg-type]  # texts by field
        )
        place.owners[short] = profile.owner

    centre = ProfileKind.CULTURE_CENTRE
    add(
        "Miejski Ośrodek Kultury", "MOK", centre, 1, Shape.CIRCLE,
        about=pl("Dom kultury miasta z największą salą i gospodarz projektu.", "The town’s culture centre with its largest hall; hosts the project."),
        strengths=pl("Sala i zespół techniczny.", "The hall and its crew."),
        needs=pl("Młodsza publiczność.", "A younger audience."),
        challenges=pl("Wiadomości docierają za późno.", "News arrives too late."),
        values=pl("Otwartość i rzetelność.", "Openness and reliability."),
        offers=pl("Sala, nagłośnienie, redakcja programu.", "The hall, sound equipment, editing of the programme."),
        seeks=pl("Pracownię dla zajęć ręcznych.", "A workshop for crafts."),
    )  # fmt: skip
    add(
        "Ośrodek Kultury „Tkacz”", "Tkacz", centre, 5, Shape.SQUARE,
        about=pl("Ośrodek z pracownią tkacką w mieście, które wyrosło z tkactwa.", "A centre with a weaving workshop in a town that grew from weaving."),
        strengths=pl("Krosna i prowadzący.", "Looms and teachers."),
        needs=pl("Miejsce, w którym można posiedzieć.", "A place to sit."),
        challenges=pl("Jedna nauczycielka tkactwa.", "One single teacher of weaving."),
        values=pl("Cierpliwość i rzemiosło.", "Patience and craft."),
        offers=pl("Pracownia tkacka, projekt graficzny.", "The weaving workshop, graphic design."),
        seeks=pl("Młodych uczestników.", "Young participants."),
    )  # fmt: skip
    add(
        "Dzielnicowy Ośrodek Kultury", "DOK", centre, 9, Shape.DIAMOND,
        about=pl("Dom dzielnicy z kuchnią i ogrodem.", "The district’s house with a kitchen and a garden."),
        strengths=pl("Wolontariusze i sąsiedzi.", "Volunteers and neighbours."),
        needs=pl("Powrót do domu po wieczornych wydarzeniach.", "A way home after evening events."),
        challenges=pl("Godziny otwarcia.", "Opening hours."),
        values=pl("Bliskość i zaufanie.", "Nearness and trust."),
        offers=pl("Kuchnia, ogród, wolontariusze.", "The kitchen, the garden, volunteers."),
        seeks=pl("Pracownię tkacką po lekcjach.", "A weaving workshop after school."),
    )  # fmt: skip
    add("Centrum Dialogu Społecznego i Wolontariatu", "CDSiW", ProfileKind.NGO, 7, Shape.TRIANGLE, sector=Sector.CIVIC)
    add("Łódzki Dom Kultury", "ŁDK", ProfileKind.REGIONAL_BODY, 4, Shape.BAR, locality=lodz)
    add("Miejska Biblioteka Publiczna", "MBP", ProfileKind.LIBRARY, 2, Shape.PENTAGON)
    add("Skansen Rzeki Pilicy", "Skansen", ProfileKind.MUSEUM, 10, Shape.HEXAGON)
    add("Muzeum w Tomaszowie Mazowieckim", "Muzeum", ProfileKind.MUSEUM, 8, Shape.TRIANGLE_DOWN)
    add("Gmina Miasto Tomaszów Mazowiecki", "Miasto", ProfileKind.MUNICIPALITY, 3, Shape.CROSS, sector=Sector.MUNICIPAL)
    place.owners["Razem"] = make_partnership(
        acting_user=coordinator,
        network=network,
        name="Trzy ośrodki razem",
        short_name="Razem",
        members=place.centres,
        dye=6,
        shape=Shape.RING,
    )
    for short, people in STAFF.items():
        for person in people:
            place.people[person.name] = joined(
                coordinator=coordinator, network=network, person=person, language="pl", owner=place.owners[short]
            )
    place.people[EXPERT.name] = joined(coordinator=coordinator, network=network, person=EXPERT, language="pl")
    return place
