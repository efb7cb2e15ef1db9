"""What the innovation cycle wants, who makes it, who pays, and what its stages must yield."""

import datetime

from talka.programmes.actions import add_funder, add_partner, make_programme
from talka.programmes.models import Partner, Programme, Stage
from talka.site.demo.regions import Ground, add_stages
from talka.site.demo.texts import lt

DAY = datetime.date


def add_programme(ground: Ground) -> Programme:
    coordinator, owners = ground.coordinator, ground.owners
    programme = make_programme(
        acting_user=coordinator,
        network=ground.network,
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
    return programme


def add_training_stages(ground: Ground, programme: Programme) -> Stage:
    """Both stages, with what they yielded; gives the one in which the training days stand."""
    training, _after = add_stages(
        ground.coordinator,
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
    return training
