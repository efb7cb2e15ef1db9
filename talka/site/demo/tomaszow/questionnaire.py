"""The joint questionnaire of the three centres, in Polish and English."""

from dataclasses import dataclass, field
from typing import Any

from talka.consultations.models import QuestionKind
from talka.foundation.wording import Wording
from talka.site.demo.texts import pl


@dataclass(frozen=True)
class Asked:
    """A question as it goes into the builder."""

    key: str
    kind: str
    text: Wording
    hint: Wording = field(default_factory=dict)
    required: bool = False
    options: list[dict[str, Any]] = field(default_factory=list)
    limits: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class AskedSection:
    title: Wording
    about: Wording
    questions: list[Asked]
    repeats: bool = False


def choices(**texts: tuple[str, str]) -> list[dict[str, Any]]:
    return [{"key": key.replace("__", "-"), "text": pl(*text)} for key, text in texts.items()]


FIVE_STEPS = [
    {"key": "1", "text": pl("wcale nie", "not at all")},
    {"key": "2", "text": pl("raczej nie", "rather not")},
    {"key": "3", "text": pl("tak sobie", "so-so")},
    {"key": "4", "text": pl("raczej tak", "rather well")},
    {"key": "5", "text": pl("bardzo", "very well")},
]

SECTIONS = [
    AskedSection(
        title=pl("Ośrodki, które Pani/Pan zna", "The centres that you know"),
        about=pl(
            "Wystarczy znać z nazwy albo z jednego wydarzenia.",
            "It is enough to know the name, or one event.",
        ),
        questions=[
            Asked(
                "known",
                QuestionKind.KNOWN,
                pl("Które ośrodki kultury Pani/Pan zna?", "Which culture centres do you know?"),
                pl("Można wskazać kilka.", "You can mark several."),
                required=True,
            )
        ],
    ),
    AskedSection(
        title=pl("O tym ośrodku", "About this centre"),
        about={},
        repeats=True,
        questions=[
            Asked(
                "often",
                QuestionKind.SINGLE,
                pl("Jak często Pani/Pan tu bywa?", "How often do you come here?"),
                options=choices(
                    weekly=("co tydzień lub częściej", "every week or more often"),
                    monthly=("mniej więcej raz w miesiącu", "about once a month"),
                    yearly=("kilka razy w roku", "a few times a year"),
                    once=("raz lub dwa razy w życiu", "once or twice so far"),
                    never=("jeszcze nie było okazji", "never yet"),
                ),
            ),
            Asked(
                "more",
                QuestionKind.MULTIPLE,
                pl(
                    "Co sprawiłoby, że przychodziłaby Pani / przychodziłby Pan częściej?",
                    "What would make you come more often?",
                ),
                pl("Do trzech odpowiedzi.", "Up to three answers."),
                options=choices(
                    earlier_news=("wcześniejsza informacja o tym, co się dzieje", "to know earlier what is on"),
                    evenings=(
                        "wydarzenia w weekendy albo później wieczorem",
                        "events at weekends or later in the evening",
                    ),
                    place_to_sit=(
                        "miejsce, gdzie można posiedzieć bez biletu",
                        "a place to sit and stay, without a ticket",
                    ),
                    beginners=("zajęcia dla dorosłych, którzy zaczynają", "activities for adults who have never tried"),
                    cheaper=("tańszy albo bezpłatny wstęp", "free or cheaper entry"),
                    teens=("coś dla nastolatków", "something for teenagers"),
                    way=("łatwiejszy dojazd i powrót", "an easier way there and back"),
                    nothing=("nic, bywam tak często, jak chcę", "nothing: I come as often as I like"),
                ),
                limits={"most_choices": 3},
            ),
            Asked(
                "offer",
                QuestionKind.SCALE,
                pl("Czy to, co się tu dzieje, Pani/Panu odpowiada?", "How well does what is on suit you?"),
                options=FIVE_STEPS,
                limits={"dont_know": True},
            ),
            Asked(
                "way",
                QuestionKind.SCALE,
                pl("Czy łatwo tu dotrzeć i wrócić?", "How well does the way there and back suit you?"),
                options=FIVE_STEPS,
                limits={"dont_know": True},
            ),
        ],
    ),
    AskedSection(
        title=pl("O kulturze w mieście", "About culture in the town"),
        about={},
        questions=[
            Asked(
                "news",
                QuestionKind.MULTIPLE,
                pl("Skąd Pani/Pan wie, co się dzieje?", "How do you hear what is on?"),
                pl("Do dwóch odpowiedzi.", "Up to two answers."),
                options=choices(
                    poster=("plakat albo ulotka", "poster or leaflet"),
                    told=("ktoś mi powiedział", "somebody told me"),
                    facebook=("Facebook", "Facebook"),
                    own_page=("strona ośrodka", "a centre’s own page"),
                    press=("lokalna prasa lub radio", "local press or radio"),
                    school=("szkoła albo przedszkole", "school or nursery"),
                ),
                limits={"most_choices": 2},
            ),
            Asked(
                "time",
                QuestionKind.SINGLE,
                pl("Kiedy najłatwiej byłoby przyjść?", "When would it be easiest to come?"),
                options=choices(
                    weekday_morning=("w dzień powszedni rano", "weekday mornings"),
                    weekday_afternoon=("w dzień powszedni po południu", "weekday afternoons"),
                    weekday_evening=("w dzień powszedni wieczorem", "weekday evenings"),
                    saturday=("w sobotę", "Saturdays"),
                    sunday=("w niedzielę", "Sundays"),
                ),
            ),
            Asked(
                "workshops",
                QuestionKind.MULTIPLE,
                pl("Na jakie zajęcia by się Pani/Pan zapisał(a)?", "Which workshops would you join?"),
                pl("Do trzech odpowiedzi.", "Up to three answers."),
                options=choices(
                    ceramics=("ceramika", "ceramics"),
                    weaving=("tkactwo", "weaving"),
                    music=("muzyka", "music"),
                    theatre=("teatr", "theatre"),
                    photo=("fotografia", "photography"),
                    dance=("taniec", "dance"),
                    no_workshop=("żadne", "none"),
                ),
                limits={"most_choices": 3},
            ),
            Asked(
                "together",
                QuestionKind.MULTIPLE,
                pl("Co trzy ośrodki powinny robić razem?", "What should the three centres do together?"),
                pl("Do dwóch odpowiedzi.", "Up to two answers."),
                options=choices(
                    one_programme=("jeden wspólny program na miesiąc", "one monthly programme of all three"),
                    one_ticket=("wspólny bilet", "one ticket for all"),
                    festival=("wspólny festiwal", "a festival together"),
                    bus=("umówić się z miastem na późniejszy autobus", "agree with the town on a later bus"),
                    school_offer=("jedną ofertę dla szkół", "one offer for schools"),
                ),
                limits={"most_choices": 2},
            ),
            Asked(
                "missing",
                QuestionKind.LONG_TEXT,
                pl("Czego w mieście brakuje?", "What is missing in the town?"),
                pl(
                    "Własnymi słowami. Nie trzeba podawać nazwisk.",
                    "In your own words. No names are needed.",
                ),
                limits={"longest": 600},
            ),
        ],
    ),
    AskedSection(
        title=pl("O Pani/Panu", "About you"),
        about=pl(
            "Tylko po to, by sprawdzić, czyj głos usłyszeliśmy, a czyj jeszcze nie.",
            "Only to see whose voice was heard, and whose not yet.",
        ),
        questions=[
            Asked(
                "visits",
                QuestionKind.NUMBER,
                pl(
                    "Na ilu wydarzeniach kulturalnych była Pani / był Pan przez ostatni rok?",
                    "How many cultural events did you go to in the last year?",
                ),
                pl("Może być w przybliżeniu.", "A rough number will do."),
                limits={"least": 0, "most": 365},
            ),
            Asked(
                "age",
                QuestionKind.SINGLE,
                pl("Wiek", "Your age"),
                options=[
                    {"key": "under16", "text": pl("do 15 lat", "15 or younger")},
                    {"key": "16-24", "text": pl("16–24", "16–24")},
                    {"key": "25-44", "text": pl("25–44", "25–44")},
                    {"key": "45-64", "text": pl("45–64", "45–64")},
                    {"key": "65plus", "text": pl("65 i więcej", "65 or older")},
                ],
            ),
            Asked(
                "part",
                QuestionKind.SINGLE,
                pl("Część miasta", "Your part of town"),
                options=choices(
                    centre=("śródmieście", "town centre"),
                    ludwikow=("Ludwików", "Ludwików"),
                    niebrow=("Niebrów", "Niebrów"),
                    starzyce=("Starzyce", "Starzyce"),
                    bialobrzegi=("Białobrzegi", "Białobrzegi"),
                    outside=("poza miastem", "outside the town"),
                ),
            ),
        ],
    ),
]
