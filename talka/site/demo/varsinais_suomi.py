"""A province tightens its network of municipal culture officers (2022–2023). Facts from its organisers; people invented."""

import datetime
from zoneinfo import ZoneInfo

from django.utils import translation

from talka.foundation.owners.models import Owner, Shape, StandingRole, Visibility
from talka.gatherings.actions import add_session, mark_held, plan_gathering
from talka.gatherings.actions.series import make_series, put_in_series
from talka.gatherings.actions.themes import add_example, take_home
from talka.gatherings.models import GatheringKind, Meeting, Series
from talka.identity.actions import make_network
from talka.identity.models import Account, Network
from talka.organisations.actions import add_locality, add_organisation
from talka.organisations.models import Locality, ProfileKind, Sector
from talka.programmes.actions import (
    add_expected_result,
    add_funder,
    add_partner,
    add_stage,
    make_programme,
    mark_result_reached,
    publish_programme,
)
from talka.programmes.models import Partner, Stage
from talka.site.demo.calendar import at
from talka.site.demo.cast import Person, joined, made_person
from talka.site.demo.texts import fi

COORDINATOR = Person("Aino Rantala", "aino.rantala", "hankekoordinaattori")
OFFICER = Person("Eero Salminen", "eero.salminen", "kulttuurivastaava", StandingRole.DIRECTOR)
DAY = datetime.date
ZONE = ZoneInfo("Europe/Helsinki")


def replay() -> Network:
    who = made_person(COORDINATOR, "fi")
    network = make_network(
        acting_user=who,
        name="Kulttuuria kunnissa",
        slug="varsinais-suomi",
        about=fi(
            "Varsinais-Suomen kuntien kulttuurin viranhaltijoiden ja työntekijöiden verkosto.",
            "The network of municipal culture officers and staff in Southwest Finland.",
        ),
        language="fi",
        time_zone="Europe/Helsinki",
        is_demo=True,
    )
    turku = add_locality(acting_user=who, network=network, name="Turku", part_of="Varsinais-Suomi", country="FI")
    council = add_organisation(
        acting_user=who, network=network, name="Varsinais-Suomen liitto", short_name="VSL", kind=ProfileKind.REGIONAL_BODY,
        sector=Sector.MUNICIPAL, locality=turku, dye=3, shape=Shape.HEXAGON,
        offers=fi("Koordinoi verkostoa.", "Coordinates the network."),
    ).owner  # fmt: skip
    leisure = add_organisation(
        acting_user=who, network=network, name="Turun kaupungin vapaa-ajan palvelukokonaisuus", short_name="Turku",
        kind=ProfileKind.MUNICIPALITY, sector=Sector.MUNICIPAL, locality=turku, dye=10, shape=Shape.BAR,
        offers=fi("Työpajatilat.", "Rooms for workshops."),
    ).owner  # fmt: skip
    officer = joined(coordinator=who, network=network, person=OFFICER, language="fi", owner=leisure)
    programme = make_programme(
        acting_user=who,
        network=network,
        owner=council,
        slug="varsinaista-kulttuuria",
        title=fi("Varsinaista kulttuuria", "Culture of Southwest Finland, proper"),
        lead=fi(
            "Hanke tiivistää kuntien kulttuuriväen maakunnallista verkostoa ja etsii uusia yhteistyön muotoja.",
            "The project tightens a province’s network of municipal culture people and looks for new ways to cooperate.",
        ),
        aims=fi(
            "Tukea kuntien kulttuuripalvelujen tuottamista koko maakunnassa.\nLisätä rahoituslähteiden tuntemusta.\nKehittää toimintamalleja kuntien väliseen yhteistyöhön.\nLähentää taide- ja kuntakenttää toisiinsa.",
            "Support cultural services of municipalities in the whole province.\nSpread knowledge of funding sources.\nDevelop operating models for cooperation between municipalities.\nBring the arts and the municipalities closer.",
        ),
        target_groups=fi(
            "Kuntien kulttuurin viranhaltijat ja työntekijät.\nKulttuurialan verkostot ja taiteen ammattilaiset.\nKuntiin kulttuuripalveluja tuottavat toimijat.",
            "Municipal culture officers and staff.\nNetworks of the field and professionals of the arts.\nThose who produce cultural services for municipalities.",
        ),
        story=fi(
            "Kuntarajat ylittävä vertaistoiminta syntyy työpajoissa, joista jokaisella on yksi teema. Asukkaille näkyvintä ovat seututaiteilijakokeilut.",
            "Peer work across municipal borders grows in workshops, each with one theme. What residents see most are the regional-artist pilots.",
        ),
        source_note=fi(
            "Toteuttajien oman kuvauksen mukaan (2022). Työpajojen päivät ovat esimerkkejä.",
            "After the organisers’ own description (2022). The days of the workshops are examples.",
        ),
        starts_on=DAY(2022, 3, 1),
        ends_on=DAY(2023, 12, 31),
        localities=[turku],
    )  # fmt: skip
    add_partner(acting_user=who, programme=programme, owner=council, role=Partner.Role.LEAD)
    add_partner(acting_user=who, programme=programme, owner=leisure, role=Partner.Role.PARTNER)
    add_funder(
        acting_user=who,
        programme=programme,
        name=fi("Opetus- ja kulttuuriministeriö", "Ministry of Education and Culture"),
        sentence=fi(
            "Opetus- ja kulttuuriministeriön rahoittama kehittämistehtävä.",
            "A development task funded by the Ministry of Education and Culture.",
        ),
    )
    rows = [
        (fi("Teematyöpajat", "Theme workshops"), DAY(2022, 3, 1), DAY(2022, 12, 31), True, [fi("Yksi teema kerrallaan, tapausesimerkkien kanssa", "One theme at a time, with case examples")]),
        (fi("Seututaiteilijakokeilut", "Regional-artist pilots"), DAY(2022, 9, 1), DAY(2023, 10, 31), False, [fi("Taiteilija työskentelee useassa kunnassa ja asukkaiden kanssa", "An artist works in several municipalities and with residents")]),
        (fi("Toimintamallit", "Operating models"), DAY(2023, 1, 1), DAY(2023, 12, 31), True, [fi("Toimintamalleja kuntien väliseen yhteistyöhön", "Operating models for cooperation between municipalities")]),
    ]  # fmt: skip
    stages = []
    for title, first, last, together, results in rows:
        stage = add_stage(
            acting_user=who, programme=programme, title=title, starts_on=first, ends_on=last, together=together
        )
        stages.append(stage)
        for what in results:
            result = add_expected_result(acting_user=who, stage=stage, title=what)
            mark_result_reached(acting_user=who, result=result, reached_on=last)
    _themes([who, officer], stages[0], leisure, turku)
    publish_programme(acting_user=who, programme=programme)
    return network


def _themes(people: list[Account], stage: Stage, host: Owner, turku: Locality) -> None:
    """Workshops with one theme each: two were held, the one on funding sources is the last."""
    network, who = stage.programme.network, people[0]
    workshops = make_series(
        acting_user=who, network=network, owner=stage.programme.owner, kind=GatheringKind.WORKSHOP, stage=stage,
        title=fi("Teematyöpajat", "Theme workshops"),
        about=fi(
            "Yksi teema kerrallaan, esimerkkejä muualta ja kotiin viemisiä.",
            "One theme at a time, examples from elsewhere, and something to take home.",
        ),
        every=Series.Every.QUARTER, hosts_rotate=False, has_themes=True, visibility=Visibility.PUBLIC,
    )  # fmt: skip
    rows = [
        (
            DAY(2022, 5, 12), fi("Työpaja: yhteistyö", "Workshop: cooperation"),
            fi("Yhteistyö yli kuntarajojen", "Cooperation across municipal borders"),
            [
                (fi("Yhteinen tapahtumakalenteri", "One calendar of events"), "Neljän kunnan kulttuuritoimi",
                 fi("Kunnat sopivat päivistä keväisin ja jakavat esiintyjän matkakulut.", "The municipalities agree on days each spring and share what it costs a performer to travel.")),
            ],
            ["Soitan naapurikuntaan ennen kuin varaan esiintyjän.", "Yhteinen kalenteri riittää alkuun."],
        ),
        (
            DAY(2022, 9, 15), fi("Työpaja: osallistaminen", "Workshop: taking part"),
            fi("Asukkaat mukaan", "Residents taking part"),
            [
                (fi("Kyläkävely", "A walk through the village"), "Kyläyhdistys",
                 fi("Asukkaat näyttävät paikat, joista he välittävät; taiteilija kuuntelee.", "Residents show the places they care for; an artist listens.")),
                (fi("Kirjaston kysymystaulu", "The library’s board of questions"), "Kaupunginkirjasto",
                 fi("Yksi kysymys viikossa, vastaukset seinälle.", "One question a week, the answers on the wall.")),
            ],
            ["Kysyn ennen kuin suunnittelen."],
        ),
        (
            DAY(2022, 11, 24), fi("Työpaja: rahoituslähteet", "Workshop: funding sources"),
            fi("Mistä rahaa ja milloin", "Where money is, and when"),
            [
                (fi("Hakuvuosi yhdellä sivulla", "The year of applications on one page"), "Maakunnan liitto",
                 fi("Rahoittajat, hakuajat ja omarahoitus samassa taulukossa.", "Funders, deadlines and own shares in one table.")),
            ],
            ["Merkitsen hakuajat kalenteriin jo tammikuussa."],
        ),
    ]  # fmt: skip
    for when, title, theme, examples, taken in rows:
        workshop = plan_gathering(
            acting_user=who, network=network, stage=stage, host=host, kind=GatheringKind.WORKSHOP, title=title,
            locality=turku, starts_at=at(when, 9, zone=ZONE), ends_at=at(when, 15, zone=ZONE),
            visibility=Visibility.PUBLIC,
        )  # fmt: skip
        add_session(
            acting_user=who, gathering=workshop, topic=theme,
            starts_at=at(when, 9, zone=ZONE), ends_at=at(when, 15, zone=ZONE),
        )  # fmt: skip
        mark_held(acting_user=who, gathering=workshop)
        meeting = put_in_series(
            acting_user=who, series=workshops, gathering=workshop, theme=theme,
            taken_home_seen_by=Meeting.TakenHome.PUBLIC,
        )  # fmt: skip
        for example, by, text in examples:
            add_example(acting_user=who, meeting=meeting, title=example, text=text, who=by)
        with translation.override("fi"):
            for account, words in zip(people, taken, strict=False):
                take_home(meeting=meeting, words=words, account=account)
