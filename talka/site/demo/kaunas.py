"""A model of cooperation, begun in Kaunas in May 2018. Facts from the organisers' own news; people are invented."""

import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from talka.foundation.owners.models import Owner, Shape, StandingRole, Visibility
from talka.foundation.wording import Wording
from talka.gatherings.actions import add_session, mark_held, plan_gathering
from talka.gatherings.actions.ideas import (
    bring_idea,
    drop_idea,
    finish_idea,
    first_step_done,
    follow_up,
    idea_becomes,
    join_idea,
    plan_first_step,
)
from talka.gatherings.actions.series import ask_host, join_series, make_series, put_in_series
from talka.gatherings.models import Gathering, GatheringKind, Idea
from talka.identity.actions import make_network
from talka.identity.models import Account, Network
from talka.organisations.actions import add_locality, add_organisation
from talka.organisations.models import ProfileKind, Sector
from talka.programmes.actions import (
    add_expected_result,
    add_partner,
    add_stage,
    make_programme,
    mark_result_reached,
    publish_programme,
)
from talka.programmes.models import Partner, Programme, Stage
from talka.site.demo.calendar import at
from talka.site.demo.cast import Person, joined, made_person
from talka.site.demo.kaunas_minutes import write_down
from talka.site.demo.texts import lt

COORDINATOR = Person("Giedrė Stankevičiūtė", "giedre.stankeviciute", "bendradarbystės koordinatorė")
HOST = Person("Mantas Petraitis", "mantas.petraitis", "vadovas", StandingRole.DIRECTOR)
DAY = datetime.date
ZONE = ZoneInfo("Europe/Vilnius")


def replay() -> Network:
    who = made_person(COORDINATOR, "lt")
    network = make_network(
        acting_user=who,
        name="Kauno kultūros šeima",
        slug="kaunas",
        about=lt(
            "Kauno miesto ir rajono kultūros organizacijos ir kūrėjai, kurie nori geriau pažinti vieni kitus.",
            "Cultural organisations and creators of Kaunas city and district who want to know each other better.",
        ),
        language="lt",
        time_zone="Europe/Vilnius",
        is_demo=True,
    )
    kaunas = add_locality(acting_user=who, network=network, name="Kaunas", part_of="Kauno apskritis", country="LT")
    add_locality(acting_user=who, network=network, name="Kauno rajonas", part_of="Kauno apskritis", country="LT")
    capital = add_organisation(
        acting_user=who, network=network, name="Kaunas 2022", short_name="K2022", kind=ProfileKind.OTHER,
        sector=Sector.CULTURE, locality=kaunas, dye=7, shape=Shape.TRIANGLE_DOWN,
        offers=lt("Kviečia ir moderuoja.", "Invites and moderates."),
    ).owner  # fmt: skip
    theatre = add_organisation(
        acting_user=who, network=network, name="Kauno miesto kamerinis teatras", short_name="Kamerinis",
        kind=ProfileKind.THEATRE, locality=kaunas, dye=2, shape=Shape.TRIANGLE,
        offers=lt("Atveria duris kolegoms.", "Opens its doors to colleagues."),
    ).owner  # fmt: skip
    impact = add_organisation(
        acting_user=who, network=network, name="Impact Foundation", short_name="Impact", kind=ProfileKind.NGO,
        sector=Sector.CIVIC, dye=5, shape=Shape.CIRCLE,
        offers=lt("Auditorijų plėtros konsultacijos.", "Advice on audience development."),
    ).owner  # fmt: skip
    joined(coordinator=who, network=network, person=HOST, language="lt", owner=theatre)
    programme = make_programme(
        acting_user=who,
        network=network,
        owner=capital,
        slug="bendradarbystes-modelis",
        title=lt("Bendradarbystės modelis", "A model of cooperation"),
        lead=lt(
            "Beveik dvidešimt kultūros organizacijų atstovų ir pavienių kūrėjų ieško, kaip dirbti kartu.",
            "Almost twenty representatives of cultural organisations and single creators look for a way to work together.",
        ),
        aims=lt(
            "Stiprinti vietos kultūros lauką.\nPažinti vieniems kitus.\nDalytis žmonėmis, konsultacijomis, mokymais, erdvėmis ir auditorijomis.",
            "Strengthen the local field of culture.\nGet to know each other.\nShare people, advice, trainings, spaces and audiences.",
        ),
        target_groups=lt(
            "Muziejai, teatrai, kino teatrai, bibliotekos ir kitos įstaigos.\nPavieniai kultūros operatoriai.",
            "Museums, theatres, cinemas, libraries and other institutions.\nSingle cultural operators.",
        ),
        story=lt(
            "Partnerystei reikia lygiaverčių santykių, bendros vizijos ir vertybių, o kartais – tiesiog pasikalbėti. Todėl kiekvieną susitikimą rengia vis kitas narys.",
            "Partnership needs equal relations, a shared vision and values, and sometimes simply talk. So each meeting is hosted by another member.",
        ),
        source_note=lt(
            "Pagal organizatorių pranešimą (2018 m.). Čia rodomi žmonės išgalvoti; valandos ir antrojo susitikimo diena parinktos pavyzdžiui.",
            "After the organisers’ news (2018). The people shown are invented; the hours and the day of the second meeting are examples.",
        ),
        starts_on=DAY(2018, 5, 21),
        ends_on=DAY(2018, 12, 31),
        localities=[kaunas],
    )  # fmt: skip
    add_partner(acting_user=who, programme=programme, owner=capital, role=Partner.Role.LEAD)
    add_partner(acting_user=who, programme=programme, owner=theatre, role=Partner.Role.PARTNER)
    add_partner(acting_user=who, programme=programme, owner=impact, role=Partner.Role.LECTURERS)
    rows = [
        (
            lt("Kūrybinės dirbtuvės", "Creative workshop"), DAY(2018, 5, 21), DAY(2018, 5, 31), True,
            [lt("Savo stiprybės, silpnybės, poreikiai ir iššūkiai", "Own strengths, weaknesses, needs and challenges"), lt("Partnerystės formos ir sąlygos", "Forms and conditions of partnership")],
        ),
        (
            lt("Neformalūs pasimatymai", "Informal dates"), DAY(2018, 6, 1), DAY(2018, 12, 31), True,
            [lt("Reguliarūs susitikimai, kaskart pas kitą narį", "Regular meetings, each at another member’s")],
        ),
        (
            lt("Dalijimasis", "Sharing"), DAY(2018, 6, 1), DAY(2018, 12, 31), False,
            [lt("Kolegų mainai, rezidencijos, atvirų durų dienos", "Exchange of colleagues, residencies, open-doors days")],
        ),
    ]  # fmt: skip
    stages = []
    for title, first, last, together, results in rows:
        stage = add_stage(
            acting_user=who, programme=programme, title=title, starts_on=first, ends_on=last, together=together
        )
        stages.append(stage)
        for what in results:
            result = add_expected_result(acting_user=who, stage=stage, title=what)
            if not stages[1:]:
                mark_result_reached(acting_user=who, result=result, reached_on=last)
    workshop = plan_gathering(
        acting_user=who, network=network, programme=programme, stage=stages[0], host=capital,
        kind=GatheringKind.WORKSHOP, title=lt("Kūrybinės dirbtuvės: kaip dirbti kartu", "Creative workshop: how to work together"),
        starts_at=at(DAY(2018, 5, 21), 10, zone=ZONE), ends_at=at(DAY(2018, 5, 21), 16, zone=ZONE), locality=kaunas,
        result=lt("Bendri vertybiniai taškai ir idėjos, kaip jas įgyvendinti.", "Shared values, and ideas with ways to carry them out."),
        visibility=Visibility.PUBLIC,
    )  # fmt: skip
    for begins, ends, topic in (
        (10, 12, lt("Stiprybės, silpnybės, poreikiai, iššūkiai", "Strengths, weaknesses, needs, challenges")),
        (13, 16, lt("Partnerystės formos, sąlygos ir idėjos", "Forms and conditions of partnership, and ideas")),
    ):
        add_session(
            acting_user=who, gathering=workshop, topic=topic, lecturers=["auditorijų plėtros ekspertė"],
            starts_at=at(DAY(2018, 5, 21), begins, zone=ZONE), ends_at=at(DAY(2018, 5, 21), ends, zone=ZONE),
        )  # fmt: skip
    mark_held(
        acting_user=who,
        gathering=workshop,
        outcome=lt(
            "Beveik dvidešimt žmonių atrado bendrų vertybių ir susitarė, kaip eiti toliau: pažinti vieniems kitus, kurti drauge, dalytis.",
            "Almost twenty people found values in common and agreed how to go on: to know each other, to make things together, to share.",
        ),
    )
    write_down(who, workshop, theatre=theatre, capital=capital)
    date = plan_gathering(
        acting_user=who, network=network, programme=programme, stage=stages[1], host=theatre,
        kind=GatheringKind.INFORMAL_DATE, title=lt("Pasimatymas Kameriniame teatre", "A date at the chamber theatre"),
        starts_at=at(DAY(2018, 6, 21), 12, zone=ZONE), ends_at=at(DAY(2018, 6, 21), 14, zone=ZONE), locality=kaunas,
        place="Kauno miesto kamerinis teatras", visibility=Visibility.PUBLIC,
    )  # fmt: skip
    mark_held(acting_user=who, gathering=date)
    _dates_in_turn(who, network, stages[1], [capital, theatre, impact], date)
    _ideas(who, programme, workshop, date, [capital, theatre, impact])
    publish_programme(acting_user=who, programme=programme)
    return network


def _dates_in_turn(who: Account, network: Network, stage: Stage, members: list[Owner], date: Gathering) -> None:
    """Monthly dates: the centre of the capital's year has hosted, the chamber theatre is asked next."""
    capital, theatre, impact = members
    dates = make_series(
        acting_user=who, network=network, owner=capital, kind=GatheringKind.INFORMAL_DATE, stage=stage,
        title=lt("Neformalūs pasimatymai", "Informal dates"),
        about=lt(
            "Kartą per mėnesį, kaskart pas kitą narį: apžiūrėti namus, papietauti, pasikalbėti.",
            "Once a month, each time at another member’s: look around the house, have lunch, talk.",
        ),
        visibility=Visibility.PUBLIC,
    )  # fmt: skip
    for owner in (theatre, impact, capital):
        join_series(acting_user=who, series=dates, owner=owner, joined_on=DAY(2018, 5, 21))
    put_in_series(acting_user=who, series=dates, gathering=date)
    for day, host, place in (
        (DAY(2018, 9, 20), impact, "Impact Foundation"),
        (DAY(2018, 10, 18), capital, "Kaunas 2022"),
    ):
        held = plan_gathering(
            acting_user=who, network=network, stage=stage, host=host, kind=GatheringKind.INFORMAL_DATE,
            title=lt(f"Pasimatymas: {place}", f"A date at {place}"), place=place,
            starts_at=at(day, 12, zone=ZONE), ends_at=at(day, 14, zone=ZONE), visibility=Visibility.PUBLIC,
        )  # fmt: skip
        mark_held(acting_user=who, gathering=held)
        put_in_series(acting_user=who, series=dates, gathering=held)
    ask_host(acting_user=who, series=dates)


def _ideas(who: Account, programme: Programme, workshop: Gathering, date: Gathering, members: list[Owner]) -> None:
    """What was thought of at the workshop: one is done, one under way, one looks for partners, one was dropped."""
    capital, theatre, impact = members
    network = programme.network

    def idea(title: Wording, about: Wording, owner: Owner, partners: dict[Owner, str]) -> Idea:
        brought = bring_idea(
            acting_user=who, network=network, owner=owner, title=title, about=about, born_at=workshop, looking=True,
            visibility=Visibility.PUBLIC,
        )  # fmt: skip
        for partner, line in partners.items():
            join_idea(acting_user=who, idea=brought, owner=partner, line=line)
        return brought

    doors = idea(
        lt("Atvirų durų diena kolegoms", "An open-doors day for colleagues"),
        lt("Parodyti kolegoms sceną iš užkulisių.", "Show colleagues the stage from behind."),
        theatre,
        {capital: "Pakviesime visus narius."},
    )
    plan_first_step(
        acting_user=who, idea=doors, owner=theatre, on=DAY(2018, 6, 10),
        first_step=lt("Parinkti dieną be repeticijų", "Choose a day without rehearsals"),
    )  # fmt: skip
    first_step_done(acting_user=who, idea=doors, on=DAY(2018, 6, 8))
    idea_becomes(acting_user=who, idea=doors, thing=date)
    finish_idea(
        acting_user=who, idea=doors, on=DAY(2018, 6, 21),
        ending=lt("Įvyko birželį; durys vėl atsivers rudenį.", "Held in June; the doors open again in autumn."),
    )  # fmt: skip
    exchange = idea(
        lt("Kolegų mainai: savaitė kito vietoje", "Colleague exchange: a week in another’s place"),
        lt("Du darbuotojai savaitei susikeičia vietomis.", "Two members of staff change places for a week."),
        capital,
        {theatre: "Priimsime vieną kolegą.", impact: "Padėsime aprašyti patirtį."},
    )
    plan_first_step(
        acting_user=who, idea=exchange, owner=theatre, on=timezone.localdate() + datetime.timedelta(days=12),
        first_step=lt("Surašyti, ko norėtume išmokti", "Write down what we would like to learn"),
    )  # fmt: skip
    follow_up(
        acting_user=who, idea=exchange, gathering=date,
        words=lt("Du nariai jau susitarė; ieškome trečio.", "Two members have agreed; a third is looked for."),
    )  # fmt: skip
    idea(
        lt("Rezidencija kūrėjui", "A residency for a creator"),
        lt("Mėnuo darbui ir viena vieša pabaiga.", "A month to work, and one public ending."),
        impact,
        {},
    )
    festival = idea(
        lt("Bendras festivalis", "A festival of all"),
        lt("Viena savaitė, visi namai.", "One week, all houses."),
        capital,
        {},
    )
    drop_idea(
        acting_user=who, idea=festival, on=DAY(2018, 9, 20),
        reason=lt("Pirma pažinkime vieni kitus; grįšime po metų.", "First get to know each other; back in a year."),
    )  # fmt: skip
