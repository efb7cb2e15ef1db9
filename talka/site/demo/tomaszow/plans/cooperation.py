"""The cooperation plan of the three centres, with what each promises the others. Made up for the demonstration."""

from talka.site.demo.texts import pl
from talka.site.demo.tomaszow.plan_content import GoalText, IndicatorText, MeasureText, OperationalText, PlanText
from talka.site.demo.tomaszow.plans.method import HOW_MADE, HOW_MONITORED

COOPERATION = PlanText(
    owner="Razem",
    title=pl("Plan współpracy trzech ośrodków kultury", "Cooperation plan of the three culture centres"),
    texts={
        "who_we_are": pl(
            "Trzy ośrodki jednego miasta, każdy z własnym planem i jednym wspólnym.",
            "Three centres of one town, each with a plan of its own and one that they share.",
        ),
        "what_we_know": pl(
            "We wszystkich trzech ośrodkach ludzie dowiadują się za późno, a najczęściej proszą o jeden wspólny program.",
            "In all three centres people hear too late what is on, and most often they ask for one programme of all.",
        ),
        "mission": pl("Razem to, czego żaden ośrodek nie zrobi sam.", "Together what none of us can do alone."),
        "vision": pl(
            "Mieszkaniec widzi jedną ofertę, a nie trzy instytucje.",
            "A resident sees one offer, not three institutions.",
        ),
        "values": pl(
            "Równi partnerzy, wspólna wizja, otwarte rachunki.", "Equal partners, a shared vision, open accounts."
        ),
        "how_made": HOW_MADE,
        "how_monitored": HOW_MONITORED,
    },
    approved_by="Marek Zawadzki, Barbara Sikora, Ewa Wójcik",
    by_order="1",
    goals=[
        GoalText(
            pl("Miasto wie z wyprzedzeniem, co się dzieje", "The town knows in advance what is on"),
            pl("Jeden program", "One programme"),
            pl(
                "Mieszkańcy proszą o to częściej niż o cokolwiek innego.",
                "Residents ask for this more often than for anything else.",
            ),
            ("mok-w1", "mok-t2", "tkacz-t2"),
            [
                OperationalText(
                    pl(
                        "Od drugiego roku ośrodki nie wchodzą sobie w drogę",
                        "From the second year the centres do not get in each other’s way",
                    ),
                    [
                        MeasureText(
                            "all-programme",
                            pl(
                                "Jeden miesięczny program trzech ośrodków, na papierze i na jednej stronie, do 20. dnia poprzedniego miesiąca",
                                "One monthly programme of all three centres, on paper and on one page, by the 20th of the month before",
                            ),
                            "Anna Kaczmarek",
                            (0, 1, 11),
                            (3, 12, 31),
                            {0: 15000, 1: 15000},
                            [("Wkład trzech ośrodków", 21000, "secured"), ("Budżet miasta", 9000, "applied")],
                            [
                                IndicatorText(
                                    pl("Numery wydane na czas", "Issues out in time"),
                                    "output",
                                    "w roku",
                                    0,
                                    11,
                                    "Archiwum programu",
                                    "Anna Kaczmarek",
                                ),
                                IndicatorText(
                                    pl(
                                        "Wieczory, w których wydarzenia się nakładają", "Evenings on which events clash"
                                    ),
                                    "result",
                                    "w roku",
                                    61,
                                    20,
                                    "Wspólny kalendarz",
                                    "Anna Kaczmarek",
                                ),
                            ],
                            lead="MOK",
                            partners=("Tkacz", "DOK"),
                            progress="begun",
                            progress_note=pl("Numer próbny wyszedł w terminie.", "The trial issue came out on time."),
                            promises=[
                                (
                                    "MOK",
                                    "leads",
                                    pl(
                                        "Redaguje program i pilnuje terminów.",
                                        "Edits the programme and keeps the dates.",
                                    ),
                                    "mok-programme",
                                ),
                                (
                                    "Tkacz",
                                    "gives",
                                    pl("Projekt graficzny, 12 godzin w miesiącu.", "The design, 12 hours a month."),
                                    "",
                                ),
                                (
                                    "DOK",
                                    "gives",
                                    pl(
                                        "Wolontariuszy, którzy roznoszą program po osiedlach.",
                                        "Volunteers who carry the programme to the housing estates.",
                                    ),
                                    "",
                                ),
                            ],
                        ),
                    ],
                ),
            ],
        ),
        GoalText(
            pl("Pracownie i ludzie są wspólne", "Workshops and people are shared"),
            pl("Wspólne pracownie", "Shared workshops"),
            pl("Krosna stoją w Tkaczu, młodzi są w DOK.", "The looms stand at Tkacz, the young people are at DOK."),
            ("tkacz-s1", "dok-w3"),
            [
                OperationalText(
                    pl(
                        "Do trzeciego roku młodzi korzystają z pracowni w całym mieście",
                        "By the third year the young use workshops all over the town",
                    ),
                    [
                        MeasureText(
                            "all-weaving",
                            pl(
                                "Tkanie po lekcjach: młodzi z DOK w pracowni Tkacza",
                                "Weaving after school: the young of DOK in the workshop of Tkacz",
                            ),
                            "Piotr Górski",
                            (1, 1, 10),
                            (3, 6, 30),
                            {1: 6400, 2: 6400},
                            [("Wkład dwóch ośrodków", 12800, "secured")],
                            [
                                IndicatorText(
                                    pl("Godziny zajęć", "Hours taught"),
                                    "output",
                                    "godzin w roku",
                                    0,
                                    40,
                                    "Dziennik zajęć",
                                    "Piotr Górski",
                                ),
                                IndicatorText(
                                    pl("Młodzi, którzy skończyli tkaninę", "Young people who finish a piece"),
                                    "result",
                                    "osób w roku",
                                    0,
                                    40,
                                    "Wystawa roczna",
                                    "Piotr Górski",
                                    target_year=3,
                                ),
                            ],
                            lead="DOK",
                            partners=("Tkacz",),
                            promises=[
                                (
                                    "Tkacz",
                                    "gives",
                                    pl(
                                        "Krosna i nauczycielkę, 40 godzin w roku.",
                                        "Looms and a teacher, 40 hours a year.",
                                    ),
                                    "tkacz-looms",
                                ),
                                (
                                    "DOK",
                                    "leads",
                                    pl("Zaprasza młodych i prowadzi grupy.", "Invites the young and leads the groups."),
                                    "dok-weaving",
                                ),
                            ],
                        ),
                    ],
                ),
            ],
        ),
    ],
)
