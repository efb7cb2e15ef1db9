"""Ready questionnaires for feedback: after a gathering, before a cycle, after it. CC BY 4.0.

The texts are people's texts, not the program's: each stands in all languages of the house and is frozen with the
questionnaire. A self-rating uses the same five steps before and after, so that means can be compared.
"""

from dataclasses import dataclass, field
from typing import Any

from talka.foundation.wording import Wording
from talka.organisations.models import Sector

LANGUAGES = ("en", "lt", "pl", "fi", "nb")
MOST_GOALS = 12


def say(en: str, lt: str, pl: str, fi: str, nb: str) -> Wording:
    return {"en": en, "lt": lt, "pl": pl, "fi": fi, "nb": nb}


@dataclass(frozen=True)
class Asked:
    """One ready question."""

    key: str
    kind: str
    text: Wording
    options: tuple[dict[str, Any], ...] = ()
    limits: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    title: Wording
    questions: tuple[Asked, ...]
    about: Wording = field(default_factory=dict)


def _steps(*texts: Wording) -> tuple[dict[str, Any], ...]:
    return tuple({"key": str(number), "text": text} for number, text in enumerate(texts, start=1))


AGREE = _steps(
    say("Not at all", "Visai ne", "Wcale nie", "En lainkaan", "Ikke i det hele tatt"),
    say("Rather not", "Veikiau ne", "Raczej nie", "En oikeastaan", "I liten grad"),
    say("Partly", "Iš dalies", "Częściowo", "Osittain", "Delvis"),
    say("Largely", "Didžiąja dalimi", "W dużej mierze", "Suurelta osin", "I stor grad"),
    say("Fully", "Visiškai", "W pełni", "Täysin", "Fullt ut"),
)
ABLE = _steps(
    say("I cannot yet", "Dar nemoku", "Jeszcze nie potrafię", "En osaa vielä", "Kan det ikke ennå"),
    say("I know a little", "Šiek tiek išmanau", "Wiem niewiele", "Tiedän vähän", "Kan litt"),
    say("I can with help", "Moku su pagalba", "Potrafię z pomocą", "Osaan avustettuna", "Klarer det med hjelp"),
    say("I can on my own", "Moku pats arba pati", "Potrafię samodzielnie", "Osaan itse", "Klarer det selv"),
    say(
        "I can teach others",
        "Galiu mokyti kitus",
        "Potrafię uczyć innych",
        "Osaan opettaa muita",
        "Kan lære det bort",
    ),
)
DONT_KNOW = {"dont_know": True}

PRIVACY = say(
    "Your answers carry no name and no address. Results are shown only when enough people have answered.",
    "Jūsų atsakymai be vardo ir be adreso. Rezultatai rodomi tik tada, kai atsako pakankamai žmonių.",
    "Państwa odpowiedzi nie zawierają nazwiska ani adresu. Wyniki pokazujemy dopiero wtedy, gdy odpowie dość osób.",
    "Vastauksissasi ei ole nimeä eikä osoitetta. Tulokset näytetään vasta, kun riittävän moni on vastannut.",
    "Svarene dine har verken navn eller adresse. Resultatene vises først når mange nok har svart.",
)
THANKS = say(
    "Your answers have arrived. Host and lecturers read them together with those of the others.",
    "Jūsų atsakymai gauti. Rengėjai ir lektoriai juos skaitys kartu su kitų atsakymais.",
    "Państwa odpowiedzi dotarły. Gospodarz i prowadzący przeczytają je razem z pozostałymi.",
    "Vastauksesi ovat perillä. Järjestäjä ja kouluttajat lukevat ne muiden vastausten joukossa.",
    "Svarene dine har kommet fram. Verten og foredragsholderne leser dem sammen med de andres.",
)

GATHERING_TITLE = say(
    "How was it for you?",
    "Kaip Jums sekėsi?",
    "Jak było?",
    "Millaista oli?",
    "Hvordan var det for deg?",
)
GATHERING_INTRO = say(
    "Six questions, two minutes.",
    "Šeši klausimai, dvi minutės.",
    "Sześć pytań, dwie minuty.",
    "Kuusi kysymystä, kaksi minuuttia.",
    "Seks spørsmål, to minutter.",
)
BEFORE_TITLE = say(
    "What can you do already?",
    "Ką jau mokate?",
    "Co już Państwo potrafią?",
    "Mitä osaat jo nyt?",
    "Hva kan du allerede?",
)
BEFORE_INTRO = say(
    "Rate yourself on the goals before the cycle begins. Afterwards you are asked the same again.",
    "Prieš ciklą įsivertinkite pagal jo tikslus. Po ciklo paklausime to paties.",
    "Przed rozpoczęciem cyklu proszę ocenić siebie według jego celów. Po cyklu zapytamy o to samo.",
    "Arvioi osaamisesi tavoitteittain ennen jakson alkua. Sen jälkeen kysytään samaa uudelleen.",
    "Vurder deg selv opp mot målene før programmet begynner. Etterpå får du de samme spørsmålene igjen.",
)
CYCLE_TITLE = say(
    "What has the cycle given you?",
    "Ką Jums davė ciklas?",
    "Co dał Państwu ten cykl?",
    "Mitä jakso antoi sinulle?",
    "Hva har programmet gitt deg?",
)
CYCLE_INTRO = say(
    "About five minutes. First the cycle as a whole, then your own skills.",
    "Apie penkias minutes. Pirmiausia apie visą ciklą, po to apie Jūsų gebėjimus.",
    "Około pięciu minut. Najpierw o całym cyklu, potem o Państwa umiejętnościach.",
    "Noin viisi minuuttia. Ensin jaksosta kokonaisuutena, sitten omasta osaamisestasi.",
    "Omtrent fem minutter. Først programmet som helhet, så dine egne ferdigheter.",
)

SATISFIED = Asked(
    "satisfied",
    "scale",
    say(
        "It was worth my time.",
        "Buvo verta skirti tam laiko.",
        "Było warto poświęcić na to czas.",
        "Se oli aikani arvoista.",
        "Det var verdt tiden min.",
    ),
    AGREE,
)
USEFUL = Asked(
    "useful",
    "scale",
    say(
        "I can use it in my own work.",
        "Galiu tai pritaikyti savo darbe.",
        "Mogę to wykorzystać w swojej pracy.",
        "Voin käyttää sitä omassa työssäni.",
        "Jeg kan bruke det i mitt eget arbeid.",
    ),
    AGREE,
    DONT_KNOW,
)
TAUGHT = Asked(
    "taught",
    "scale",
    say(
        "Those who led it made things clear.",
        "Vedusieji aiškino suprantamai.",
        "Prowadzący tłumaczyli jasno.",
        "Vetäjät tekivät asiat selviksi.",
        "De som ledet det, gjorde sakene klare.",
    ),
    AGREE,
    DONT_KNOW,
)
MET = Asked(
    "met",
    "scale",
    say(
        "I met people with whom I want to work.",
        "Sutikau žmonių, su kuriais noriu dirbti.",
        "Poznałem lub poznałam osoby, z którymi chcę współpracować.",
        "Tapasin ihmisiä, joiden kanssa haluan tehdä yhteistyötä.",
        "Jeg møtte mennesker jeg vil samarbeide med.",
    ),
    AGREE,
    DONT_KNOW,
)
BEST = Asked(
    "best",
    "long_text",
    say(
        "What do you take home?",
        "Ką išsinešate?",
        "Co Państwo z tego wynoszą?",
        "Mitä viet mukanasi?",
        "Hva tar du med deg hjem?",
    ),
)
BETTER = Asked(
    "better",
    "long_text",
    say(
        "What should be different next time?",
        "Ką kitą kartą daryti kitaip?",
        "Co następnym razem zrobić inaczej?",
        "Mitä seuraavalla kerralla pitäisi tehdä toisin?",
        "Hva bør være annerledes neste gang?",
    ),
)
ORGANISED = Asked(
    "organised",
    "scale",
    say(
        "Times, places and materials were right.",
        "Laikas, vieta ir medžiaga buvo tinkami.",
        "Terminy, miejsca i materiały były odpowiednie.",
        "Ajat, paikat ja aineistot olivat sopivat.",
        "Tider, steder og materiell passet.",
    ),
    AGREE,
    DONT_KNOW,
)
CHANGED = Asked(
    "changed",
    "scale",
    say(
        "I have changed something at work because of it.",
        "Dėl to ką nors pakeičiau savo darbe.",
        "Dzięki temu coś zmieniłem lub zmieniłam w pracy.",
        "Olen muuttanut jotain työssäni sen ansiosta.",
        "Jeg har endret noe på jobb på grunn av det.",
    ),
    AGREE,
)
WHAT_CHANGED = Asked(
    "what-changed",
    "long_text",
    say(
        "What have you changed, or will you change?",
        "Ką pakeitėte ar pakeisite?",
        "Co Państwo zmienili lub zmienią?",
        "Mitä olet muuttanut tai aiot muuttaa?",
        "Hva har du endret, eller hva vil du endre?",
    ),
)
SECTORS = {
    Sector.CULTURE: say("culture", "kultūra", "kultura", "kulttuuri", "kultur"),
    Sector.MUNICIPAL: say("municipality", "savivaldybė", "gmina", "kunta", "kommune"),
    Sector.EDUCATION: say("education", "švietimas", "edukacja", "koulutus", "utdanning"),
    Sector.CIVIC: say(
        "NGOs and communities",
        "NVO ir bendruomenės",
        "organizacje i społeczności",
        "järjestöt ja yhteisöt",
        "frivillige organisasjoner og lokalsamfunn",
    ),
    Sector.BUSINESS: say("business", "verslas", "biznes", "yritykset", "næringsliv"),
    Sector.ART: say("artists", "menininkai", "artyści", "taiteilijat", "kunstnere"),
}
WHERE_FROM = Asked(
    "sector",
    "single",
    say(
        "Where do you work?",
        "Kurioje srityje dirbate?",
        "W jakim sektorze Państwo pracują?",
        "Millä alalla työskentelet?",
        "Hvor arbeider du?",
    ),
    tuple({"key": sector.value, "text": text} for sector, text in SECTORS.items()),
)
ABOUT_YOU = Part(say("You", "Jūs", "Państwo", "Sinä", "Du"), (WHERE_FROM,))
AS_A_WHOLE = Part(
    say("The cycle as a whole", "Visas ciklas", "Cały cykl", "Jakso kokonaisuutena", "Programmet som helhet"),
    (SATISFIED, USEFUL, TAUGHT, ORGANISED, MET, CHANGED, WHAT_CHANGED, BEST, BETTER),
)
SKILLS_TITLE = say(
    "Your skills today", "Jūsų gebėjimai šiandien", "Umiejętności dziś", "Osaamisesi nyt", "Ferdighetene dine i dag"
)
SKILLS_ABOUT = say(
    "For each goal of the cycle, choose what fits you today.",
    "Prie kiekvieno ciklo tikslo pasirinkite, kas Jums šiandien tinka.",
    "Przy każdym celu cyklu proszę wybrać to, co dziś pasuje.",
    "Valitse jokaisen tavoitteen kohdalla, mikä sopii sinuun tänään.",
    "Velg det som passer for deg i dag, for hvert mål.",
)


def goal_lines(goals: Wording) -> list[Wording]:
    """A text of one goal a line, in several languages, as one wording for each goal."""
    lines = {tag: [line.strip() for line in text.splitlines() if line.strip()] for tag, text in goals.items()}
    longest = max((len(each) for each in lines.values()), default=0)
    return [
        {tag: each[number] for tag, each in lines.items() if number < len(each)}
        for number in range(min(longest, MOST_GOALS))
    ]


def skills(goals: list[Wording]) -> Part:
    """A self-rating for each goal. The key is the goal's place, the same before and after."""
    asked = tuple(Asked(f"goal-{number}", "scale", text, ABLE, DONT_KNOW) for number, text in enumerate(goals, start=1))
    return Part(SKILLS_TITLE, asked, SKILLS_ABOUT)


def after_gathering() -> list[Part]:
    return [Part({}, (SATISFIED, USEFUL, TAUGHT, MET, BEST, BETTER))]


def before_cycle(goals: list[Wording]) -> list[Part]:
    return [skills(goals), ABOUT_YOU]


def after_cycle(goals: list[Wording]) -> list[Part]:
    return [AS_A_WHOLE, *([skills(goals)] if goals else []), ABOUT_YOU]
