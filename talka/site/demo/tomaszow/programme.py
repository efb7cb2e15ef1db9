"""The programme with its stages around today, and its gatherings from the first workshop to the panel."""

import datetime
from dataclasses import dataclass, field

from talka.foundation.owners.models import Visibility
from talka.gatherings.actions import add_session, invite_group, mark_held, plan_gathering, sign_up
from talka.gatherings.models import Gathering, GatheringKind
from talka.programmes.actions import (
    add_expected_result,
    add_funder,
    add_partner,
    add_stage,
    make_programme,
    mark_result_reached,
    publish_programme,
)
from talka.programmes.models import Partner, Programme, Stage
from talka.site.demo.calendar import at, weekday_from
from talka.site.demo.texts import pl
from talka.site.demo.tomaszow.network import Town


@dataclass
class Course:
    """The programme and its parts by key."""

    programme: Programme
    stages: dict[str, Stage] = field(default_factory=dict)
    gatherings: dict[str, Gathering] = field(default_factory=dict)


SOURCE = pl(
    "Przebieg, partnerzy i cele pochodzą z opisu organizatorów z 2012 roku. Daty przeniesiono na dziś; osoby, odpowiedzi, plany i liczby są zmyślone na potrzeby pokazu.",
    "The course, the partners and the aims come from the organisers’ description of 2012. Dates are moved to today; people, answers, plans and figures are made up for this demonstration.",
)

# Two or three words that stand on the thread under a stage that is done.
CAME_OF_IT = {
    "Five workshops": ("pięć warsztatów", "five workshops"),
    "A joint questionnaire and 600 answers": ("600 odpowiedzi", "600 answers"),
    "A SWOT of each of the three centres": ("trzy analizy", "three analyses"),
    "An approved development plan of each centre": ("trzy programy", "three plans"),
    "An approved cooperation plan with a division of roles": ("jeden wspólny plan", "one plan of all"),
}


def set_up(town: Town, today: datetime.date) -> Course:
    def day(offset: int) -> datetime.date:
        return today + datetime.timedelta(days=offset)

    who = town.coordinator
    programme = make_programme(
        acting_user=who,
        network=town.network,
        owner=town.owners["Razem"],
        slug="program-wspolpracy-i-rozwoju",
        title=pl("Program współpracy i rozwoju ośrodków kultury", "A programme of cooperation and development"),
        lead=pl(
            "Trzy ośrodki kultury w Tomaszowie Mazowieckim wspólnie pytają miasto, uczciwie patrzą na siebie i piszą po jednym planie oraz jeden wspólny.",
            "Three culture centres of Tomaszów Mazowiecki ask the town together, look honestly at themselves, and write one plan each and one plan of all three.",
        ),
        aims=pl(
            "Sprawdzić ofertę ośrodków i dopasować ją do potrzeb odbiorców.\nRozwinąć myślenie strategiczne pracowników.\nNapisać program rozwoju każdego ośrodka i plan współpracy.\nOtworzyć rozmowę o strategii kulturalnej miasta.",
            "Check what the centres offer and fit it to what people need.\nStrengthen strategic thinking among the staff.\nWrite a development plan for each centre and a cooperation plan.\nOpen the debate on the town’s culture strategy.",
        ),
        target_groups=pl(
            "Mieszkańcy Tomaszowa Mazowieckiego.\nPracownicy trzech ośrodków kultury.",
            "Residents of Tomaszów Mazowiecki.\nStaff of the three culture centres.",
        ),
        story=pl(
            "Najpierw wspólne warsztaty, potem wspólne pytanie do miasta, praca własna każdego ośrodka, a na koniec panel, na którym wszystko jest na stole.",
            "First workshops together, then one question to the town, then each centre’s own work, and at the end a panel where everything is on the table.",
        ),
        source_note=SOURCE,
        starts_on=day(-160),
        ends_on=day(30),
        localities=[town.town],
        visibility=Visibility.NETWORK,
    )
    course = Course(programme)
    roles = [
        ("MOK", Partner.Role.LEAD, ("Biuro projektu, druk, sala na panel", "Project office, printing, the hall for the panel"), ("Program jako całość i panel", "The programme as a whole and the panel")),
        ("Tkacz", Partner.Role.PARTNER, ("Sale na warsztaty, ankieterów", "Rooms for the workshops, interviewers"), ("Sondę uliczną", "The street poll")),
        ("DOK", Partner.Role.PARTNER, ("Wolontariuszy, ankiety na wydarzeniach", "Volunteers, the paper forms at events"), ("Ankiety papierowe", "The paper forms")),
        ("ŁDK", Partner.Role.SUPPORTER, ("Dotację", "The grant"), None),
    ]  # fmt: skip
    for short, role, gives, leads in roles:
        add_partner(
            acting_user=who,
            programme=programme,
            owner=town.owners[short],
            role=role,
            gives=pl(*gives),
            leads=pl(*leads) if leads else {},
        )
    add_funder(
        acting_user=who,
        programme=programme,
        name=pl("Łódzki Dom Kultury", "Łódzki Dom Kultury"),
        sentence=pl(
            "Zadanie dofinansowane w ramach projektu Łódzkiego Domu Kultury „Współorganizacja projektów kulturalnych na terenie województwa łódzkiego”.",
            "Supported within the project “Co-organisation of cultural projects in the Łódź region” of Łódzki Dom Kultury.",
        ),
    )
    stages = [
        ("workshops", "Wspólne warsztaty", "Workshops together", -160, -128, True, [("Cykl pięciu warsztatów", "Five workshops"), ("Grupy planowania w trzech ośrodkach", "A planning group in each centre")]),
        ("asking", "Pytamy miasto", "Asking the town", -126, -84, True, [("Wspólna ankieta i 600 odpowiedzi", "A joint questionnaire and 600 answers"), ("Opublikowane wyniki", "Published results")]),
        ("swot", "SWOT w każdym ośrodku", "SWOT in each centre", -82, -58, False, [("Analiza SWOT trzech ośrodków", "A SWOT of each of the three centres")]),
        ("plans", "Plan w każdym ośrodku", "A plan in each centre", -56, -24, False, [("Zatwierdzony program rozwoju każdego ośrodka", "An approved development plan of each centre")]),
        ("cooperation", "Plan wszystkich trzech", "A plan of all three", -23, -4, True, [("Zatwierdzony plan współpracy z podziałem ról", "An approved cooperation plan with a division of roles")]),
        ("panel", "Panel końcowy", "Final panel", -3, 30, True, [("Publiczna prezentacja i otwarta debata", "A public presentation and an open debate")]),
    ]  # fmt: skip
    for key, polish, english, first, last, together, yields in stages:
        stage = add_stage(
            acting_user=who,
            programme=programme,
            title=pl(polish, english),
            starts_on=day(first),
            ends_on=day(last),
            together=together,
        )
        course.stages[key] = stage
        for what in yields:
            result = add_expected_result(acting_user=who, stage=stage, title=pl(*what))
            if key != "panel":
                words = pl(*CAME_OF_IT[what[1]]) if what[1] in CAME_OF_IT else None
                mark_result_reached(acting_user=who, result=result, words=words, reached_on=day(last))
    publish_programme(acting_user=who, programme=programme)
    _gather(town, course, today)
    return course


WORKSHOPS = [
    ("diagnosis", "Diagnozowanie potrzeb kulturalnych", "Diagnosing cultural needs", "MOK"),
    ("roles", "Rola ośrodka kultury w przestrzeni miasta", "The role of a culture centre in the town", "Tkacz"),
    ("groups", "Tworzenie grup planowania strategicznego", "Forming strategic planning groups", "DOK"),
    ("swot", "Analiza SWOT i jej wykorzystanie", "SWOT analysis and its use", "MOK"),
    ("strategy", "Tworzenie strategii rozwoju", "Making a development strategy", "Tkacz"),
]
INVITED = [
    (
        "Pracownicy MBP, Skansenu Rzeki Pilicy i Muzeum",
        "Staff of the library, the open-air museum and the museum",
        "MOK",
    ),
    ("Lokalni artyści", "Local artists", "Tkacz"),
    ("Organizacje pozarządowe", "NGOs", "DOK"),
    ("Przedstawiciele szkół", "Schools", "DOK"),
    ("Radni Rady Miejskiej", "Town councillors", "MOK"),
    ("Radni Powiatu", "County councillors", "MOK"),
    ("Pracownicy Urzędu Miasta", "Staff of the town hall", "MOK"),
    ("Pracownicy Starostwa Powiatowego", "Staff of the county office", "MOK"),
    ("Łódzki Dom Kultury", "Łódzki Dom Kultury", "MOK"),
    ("Urząd Marszałkowski", "The regional government", "MOK"),
    ("Wszyscy, którzy odpowiedzieli", "Everybody who answered", "Tkacz"),
]


def _gather(town: Town, course: Course, today: datetime.date) -> None:
    who = town.coordinator
    expert = "Hanna Nowicka (osoba zmyślona)"
    begin = weekday_from(today - datetime.timedelta(days=158), 1)
    for number, (key, polish, english, host) in enumerate(WORKSHOPS):
        when = begin + datetime.timedelta(days=7 * number)
        workshop = plan_gathering(
            acting_user=who,
            network=town.network,
            programme=course.programme,
            stage=course.stages["workshops"],
            host=town.owners[host],
            kind=GatheringKind.WORKSHOP,
            title=pl(f"Warsztat: {polish[0].lower()}{polish[1:]}", f"Workshop: {english[0].lower()}{english[1:]}"),
            result=pl(
                "Notatka z wnioskami dla trzech grup planowania.",
                "Notes with conclusions for the three planning groups.",
            ),
            starts_at=at(when, 10),
            ends_at=at(when, 15),
            place=town.owners[host].name,
            locality=town.town,
            capacity=30,
        )
        for hour, until, topic in (
            (10, 12, pl(polish, english)),
            (13, 15, pl("Praca w grupach trzech ośrodków", "Work in the groups of the three centres")),
        ):
            add_session(
                acting_user=who,
                gathering=workshop,
                starts_at=at(when, hour),
                ends_at=at(when, until),
                topic=topic,
                lecturers=[expert],
                result=pl("Wnioski zapisane przez każdą grupę.", "Conclusions written down by each group."),
            )
        mark_held(acting_user=who, gathering=workshop)
        course.gatherings[key] = workshop
    fair = weekday_from(today - datetime.timedelta(days=112), 5)
    for key, host, polish, english in (
        ("concert", "MOK", "Koncert na otwarcie sezonu", "Concert at the opening of the season"),
        ("weaving", "Tkacz", "Dzień otwartej pracowni tkackiej", "Open day of the weaving workshop"),
        ("garden", "DOK", "Piknik sąsiedzki w ogrodzie", "Neighbours’ picnic in the garden"),
    ):
        event = plan_gathering(
            acting_user=who,
            network=town.network,
            programme=course.programme,
            stage=course.stages["asking"],
            host=town.owners[host],
            kind=GatheringKind.EVENT,
            title=pl(polish, english),
            starts_at=at(fair, 16),
            ends_at=at(fair, 20),
            place=town.owners[host].name,
            locality=town.town,
            visibility=Visibility.PUBLIC,
        )
        mark_held(acting_user=who, gathering=event)
        course.gatherings[key] = event
        fair += datetime.timedelta(days=7)
    when = weekday_from(today + datetime.timedelta(days=9), 3)
    panel = plan_gathering(
        acting_user=who,
        network=town.network,
        programme=course.programme,
        stage=course.stages["panel"],
        host=town.owners["MOK"],
        kind=GatheringKind.PANEL,
        title=pl("Panel: o co pytało miasto i co zrobią trzy ośrodki", "Final panel: what the town asked for, what three centres will do"),
        about=pl(
            "Wyniki konsultacji, plany trzech ośrodków, plan współpracy i początek rozmowy o strategii kulturalnej miasta.",
            "The results of the consultation, the plans of the three centres, the cooperation plan, and the beginning of the debate on the town’s culture strategy.",
        ),
        result=pl("Uwagi do planów i lista tematów strategii miasta.", "Remarks on the plans and a list of themes for the town’s strategy."),
        starts_at=at(when, 16),
        ends_at=at(when, 19),
        place="Miejski Ośrodek Kultury",
        locality=town.town,
        capacity=120,
        sign_up_until=at(when, 12),
        visibility=Visibility.PUBLIC,
    )  # fmt: skip
    sessions = [
        (16, 0, 16, 40, ("Wyniki konsultacji społecznych", "Results of the consultation")),
        (16, 40, 17, 30, ("Plany trzech ośrodków i plan współpracy", "The plans of the three centres and the cooperation plan")),
        (17, 45, 18, 15, ("Odpowiedzi na pytania mieszkańców", "Answers to residents’ questions")),
        (18, 15, 19, 0, ("Debata: strategia kulturalna miasta", "Debate: a culture strategy for the town")),
    ]  # fmt: skip
    for from_hour, from_minute, to_hour, to_minute, about in sessions:
        add_session(
            acting_user=who,
            gathering=panel,
            starts_at=at(when, from_hour, from_minute),
            ends_at=at(when, to_hour, to_minute),
            topic=pl(*about),
            lecturers=[expert] if from_hour == 18 else [],
        )
    for polish, english, inviter in INVITED:
        invite_group(
            acting_user=who,
            gathering=panel,
            name=pl(polish, english),
            inviter=town.owners[inviter],
            invited_on=today - datetime.timedelta(days=12),
        )
    for number, name in enumerate(
        ("Zofia Wilk", "Jan Sobczak", "Maria Dąbek", "Adam Rutka", "Lena Król", "Ignacy Maj", "Helena Sroka")
    ):
        sign_up(
            gathering=panel,
            name=f"{name} (osoba zmyślona)",
            email=f"gosc{number + 1}@demo.invalid",
            language="pl",
            letter=False,
        )
    course.gatherings["panel"] = panel
