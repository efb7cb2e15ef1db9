"""The concept of the cycle, told after its organisers' own, in other words."""

from talka.foundation.versions.models import FrozenVersion
from talka.programmes.actions import keep_concept, write_concept
from talka.programmes.models import Programme
from talka.site.demo.regions import Ground
from talka.site.demo.texts import lt


def write(ground: Ground, programme: Programme) -> FrozenVersion:
    write_concept(
        acting_user=ground.coordinator,
        programme=programme,
        background=lt(
            "Savivaldybių kultūros įstaigos turi žmonių, erdvių ir patirties, bet retai turi laiko išbandyti, kas būtų, jei dirbtų kitaip. Apie naujoves girdima, o kaip jas pradėti savo mieste, su savo biudžetu ir savo lankytojais, pasakoja nedaugelis.\n\nTodėl mokymai vyksta ten, kur žmonės dirba: atvyksta tie, kurie jau bandė, ir drauge su dalyviais kuria vieno konkretaus namo ateitį.",
            "Municipal cultural institutions have people, rooms and experience, but seldom the time to try what would happen if they worked otherwise. One hears of innovation; how to begin it in one’s own town, with one’s own budget and visitors, few can tell.\n\nSo the training goes where people work: those who have tried come there, and make the future of one particular house together with the participants.",
        ),
        aim=lt(
            "Remiantis geriausia Norvegijos patirtimi, padėti savivaldybių kultūros įstaigoms regionuose imtis naujovių ir šiuolaikiškų sprendimų.",
            "With the best of Norway’s experience, help municipal cultural institutions in the regions to take up innovation and modern ways of working.",
        ),
        approach=lt(
            "Trys dienos viename regione, viena grupė. Pirmą dieną klausomasi ir klausiama, antrą kuriama laboratorijoje vienai pasirinktai įstaigai, trečią kiekvienas grįžta prie savo organizacijos ir jos lėšų.\n\nTa pati darbotvarkė kartojama kitame regione su kitais žmonėmis. Po mokymų maža grupė imasi mažų pokyčių savo aplinkoje; kas pavyksta, tampa istorija, iš kurios mokosi kiti.",
            "Three days in one region, one group. The first is for listening and asking, the second for making something in a lab for one chosen institution, and on the third each turns to the own organisation and its money.\n\nThe same agenda is repeated in another region with other people. After the training a small group takes on small changes at home; what succeeds becomes a story that others learn from.",
        ),
    )  # fmt: skip
    return keep_concept(acting_user=ground.coordinator, programme=programme)
