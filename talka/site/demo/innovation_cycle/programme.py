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
            "Sukurti interaktyvius mokymus, pritaikytus Lietuvos regionams: savivaldybių muziejams, bibliotekoms ir kultūros centrams.\nPaskatinti įstaigų darbuotojus mąstyti kūrybiškai ir rasti būdų, kaip į veiklas įtraukti daugiau gyventojų.\nPasidalinti Norvegijos kultūros įstaigų gerąja kūrybinių inovacijų patirtimi.\nSurengti kūrybines laboratorijas ir jose išbandyti kūrybinio mąstymo metodą („design thinking“).\nPaskatinti dalyvius dalintis patirtimi, bendradarbiauti tarpusavyje ir kviesti verslą bei kitas sritis.\nIšmokyti idėjas pagrįsti biudžetu: apie filantropiją ir struktūrinius fondus, nes regionų įstaigų lėšos ribotos.\nSupažindinti su inovacijų sąvokomis ir MTEP etapais.\nĮžiebti norą keisti ir keistis, kurti naujas paslaugas savo įstaigose.",
            "Make interactive training that fits Lithuania’s regions: municipal museums, libraries and culture centres.\nEncourage staff to think creatively and to find ways to draw more residents in.\nShare the good practice of cultural institutions in Norway in creative innovation.\nHold creative labs and try the method of design thinking in them.\nEncourage participants to share their experience, to cooperate, and to invite business and other fields.\nTeach to back ideas with a budget: philanthropy and structural funds, since regional institutions have little money.\nExplain the terms of innovation and the stages of R&D.\nKindle the wish to change things and oneself, and to make new services at home.",
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
            "Pagal organizatorių mokymų koncepciją (2016 m.). Koncepcija nurodo valandas, bet ne datas ir regionus: dienos, regionai ir žmonės čia išgalvoti kaip pavyzdys.",
            "After the organisers’ training concept (2016). The concept gives hours but neither dates nor regions: days, regions and people here are made up as an example.",
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
                lt("Mokymai", "Training"), DAY(2016, 1, 11), DAY(2016, 3, 17),
                [
                    lt("Išplėtota kiekvieno regiono kultūros įstaigos įveiklinimo koncepcija", "An activation concept for a cultural institution in each region"),
                    lt("Pasidalinta gerąja Norvegijos patirtimi", "Good practice of Norway shared"),
                    lt("Pasidalinta gerąja Lietuvos patirtimi ir užkrečiančiais pavyzdžiais", "Good practice of Lithuania shared, with examples that catch on"),
                    lt("Naujos kultūros įstaigos paslaugos prototipas", "The prototype of a new service of a cultural institution"),
                    lt("Kiekvieno dalyvio parengtas savo organizacijos lėšų pritraukimo planas", "A fundraising plan of the own organisation, made by each participant"),
                    lt("Žinios apie ES fondų finansavimą ir MTEP etapus", "Knowledge of EU funding and of the stages of R&D"),
                ],
            ),
            (
                lt("Maži pokyčiai namuose", "Small changes at home"), DAY(2016, 3, 18), DAY(2016, 4, 29),
                [lt("Dalyviai mąsto kūrybiškai ir kuria naujas paslaugas savo įstaigose", "Participants think creatively and make new services at their own institutions")],
            ),
        ],
    )  # fmt: skip
    return training
