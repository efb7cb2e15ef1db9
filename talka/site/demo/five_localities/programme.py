"""What the five localities' project wanted, who paid, and what its stages yielded."""

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
            "Pagal organizatorių paskelbtą projekto ataskaitą (2017 m.). Dalyvių atsiliepimai ir įsivertinimai čia išgalvoti.",
            "After the report of the project that its organisers published (2017). What those who took part say of it, and how they rate themselves, is made up here.",
        ),
        starts_on=DAY(2017, 1, 2),
        ends_on=DAY(2017, 6, 30),
        localities=list(ground.localities.values()),
    )  # fmt: skip
    add_partner(acting_user=coordinator, programme=programme, owner=owners["AVI"], role=Partner.Role.LEAD)
    return programme


def add_funders(ground: Ground, programme: Programme) -> None:
    coordinator = ground.coordinator
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


def add_project_stages(ground: Ground, programme: Programme) -> list[Stage]:
    return add_stages(
        ground.coordinator,
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
