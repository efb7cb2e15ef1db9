"""The call by which the five localities were chosen.

The report says that five were chosen by criteria set beforehand, and names them. Everything else here is made up and says
so: the criteria, the dates in January, the seven other places, the texts, the marks and the people.
"""

import datetime
from dataclasses import dataclass

from talka.calls import actions
from talka.calls.models import Application, Call, Reviewer
from talka.calls.queries import proposal
from talka.calls.terms import Condition, NeededFile, Question, Quota
from talka.foundation.owners.models import Owner
from talka.programmes.models import Cohort, Programme
from talka.site.demo.calendar import at
from talka.site.demo.cast import Person, joined
from talka.site.demo.five_localities.criteria import CRITERIA
from talka.site.demo.regions import VILNIUS, Ground
from talka.site.demo.texts import lt

DAY = datetime.date
PUBLISHED, AMENDED = DAY(2017, 1, 3), DAY(2017, 1, 12)
CAME = DAY(2017, 1, 18)
FIRST_DEADLINE, DEADLINE = DAY(2017, 1, 18), DAY(2017, 1, 20)
REVIEWED, DISCUSSED, ANNOUNCED = DAY(2017, 1, 24), DAY(2017, 1, 26), DAY(2017, 1, 27)

REVIEWERS = (
    Person("Danutė Vėjūnienė", "danute.vejuniene", "kultūros politikos ekspertė"),
    Person("Mindaugas Rasojis", "mindaugas.rasojis", "miestų atgaivinimo ekspertas"),
    Person("Sigita Audeklytė", "sigita.audeklyte", "kultūros rinkodaros ekspertė"),
)

Sheet = tuple[int, int, int, int, int | None]
"""Marks in the order of the criteria; None where there is no old town."""


@dataclass(frozen=True)
class Applicant:
    """One application. `sheets` are the marks of the three reviewers; None for who stood aside."""

    place: str
    county: str
    contact: str
    title: str
    people: int
    sheets: tuple[Sheet | None, Sheet | None, Sheet | None]
    english: bool = False


APPLICANTS = (
    Applicant("Ąžuolpilis", "Kauno apskritis", "Vaiva Giružytė", "Kiemai, kurie kviečia užeiti", 9, ((4, 4, 4, 4, 4), (4, 5, 4, 3, 3), (4, 4, 4, 4, 4))),
    Applicant("Trakai", "Vilniaus apskritis", "Kęstutis Salys", "Miestas tarp vandenų gyvena ir žiemą", 14, ((4, 4, 5, 3, 4), (4, 4, 4, 3, 5), (3, 4, 5, 4, 4))),
    Applicant("Smiltupis", "Klaipėdos apskritis", "Rytis Marelis", "Žvejų gatvė be automobilių", 8, ((3, 4, 4, 3, 3), (4, 3, 3, 3, 3), (3, 3, 4, 3, 4))),
    Applicant("Prienai", "Kauno apskritis", "Lina Vilkelytė", "Nemuno vingis kaip bendri namai", 15, ((5, 5, 4, 4, 4), (4, 5, 4, 5, 4), (5, 4, 4, 4, 5))),
    Applicant("Liepgiris", "Utenos apskritis", "Jonė Drazdaitė", "Liepų alėjos mokykla", 8, ((3, 3, 4, 2, None), (3, 4, 3, 3, None), (2, 3, 4, 3, None))),
    Applicant("Pagėgiai", "Tauragės apskritis", "Edvinas Krantas", "Pasienio knyga: kas čia gyvena ir kodėl", 12, ((4, 4, 4, 3, None), (4, 4, 4, 4, None), (4, 4, 3, 4, None))),
    Applicant("Rugiagala", "Panevėžio apskritis", "Asta Javienė", "Malūnas, kuriame vėl girdėti kalbas", 10, ((3, 3, 3, 4, 2), (3, 3, 3, 3, 3), (4, 3, 3, 3, 2))),
    Applicant("Šilutė", "Klaipėdos apskritis", "Viltė Pamarytė", "Pamario turgus sugrįžta į aikštę", 13, ((5, 4, 5, 4, 4), (4, 4, 5, 4, 4), (4, 5, 4, 4, 4))),
    Applicant("Ežerbalsis", "Vilniaus apskritis", "Marek Ežerski", "Voices over the lake", 8, ((3, 2, 4, 3, None), (3, 3, 3, 2, None), (3, 3, 4, 2, None)), english=True),
    Applicant("Ignalina", "Utenos apskritis", "Saulė Ežerinytė", "Ežerų krašto virtuvė ir dirbtuvės", 12, ((4, 5, 4, 4, None), None, (4, 4, 4, 4, None))),
    Applicant("Upynkalnis", "Tauragės apskritis", "Benas Upėnas", "Pilkapio takas", 8, ((2, 2, 3, 2, None), (3, 2, 2, 2, None), (2, 2, 3, 1, None))),
    Applicant("Šilojai", "Alytaus apskritis", "Goda Pušaitė", "Miško balsų archyvas", 8, ((3, 3, 4, 2, None), (3, 3, 4, 3, None), (3, 4, 3, 2, None))),
)  # fmt: skip
"""Twelve, in the order in which they came. Five are the localities of the report; the other places do not exist."""

SAID_ALIKE = {
    "prasymas": "Ši paraiška yra pavyzdys. Žmonės iš miestelio išvažiuoja, nes po darbo nėra kur pabūti kartu; apie tai kalbėjome su gyventojais bibliotekoje ir turguje.",
    "grupe": "Kultūros centras, seniūnija, gimnazija, vietos bendruomenė ir du verslininkai. Susitinkame kas antrą antradienį.",
    "liks": "Kultūros centras ir bendruomenė tęs veiklą savo lėšomis; seniūnija duoda patalpas.",
}
SAID_IN_ENGLISH = {
    "prasymas": "This application is an example. People leave because there is nowhere to be together after work; we talked about it at the library and at the market.",
    "grupe": "The culture centre, the ward office, the school, the community and two businesses. We meet every other Tuesday.",
    "liks": "The culture centre and the community go on with means of their own; the ward office lends the rooms.",
}


def choose_localities(
    ground: Ground, programme: Programme, groups: dict[str, Owner], cohorts: dict[str, Cohort]
) -> Call:
    """The whole life of the call, each step by the action that its page uses, at the day on which it happened."""
    reviewers = [
        joined(coordinator=ground.coordinator, network=ground.network, person=person, language="lt")
        for person in REVIEWERS
    ]
    call = _published(ground, programme)
    applications = _came(call, groups)
    appointed = [
        actions.appoint_reviewer(acting_user=ground.coordinator, call=call, account=account, letter=False)
        for account in reviewers
    ]
    _scored(ground, call, appointed, applications)
    _decided(ground, call, cohorts)
    return call


def _published(ground: Ground, programme: Programme) -> Call:
    who = ground.coordinator
    with actions.as_of(at(PUBLISHED, 9, zone=VILNIUS)):
        call = actions.draft_call(
            acting_user=who,
            network=ground.network,
            owner=ground.owners["AVI"],
            programme=programme,
            title=lt("Kvietimas penkioms vietovėms", "A call to five localities"),
            lead=lt(
                "Ieškome penkių vietovių, kuriose skirtingų sričių žmonės nori kartu kurti savo krašto viziją.",
                "We look for five localities in which people of different sectors want to make a vision of their place together.",
            ),
            about=lt(
                "Atrinktose vietovėse vyks kvalifikacijos kėlimo ciklas: kultūros inovacijos, rinkodara, senamiesčio įveiklinimas, Vilniaus patirtis ir „design thinking“.\n\nŠis kvietimas yra pavyzdys. Iš projekto ataskaitos žinoma, kad penkios vietovės atrinktos pagal iš anksto nustatytus kriterijus; kriterijai, datos, kitos vietovės, paraiškos ir žmonės čia išgalvoti.",
                "The chosen localities go through a training cycle: cultural innovation, marketing, bringing an old town to life, the experience of Vilnius, and design thinking.\n\nThis call is an example. The project’s report says that five localities were chosen by criteria set beforehand; the criteria, dates, other places, applications and people here are made up.",
            ),
            who=lt(
                "Vietos grupės ir jas atstovaujančios organizacijos. Ne mažiau kaip aštuoni žmonės iš bent trijų sričių.",
                "Local groups and the organisations that speak for them. At least eight people of three sectors or more.",
            ),
            places=5,
            reserve=3,
            threshold=50,
            blind=True,
            closes_at=at(FIRST_DEADLINE, 17, zone=VILNIUS),
            time_zone="Europe/Vilnius",
            tie_breaks=("issukis", "spread"),
        )  # fmt: skip
        for criterion in CRITERIA:
            actions.put_part(acting_user=who, call=call, part="criteria", item=criterion)
        for part, item in (
            ("conditions", Condition("kas", Condition.KIND, lt("Teikia grupė arba organizacija", "A group or an organisation applies"), ("group", "organisation"))),
            ("conditions", Condition("zmones", Condition.AT_LEAST, lt("Kiek žmonių yra grupėje", "How many people are in the group"), number=8)),
            ("conditions", Condition("sritys", Condition.YES, lt("Grupėje yra bent trijų sričių žmonių", "The group has people of at least three sectors"))),
            ("questions", Question("prasymas", lt("Kas jūsų vietoje turi pasikeisti?", "What should change in your place?"), lt("Parašykite, iš ko tai žinote.", "Say how you know."), most=1500)),
            ("questions", Question("grupe", lt("Kas yra grupėje ir kaip dirbate?", "Who is in the group, and how do you work?"), lt("Sritys ir vaidmenys, be vardų.", "Sectors and roles, without names."), most=1000)),
            ("questions", Question("liks", lt("Kas liks po projekto?", "What stays after the project?"), most=1000)),
            ("files", NeededFile("laiskas", lt("Savivaldybės palaikymo laiškas", "A letter of support from the municipality"), required=False, for_reviewers=False)),
            ("quotas", Quota("apskritys", "county", "", at_most=1)),
        ):  # fmt: skip
            actions.put_part(acting_user=who, call=call, part=part, item=item)
        actions.publish_call(acting_user=who, call=call)
    with actions.as_of(at(DAY(2017, 1, 5), 11, zone=VILNIUS)):
        asked = actions.ask(call=call, text="Ar gali dvi seniūnijos teikti vieną paraišką?", email="", language="lt")
    with actions.as_of(at(DAY(2017, 1, 6), 10, zone=VILNIUS)):
        actions.answer_inquiry(
            acting_user=who,
            inquiry=asked,
            answer=lt(
                "Gali, jei grupė viena ir susitinka vienoje vietoje. Nurodykite tą vietą, kurioje vyktų mokymai.",
                "They can, if the group is one and meets in one place. Name the place where the training would be.",
            ),
        )
    with actions.as_of(at(AMENDED, 14, zone=VILNIUS)):
        actions.edit_call(acting_user=who, call=call, closes_at=at(DEADLINE, 17, zone=VILNIUS))
        actions.publish_call(
            acting_user=who,
            call=call,
            note=lt(
                "Dėl trijų karalių savaitgalio terminas pratęstas dviem dienomis.",
                "Because of the Epiphany weekend the deadline is put off by two days.",
            ),
        )
    return call


def _came(call: Call, groups: dict[str, Owner]) -> list[Application]:
    """Twelve applications, sent in the last three days."""
    found = []
    for number, each in enumerate(APPLICANTS):
        moment = at(CAME + datetime.timedelta(days=number // 4), 9 + 2 * (number % 4), 20, zone=VILNIUS)
        with actions.as_of(moment):
            name = f"{each.place}: bendraminčių grupė"
            begun = actions.begin_application(
                call=call,
                name=name,
                email=f"{each.place.lower()}@demo.invalid",
                kind="group",
                contact=each.contact,
                owner=groups.get(each.place),
                language="en" if each.english else "lt",
                letter=False,
            ).application
            place = groups[each.place].profile.locality if each.place in groups else None
            actions.save_application(
                application=begun,
                content={
                    "title": each.title,
                    "contact": each.contact,
                    "kind": "group",
                    "sector": "civic",
                    "locality": place.slug if place else "",
                    "place": each.place,
                    "county": each.county,
                    "may_be_named": True,
                    "statements": {"zmones": each.people, "sritys": True},
                    "answers": SAID_IN_ENGLISH if each.english else SAID_ALIKE,
                },
            )
            found.append(actions.send_application(application=begun, letter=False))
    return found


def _scored(ground: Ground, call: Call, appointed: list[Reviewer], applications: list[Application]) -> None:
    """Each reviewer declares and scores by themselves; one has kin in Ignalina and stands aside there."""
    for number, reviewer in enumerate(appointed):
        reviewer.call = call
        for applicant, application in zip(APPLICANTS, applications, strict=True):
            application.call = call
            sheet = applicant.sheets[number]
            with actions.as_of(at(REVIEWED, 9 + number, zone=VILNIUS)):
                if sheet is None:
                    actions.declare(
                        acting_user=reviewer.account,
                        reviewer=reviewer,
                        application=application,
                        conflict_reason="Iš pavadinimo spėju, kas teikia; toje vietoje dirba mano brolis.",
                    )
                    continue
                review = actions.declare(acting_user=reviewer.account, reviewer=reviewer, application=application)
                marks = {criterion.key: mark for criterion, mark in zip(CRITERIA, sheet, strict=True)}
                actions.score(acting_user=reviewer.account, review=review, marks=marks)
    with actions.as_of(at(DISCUSSED, 10, zone=VILNIUS)):
        review = (
            appointed[0]
            .reviews.select_related("reviewer", "application")
            .get(application__number=applications[1].number)
        )
        actions.change_mark(
            acting_user=appointed[0].account,
            review=review,
            criterion="testinumas",
            mark=4,
            reason="Kolegos parodė, kad įsipareigoja trys įstaigos; to nebuvau pastebėjusi.",
        )
    call.refresh_from_db()


def _decided(ground: Ground, call: Call, cohorts: dict[str, Cohort]) -> None:
    """The panel follows the ranking; the five become the rounds of the cycle."""
    proposed = proposal(call)
    chosen = {row.application.pk: _chosen(row.proposed) for row in proposed.rows}
    with actions.as_of(at(DISCUSSED, 15, zone=VILNIUS)):
        actions.decide(
            acting_user=ground.coordinator,
            call=call,
            chosen=chosen,
            note=lt(
                "Dvylika vietovių parodė, kad skirtingų sričių žmonės nori dirbti kartu. Penkiose mokymai prasideda vasarį; visiems kitiems parašėme, kas buvo stipru ir ko trūko.",
                "Twelve localities showed that people of different sectors want to work together. In five the training begins in February; to all others we wrote what was strong and what was missing.",
            ),
        )  # fmt: skip
    with actions.as_of(at(ANNOUNCED, 12, zone=VILNIUS)):
        decision = actions.announce_decision(acting_user=ground.coordinator, call=call)
    actions.chain_outcomes(
        acting_user=ground.coordinator,
        decision=decision,
        ends={
            row.application.pk: cohorts[str(row.application.sent["place"])]
            for row in proposed.rows
            if row.proposed == "selected"
        },
    )


def _chosen(proposed: str) -> actions.Chosen:
    reasons = {
        "selected": lt(
            "Iššūkis aiškus ir paremtas gyventojų žodžiais, o grupė pasiruošusi dirbti. Mokymų pradžią suderinsime šią savaitę.",
            "The challenge is clear and backed by what residents say, and the group is ready to work. We agree on the beginning of the training this week.",
        ),
        "reserve": lt(
            "Paraiška stipri; iš vienos apskrities galėjome pasirinkti tik vieną vietovę arba trūko vietų. Jei kas nors atsisakys, kviesime iš eilės.",
            "A strong application; from one county we could choose only one locality, or places ran out. If somebody declines, we ask in order.",
        ),
        "not_selected": lt(
            "Savitumas įdomus, bet liko neaišku, kas darbą tęs po projekto. Kviečiame ateiti į atvirus vizijų pristatymus birželį.",
            "What is special is of interest, but it stayed unclear who goes on after the project. Come to the open days of the visions in June.",
        ),
    }  # fmt: skip
    return actions.Chosen(proposed, reasons=reasons[proposed])
