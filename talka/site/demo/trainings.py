"""Two training projects of VšĮ Ateities visuomenės institutas, in one network, with their own dates.

Facts come from the organisers' descriptions of 2016 and 2017. Where these give no day, the demo says so in the
programme's source note; lecturers are not named here, because people in the demo are invented.
"""

import datetime

from talka.foundation.owners.models import Owner, OwnerKind, Shape, StandingRole, Visibility
from talka.foundation.wording import Wording
from talka.gatherings.actions import add_session, mark_held, plan_gathering
from talka.gatherings.models import GatheringKind
from talka.identity.actions import make_network
from talka.identity.models import Account, Network
from talka.organisations.actions import add_locality, add_organisation, give_standing
from talka.organisations.models import Locality, ProfileKind, Sector
from talka.programmes.actions import (
    add_cohort,
    add_cycle,
    add_expected_result,
    add_funder,
    add_partner,
    add_stage,
    make_programme,
    mark_result_reached,
    publish_programme,
)
from talka.programmes.models import Partner, Programme, Stage
from talka.site.demo.calendar import at
from talka.site.demo.cast import Person, joined, made_person
from talka.site.demo.texts import lt

COORDINATOR = Person("Rūta Žilinskienė", "ruta.zilinskiene", "programų koordinatorė")
STAFF = Person("Tomas Giedraitis", "tomas.giedraitis", "mokymų organizatorius", StandingRole.DIRECTOR)
FIVE = (
    ("Prienai", "Kauno apskritis"),
    ("Pagėgiai", "Tauragės apskritis"),
    ("Šilutė", "Klaipėdos apskritis"),
    ("Ignalina", "Utenos apskritis"),
    ("Trakai", "Vilniaus apskritis"),
)
DAY = datetime.date


def replay() -> Network:
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
    joined(coordinator=coordinator, network=network, person=STAFF, language="lt", owner=owners["AVI"])
    give_standing(
        acting_user=coordinator,
        owner=owners["AVI"],
        account=coordinator,
        role=StandingRole.STAFF,
        title=COORDINATOR.title,
    )
    _innovation_cycle(coordinator, network, owners)
    _five_localities(coordinator, network, owners, localities)
    return network


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


def _stages(
    coordinator: Account, programme: Programme, rows: list[tuple[Wording, datetime.date, datetime.date, list[Wording]]]
) -> list[Stage]:
    stages = []
    for title, first, last, results in rows:
        stage = add_stage(acting_user=coordinator, programme=programme, title=title, starts_on=first, ends_on=last)
        for what in results:
            result = add_expected_result(acting_user=coordinator, stage=stage, title=what)
            mark_result_reached(acting_user=coordinator, result=result, reached_on=last)
        stages.append(stage)
    return stages


def _innovation_cycle(coordinator: Account, network: Network, owners: dict[str, Owner]) -> None:
    programme = make_programme(
        acting_user=coordinator,
        network=network,
        owner=owners["AVI"],
        slug="inovacijos-kulturos-istaigose",
        title=lt("Inovacijos kultūros įstaigose: dalinimosi patirtimi sesija", "Innovation in cultural institutions: a session of shared experience"),
        lead=lt(
            "Trijų dienų mokymų ciklas savivaldybių muziejų, bibliotekų ir kultūros centrų darbuotojams, kartojamas regionas po regiono.",
            "A training cycle of three days for staff of municipal museums, libraries and culture centres, repeated region by region.",
        ),
        aims=lt(
            "Pritaikyti mokymus Lietuvos regionams.\nSkatinti mąstyti kūrybiškai ir įtraukti daugiau gyventojų.\nPasidalinti Norvegijos kultūros įstaigų patirtimi.\nVykdyti kūrybines laboratorijas „design thinking“ metodu.\nPaskatinti bendradarbiauti tarpusavyje ir su verslu.\nIšmokyti idėjas pagrįsti biudžetu.\nSupažindinti su inovacijų sąvokomis ir MTEP etapais.\nĮžiebti norą keisti ir kurti naujas paslaugas.",
            "Fit the training to Lithuania’s regions.\nEncourage creative thinking and draw in more residents.\nShare the experience of cultural institutions in Norway.\nRun creative labs by design thinking.\nEncourage cooperation with each other and with business.\nTeach to back ideas with a budget.\nExplain the terms of innovation and the R&D stages.\nKindle the wish to change and to make new services.",
        ),
        target_groups=lt(
            "Savivaldybių muziejų, bibliotekų ir kultūros centrų darbuotojai regionuose.",
            "Staff of municipal museums, libraries and culture centres in the regions.",
        ),
        story=lt(
            "Nedidelė darbuotojų ir ekspertų grupė imasi mažų pokyčių savo aplinkoje; iš jų gimsta vietos sėkmės istorijos, kuriomis gali sekti kiti.",
            "A small group of staff and experts takes on small changes at home; they become local success stories that others can follow.",
        ),
        source_note=lt(
            "Pagal organizatorių mokymų koncepciją (2016 m.). Koncepcija nurodo valandas, bet ne datas: dienos čia parinktos pavyzdžiui.",
            "After the organisers’ training concept (2016). The concept gives hours but no dates: the days shown here are examples.",
        ),
        starts_on=DAY(2016, 1, 11),
        ends_on=DAY(2016, 4, 29),
    )  # fmt: skip
    for short, role, leads in (
        ("AVI", Partner.Role.LEAD, lt("Ciklą ir seminarą apie finansavimą", "The cycle, and the seminar on funding")),
        ("LIC", Partner.Role.LECTURERS, lt("Inovacijų sampratą ir Norvegijos pavyzdžius", "The meaning of innovation, and examples from Norway")),
        ("HAI", Partner.Role.LECTURERS, lt("Kūrybines laboratorijas", "The creative labs")),
    ):  # fmt: skip
        add_partner(acting_user=coordinator, programme=programme, owner=owners[short], role=role, leads=leads)
    for name, sentence in (
        (
            lt("2009–2014 m. Norvegijos finansinis mechanizmas", "Norwegian Financial Mechanism 2009–2014"),
            lt("Projektas bendrai finansuojamas 2009–2014 m. Norvegijos finansinio mechanizmo ir Lietuvos Respublikos lėšomis.", "Co-financed by the Norwegian Financial Mechanism 2009–2014 and the Republic of Lithuania."),
        ),
        (lt("Lietuvos Respublika", "Republic of Lithuania"), {}),
    ):  # fmt: skip
        add_funder(acting_user=coordinator, programme=programme, name=name, sentence=sentence)
    cycle = add_cycle(
        acting_user=coordinator,
        programme=programme,
        title=lt("Trijų dienų mokymai", "Three days of training"),
        design=lt("Ta pati darbotvarkė kiekviename regione, su viena pasirinkta įstaiga.", "The same agenda in each region, with one chosen institution."),
    )  # fmt: skip
    add_cohort(
        acting_user=coordinator,
        cycle=cycle,
        title=lt("Pirmasis regionas", "The first region"),
        starts_on=DAY(2016, 2, 9),
        ends_on=DAY(2016, 2, 11),
    )
    training, _after = _stages(
        coordinator,
        programme,
        [
            (
                lt("Mokymai", "Training"), DAY(2016, 1, 11), DAY(2016, 2, 11),
                [
                    lt("Pasidalinta gerąja Norvegijos ir Lietuvos patirtimi", "Good practice of Norway and Lithuania shared"),
                    lt("Kultūros įstaigos įveiklinimo koncepcija ir naujos paslaugos prototipas", "An activation concept of an institution and the prototype of a new service"),
                    lt("Kiekvieno dalyvio lėšų pritraukimo planas", "A fundraising plan by each participant"),
                ],
            ),
            (
                lt("Maži pokyčiai namuose", "Small changes at home"), DAY(2016, 2, 12), DAY(2016, 4, 29),
                [lt("Pokyčiai savo įstaigose, kuriais seka kiti", "Changes at one’s own institution that others follow")],
            ),
        ],
    )  # fmt: skip
    days = [
        (
            GatheringKind.TRAINING_DAY, DAY(2016, 2, 9), "AVI",
            lt("I diena: inovacijos ir finansavimas", "Day 1: innovation and funding"),
            lt("Pasidalinta gerąja Norvegijos patirtimi, gautos žinios apie ES fondus ir MTEP etapus.", "Good practice of Norway shared; knowledge of EU funds and of the R&D stages gained."),
            [
                ((10, 30), (13, 30), lt("Inovacijų samprata. Norvegijos kultūros įstaigų pavyzdžiai", "What innovation is. Examples of cultural institutions in Norway"), "Lietuvos inovacijų centras"),
                ((14, 30), (17, 30), lt("Finansavimo galimybės, ES ir kiti fondai", "Ways of funding, EU and other funds"), "Ateities visuomenės institutas"),
            ],
        ),
        (
            GatheringKind.LAB, DAY(2016, 2, 10), "HAI",
            lt("II diena: kūrybinės laboratorijos", "Day 2: creative labs"),
            lt("Kultūros institucijos įveiklinimo koncepcija.", "An activation concept of a cultural institution."),
            [((10, 0), (16, 30), lt("Vienos pasirinktos institucijos įveiklinimo koncepcija ir prototipas", "Activation concept and prototype for one chosen institution"), "Ateities visuomenės institutas, Harmoningos asmenybės institutas")],
        ),
        (
            GatheringKind.SEMINAR, DAY(2016, 2, 11), "AVI",
            lt("III diena: privačių lėšų pritraukimas", "Day 3: private fundraising"),
            lt("Kiekvieno dalyvio sukurtas atstovaujamos organizacijos lėšų pritraukimo planas.", "A fundraising plan of the organisation, made by each participant."),
            [((10, 0), (16, 0), lt("Teorinis ir praktinis seminaras apie inovatyvią filantropiją", "A seminar in theory and practice on innovative philanthropy"), "dvi kviestinės lektorės")],
        ),
    ]  # fmt: skip
    for kind, when, host, title, result, sessions in days:
        _held(coordinator, network, programme, training, kind, when, owners[host], title, result, sessions)
    publish_programme(acting_user=coordinator, programme=programme)


Agenda = list[tuple[tuple[int, int], tuple[int, int], Wording, str]]


def _held(
    coordinator: Account,
    network: Network,
    programme: Programme,
    stage: Stage,
    kind: str,
    when: datetime.date,
    host: Owner,
    title: Wording,
    result: Wording,
    sessions: Agenda,
) -> None:
    gathering = plan_gathering(
        acting_user=coordinator,
        network=network,
        programme=programme,
        stage=stage,
        host=host,
        kind=kind,
        title=title,
        result=result,
        starts_at=at(when, *sessions[0][0]),
        ends_at=at(when, *sessions[-1][1]),
        visibility=Visibility.PUBLIC,
    )
    for begins, ends, topic, lecturer in sessions:
        add_session(
            acting_user=coordinator,
            gathering=gathering,
            starts_at=at(when, *begins),
            ends_at=at(when, *ends),
            topic=topic,
            lecturer=lecturer,
        )
    mark_held(acting_user=coordinator, gathering=gathering)


def _five_localities(
    coordinator: Account, network: Network, owners: dict[str, Owner], localities: dict[str, Locality]
) -> None:
    programme = make_programme(
        acting_user=coordinator,
        network=network,
        owner=owners["AVI"],
        slug="penkios-vietoves",
        title=lt("Kultūrinės inovacijos ir jų sklaida, kuriant kultūrinį regiono identitetą", "Cultural innovation and its spread in making a region’s cultural identity"),
        lead=lt(
            "Penkiose vietovėse suburtos skirtingų sričių bendraminčių grupės kūrė savo vietos identiteto ir paslaugų vizijas.",
            "In five localities, like-minded people of different sectors made visions of their place’s identity and services.",
        ),
        aims=lt(
            "Stiprinti atrinktų vietovių savitumą.\nSkatinti tarpsektorinį bendradarbiavimą.\nKurti inovatyvias koncepcijas, kurios išgarsintų vietoves Lietuvoje ir Europoje.",
            "Strengthen what is special about the chosen localities.\nEncourage cooperation across sectors.\nMake innovative concepts that let the places be known in Lithuania and Europe.",
        ),
        target_groups=lt(
            "Kultūros įstaigų, savivaldos ir švietimo įstaigų darbuotojai.\nVietos veiklos grupių, bendruomenių ir verslo atstovai.\nMenininkai.",
            "Staff of cultural institutions, municipalities and schools.\nLocal action groups, communities and businesses.\nArtists.",
        ),
        story=lt(
            "Į projekto veiklas įsitraukė 77 žmonės; 64 iš jų dalyvavo kvalifikacijos kėlimo cikle ir gavo pažymėjimus.",
            "77 people took part in the project’s activities; 64 of them went through the cycle and received certificates.",
        ),
        source_note=lt(
            "Pagal organizatorių paskelbtą projekto ataskaitą (2017 m.).",
            "After the report of the project that its organisers published (2017).",
        ),
        starts_on=DAY(2017, 1, 2),
        ends_on=DAY(2017, 6, 30),
        localities=list(localities.values()),
    )  # fmt: skip
    add_partner(acting_user=coordinator, programme=programme, owner=owners["AVI"], role=Partner.Role.LEAD)
    used = {(owner.dye, owner.shape) for owner in owners.values()}
    shapes = [Shape.DIAMOND, Shape.TRIANGLE, Shape.HEXAGON, Shape.CROSS, Shape.RING]
    dyes = [1, 2, 5, 8, 9]
    for (name, locality), dye, shape in zip(localities.items(), dyes, shapes, strict=True):
        assert (dye, shape) not in used
        group = add_organisation(
            acting_user=coordinator,
            network=network,
            name=f"{name}: bendraminčių grupė",
            short_name=name,
            kind=ProfileKind.LOCAL_GROUP,
            sector=Sector.CIVIC,
            locality=locality,
            dye=dye,
            shape=shape,
            owner_kind=OwnerKind.GROUP,
            about=lt(
                "Kultūros, savivaldos, švietimo, verslo ir bendruomenių žmonės vienoje grupėje.",
                "People of culture, municipality, education, business and communities in one group.",
            ),
        ).owner
        add_partner(acting_user=coordinator, programme=programme, owner=group, role=Partner.Role.PARTNER)
    credit = lt(
        "Projektą iš dalies finansavo Lietuvos kultūros taryba ir Lietuvos Respublikos kultūros ministerija.",
        "The project was partly funded by the Lithuanian Council for Culture and the Ministry of Culture.",
    )
    add_funder(
        acting_user=coordinator,
        programme=programme,
        name=lt("Lietuvos kultūros taryba", "Lithuanian Council for Culture"),
        sentence=credit,
    )
    add_funder(
        acting_user=coordinator,
        programme=programme,
        name=lt("Lietuvos Respublikos kultūros ministerija", "Ministry of Culture of the Republic of Lithuania"),
    )
    cycle = add_cycle(
        acting_user=coordinator,
        programme=programme,
        title=lt("Kvalifikacijos kėlimo ciklas", "The training cycle"),
        design=lt(
            "Kultūros inovacijos, rinkodara, senamiesčio įveiklinimas, Vilniaus patirtis ir „design thinking“.",
            "Cultural innovation, marketing, activating an old town, the experience of Vilnius, and design thinking.",
        ),
    )
    for name, locality in localities.items():
        add_cohort(acting_user=coordinator, cycle=cycle, title=lt(name, name), locality=locality)
    _stages(
        coordinator,
        programme,
        [
            (
                lt("Vietovių atranka", "Choosing the localities"), DAY(2017, 1, 2), DAY(2017, 1, 31),
                [lt("Penkios vietovės, atrinktos pagal iš anksto nustatytus kriterijus", "Five localities, chosen by criteria set beforehand")],
            ),
            (
                lt("Mokymų ciklas", "The training cycle"), DAY(2017, 2, 1), DAY(2017, 5, 31),
                [
                    lt("64 dalyviai baigė ciklą ir gavo pažymėjimus", "64 participants finished the cycle and received certificates"),
                    lt("Vilniaus praktika, perkelta pagal vietos iššūkius", "The practice of Vilnius, carried over according to each place’s challenges"),
                ],
            ),
            (
                lt("Vietovių vizijos", "Visions of the places"), DAY(2017, 6, 1), DAY(2017, 6, 30),
                [lt("Tarpsektorinės vietovių identiteto ir paslaugų vizijos", "Visions of identity and services, made across sectors")],
            ),
        ],
    )  # fmt: skip
    publish_programme(acting_user=coordinator, programme=programme)
