"""The five criteria of the localities' call, each with a sentence for every mark from 0 to 5. They are examples."""

from talka.calls.terms import Criterion
from talka.foundation.wording import Wording
from talka.site.demo.texts import lt


def anchored(*words: Wording) -> dict[str, Wording]:
    return {str(mark): each for mark, each in enumerate(words)}


CRITERIA = (
    Criterion(
        "issukis",
        lt("Vietos iššūkis", "The challenge of the place"),
        lt("Ar aišku, kas vietoje turi pasikeisti ir kam tai rūpi?", "Is it clear what should change there, and who cares?"),
        weight=30,
        anchors=anchored(
            lt("Iššūkis neįvardytas.", "No challenge is named."),
            lt("Įvardytas bendrais žodžiais, tinkamais bet kuriai vietai.", "Named in words that would fit any place."),
            lt("Įvardytas, bet neparodyta, ką jis reiškia gyventojams.", "Named, but not what it means to residents."),
            lt("Suprantamas ir paremtas bent vienu pavyzdžiu.", "Understandable, with at least one example."),
            lt("Paremtas pavyzdžiais ir gyventojų žodžiais.", "Backed by examples and by what residents say."),
            lt("Paremtas duomenimis ir gyventojų žodžiais; aišku, nuo ko pradėti.", "Backed by figures and residents’ words; it is clear where to begin."),
        ),
    ),
    Criterion(
        "grupe",
        lt("Bendraminčių grupė", "The group of like-minded people"),
        lt("Ar grupėje yra skirtingų sričių žmonių, pasiryžusių dirbti?", "Are there people of different sectors, ready to work?"),
        weight=25,
        anchors=anchored(
            lt("Grupės nėra.", "There is no group."),
            lt("Vienos įstaigos darbuotojai.", "Staff of one institution."),
            lt("Kelios įstaigos, bet vienos srities.", "Several institutions of one sector."),
            lt("Trys sritys; vaidmenys neaptarti.", "Three sectors; roles not talked about."),
            lt("Keturios sritys; vaidmenys pasidalinti.", "Four sectors; roles are shared out."),
            lt("Keturios ar daugiau sričių, tarp jų verslas ar menininkai; visi patvirtino dalyvavimą.", "Four sectors or more, business or artists among them; all have confirmed."),
        ),
    ),
    Criterion(
        "savitumas",
        lt("Vietos savitumas", "What is special about the place"),
        lt("Iš ko gali išaugti vizija?", "What can a vision grow from?"),
        weight=20,
        anchors=anchored(
            lt("Nieko nepasakyta.", "Nothing is said."),
            lt("Išvardyti lankytini objektai.", "A list of sights."),
            lt("Savitumas jaučiamas, bet neįvardytas.", "Felt, but not named."),
            lt("Įvardytas vienu sakiniu.", "Named in one sentence."),
            lt("Įvardytas ir susietas su žmonėmis, kurie jį kuria.", "Named, and joined to the people who make it."),
            lt("Įvardytas, susietas su žmonėmis ir niekur kitur neperkeliamas.", "Named, joined to its people, and found nowhere else."),
        ),
    ),
    Criterion(
        "testinumas",
        lt("Kas liks po projekto", "What stays after the project"),
        lt("Kas ir už ką darbą tęs?", "Who goes on, and with what?"),
        weight=15,
        anchors=anchored(
            lt("Neatsakyta.", "Not answered."),
            lt("Tikimasi naujo projekto.", "Another project is hoped for."),
            lt("Yra norinčių, nėra priemonių.", "There is the will, but no means."),
            lt("Viena įstaiga įsipareigoja tęsti.", "One institution promises to go on."),
            lt("Kelios įstaigos įsipareigoja ir nurodo, kas atsakingas.", "Several promise, and say who is responsible."),
            lt("Įsipareigojimai įrašyti į savivaldybės ar įstaigų planus.", "The promises stand in the plans of the municipality or the institutions."),
        ),
    ),
    Criterion(
        "senamiestis",
        lt("Senamiestis ar centrinė dalis", "Old town or centre"),
        lt("Kaip atgytų istorinė vietos dalis? Netaikoma, kur jos nėra.", "How would the historic part come to life? Left out where there is none."),
        weight=10,
        may_not_apply=True,
        anchors=anchored(
            lt("Apie ją negalvota.", "It was not thought of."),
            lt("Norima ją tik sutvarkyti.", "It is only to be tidied up."),
            lt("Numatyti pavieniai renginiai.", "Single events are planned."),
            lt("Numatyta nuolatinė veikla vienoje erdvėje.", "Regular activity in one space."),
            lt("Keli partneriai, kelios erdvės.", "Several partners, several spaces."),
            lt("Aiškus sumanymas, kurį kartu neša verslas, kultūra ir gyventojai.", "A clear idea that business, culture and residents carry together."),
        ),
    ),
)  # fmt: skip
