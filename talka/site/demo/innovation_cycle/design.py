"""The design of the cycle: three days with the hours, lecturers and results that the organisers gave them.

Lecturers are the organisations that the concept names; the two guests of the third day are not named here, because
people in the demonstration are invented.
"""

import datetime

from talka.programmes.actions import add_cycle, add_day, add_designed_session
from talka.programmes.models import Cycle, GatheringKind, Programme
from talka.site.demo.regions import Ground
from talka.site.demo.texts import lt

AT = datetime.time


def add_designed_cycle(ground: Ground, programme: Programme) -> Cycle:
    coordinator = ground.coordinator
    cycle = add_cycle(
        acting_user=coordinator,
        programme=programme,
        title=lt("Trijų dienų mokymai", "Three days of training"),
        design=lt("Ta pati darbotvarkė kiekviename regione, su viena pasirinkta įstaiga.", "The same agenda in each region, with one chosen institution."),
    )  # fmt: skip
    first = add_day(
        acting_user=coordinator,
        cycle=cycle,
        kind=GatheringKind.TRAINING_DAY,
        title=lt("Inovacijos ir finansavimas", "Innovation and funding"),
        starts=AT(10, 30),
        ends=AT(17, 30),
        result=lt("Pasidalinta gerąja Norvegijos patirtimi, gautos žinios apie ES fondus ir MTEP etapus.", "Good practice of Norway shared; knowledge of EU funds and of the R&D stages gained."),
    )  # fmt: skip
    add_designed_session(
        acting_user=coordinator,
        day=first,
        starts=AT(10, 30),
        ends=AT(13, 30),
        topic=lt("Kas yra inovacija. Kaip dirba Norvegijos kultūros įstaigos", "What innovation is. How cultural institutions in Norway work"),
        lecturers="Lietuvos inovacijų centras",
    )  # fmt: skip
    add_designed_session(
        acting_user=coordinator,
        day=first,
        starts=AT(14, 30),
        ends=AT(17, 30),
        topic=lt("Iš kur gauti lėšų: ES ir kiti fondai", "Where money comes from: EU and other funds"),
        lecturers="Ateities visuomenės institutas",
    )
    second = add_day(
        acting_user=coordinator,
        cycle=cycle,
        kind=GatheringKind.LAB,
        title=lt("Kūrybinės laboratorijos", "Creative labs"),
        starts=AT(10),
        ends=AT(16, 30),
        result=lt("Kultūros institucijos įveiklinimo koncepcija.", "An activation concept of a cultural institution."),
    )
    add_designed_session(
        acting_user=coordinator,
        day=second,
        starts=AT(10),
        ends=AT(16, 30),
        topic=lt("Vienos pasirinktos įstaigos įveiklinimo koncepcija ir naujos paslaugos prototipas", "An activation concept for one chosen institution, and the prototype of a new service"),
        lecturers="Ateities visuomenės institutas\nHarmoningos asmenybės institutas",
        obligatory=True,
    )  # fmt: skip
    third = add_day(
        acting_user=coordinator,
        cycle=cycle,
        kind=GatheringKind.SEMINAR,
        title=lt("Privačių lėšų pritraukimas", "Private fundraising"),
        starts=AT(10),
        ends=AT(16),
        result=lt("Kiekvieno dalyvio sukurtas savo organizacijos lėšų pritraukimo planas.", "A fundraising plan of the own organisation, made by each participant."),
    )  # fmt: skip
    add_designed_session(
        acting_user=coordinator,
        day=third,
        starts=AT(10),
        ends=AT(16),
        topic=lt("Filantropija kitaip: teorija ir praktika", "Philanthropy otherwise: theory and practice"),
        lecturers="Dvi kviestinės lektorės",
        hand_in=lt("Savo organizacijos lėšų pritraukimo planas", "A fundraising plan of the own organisation"),
    )
    return cycle
