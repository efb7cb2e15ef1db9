"""The three training days in the first region."""

import datetime

from talka.foundation.owners.models import Owner, Visibility
from talka.foundation.wording import Wording
from talka.gatherings.actions import add_session, mark_held, plan_gathering
from talka.gatherings.models import GatheringKind
from talka.programmes.models import Programme, Stage
from talka.site.demo.calendar import at
from talka.site.demo.regions import Ground
from talka.site.demo.texts import lt

DAY = datetime.date
Agenda = list[tuple[tuple[int, int], tuple[int, int], Wording, str]]


def hold_days(ground: Ground, programme: Programme, training: Stage) -> None:
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
        _held(ground, programme, training, kind, when, ground.owners[host], title, result, sessions)


def _held(
    ground: Ground,
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
        acting_user=ground.coordinator,
        network=ground.network,
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
            acting_user=ground.coordinator,
            gathering=gathering,
            starts_at=at(when, *begins),
            ends_at=at(when, *ends),
            topic=topic,
            lecturers=[lecturer],
        )
    mark_held(acting_user=ground.coordinator, gathering=gathering)
