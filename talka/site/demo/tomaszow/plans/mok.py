"""The development plan of Miejski Ośrodek Kultury. Made up for the demonstration."""

from talka.site.demo.texts import pl
from talka.site.demo.tomaszow.plan_content import GoalText, IndicatorText, MeasureText, OperationalText, PlanText
from talka.site.demo.tomaszow.plans.method import HOW_MADE, HOW_MONITORED

MOK = PlanText(
    owner="MOK",
    title=pl("Program rozwoju Miejskiego Ośrodka Kultury", "Development plan of Miejski Ośrodek Kultury"),
    texts={
        "who_we_are": pl(
            "Miejski Ośrodek Kultury prowadzi największą salę w mieście i jest gospodarzem projektu trzech ośrodków.",
            "Miejski Ośrodek Kultury runs the largest hall of the town and hosts the project of the three centres.",
        ),
        "what_we_know": pl(
            "Mieszkańcy cenią koncerty, ale dowiadują się o nich za późno. Wiadomość przychodzi z plakatu i od znajomych, rzadziej ze strony ośrodka.",
            "Residents value the concerts but hear of them too late. News comes from a poster and from friends, less often from the centre’s page.",
        ),
        "mission": pl("Dom, w którym miasto spotyka się ze sztuką.", "A house where the town meets the arts."),
        "vision": pl(
            "Każdy mieszkaniec wie na miesiąc naprzód, co może zobaczyć, i znajduje wśród tego coś dla siebie.",
            "Every resident knows a month ahead what there is to see, and finds something of their own in it.",
        ),
        "values": pl("Otwartość, rzetelność, sąsiedztwo.", "Openness, reliability, neighbourhood."),
        "how_made": HOW_MADE,
        "how_monitored": HOW_MONITORED,
    },
    approved_by="Marek Zawadzki",
    by_order="14",
    goals=[
        GoalText(
            pl("Wiadomość o wydarzeniu dociera na czas", "News of an event arrives in time"),
            pl("Na czas", "In time"),
            pl(
                "Za późna wiadomość to najczęstszy powód, by nie przyjść.",
                "Late news is the most frequent reason not to come.",
            ),
            ("mok-w1", "mok-o1"),
            [
                OperationalText(
                    pl(
                        "Od 2028 r. program miesiąca jest znany do 20. dnia miesiąca poprzedniego",
                        "From the second year the month’s programme is known by the 20th of the month before",
                    ),
                    [
                        MeasureText(
                            "mok-programme",
                            pl(
                                "Redakcja wspólnego programu miesięcznego w MOK",
                                "The monthly programme of all three is edited at MOK",
                            ),
                            "Anna Kaczmarek",
                            (0, 1, 11),
                            (3, 12, 31),
                            {0: 8400, 1: 8400},
                            [("Budżet własny", 16800, "secured")],
                            [
                                IndicatorText(
                                    pl("Numery wydane do 20. dnia miesiąca", "Issues out by the 20th"),
                                    "output",
                                    "numerów w roku",
                                    0,
                                    11,
                                    "Archiwum programu",
                                    "Anna Kaczmarek",
                                ),
                                IndicatorText(
                                    pl(
                                        "Osoby, którym brakuje wcześniejszej informacji", "People who miss earlier news"
                                    ),
                                    "result",
                                    "%",
                                    46,
                                    30,
                                    "Ankieta po dwóch latach",
                                    "MOK, Tkacz, DOK",
                                ),
                            ],
                            risk=pl("Ośrodki spóźniają się z terminami.", "The centres are late with their dates."),
                            progress="begun",
                            progress_note=pl("Pierwszy numer w druku.", "The first issue is being printed."),
                        ),
                    ],
                ),
            ],
        ),
        GoalText(
            pl("Do sali przychodzi nowa publiczność", "A new audience comes to the hall"),
            pl("Nowa publiczność", "New audience"),
            pl("Widownia koncertów się starzeje.", "The concert audience grows old."),
            ("mok-w2", "mok-s1"),
            [
                OperationalText(
                    pl(
                        "Do 2029 r. co piąty widz ma mniej niż 30 lat",
                        "By the third year one in five visitors is under 30",
                    ),
                    [
                        MeasureText(
                            "mok-rehearsals",
                            pl(
                                "Scena oddana zespołom młodych w dwa poniedziałki miesiąca",
                                "The stage is given to young bands on two Mondays a month",
                            ),
                            "Tomasz Lis",
                            (0, 3, 1),
                            (2, 12, 31),
                            {0: 6000, 1: 6000, 2: 6000},
                            [("Budżet własny", 12000, "secured"), ("Grant młodzieżowy województwa", 6000, "planned")],
                            [
                                IndicatorText(
                                    pl("Próby i koncerty zespołów młodych", "Rehearsals and concerts of young bands"),
                                    "output",
                                    "w roku",
                                    2,
                                    20,
                                    "Kalendarz sali",
                                    "Tomasz Lis",
                                ),
                                IndicatorText(
                                    pl("Widzowie przed trzydziestką", "Visitors under thirty"),
                                    "result",
                                    "% widzów",
                                    9,
                                    20,
                                    "Ankieta przy kasie",
                                    "Tomasz Lis",
                                ),
                            ],
                        ),
                        MeasureText(
                            "mok-free-evening",
                            pl("Jeden bezpłatny wieczór w miesiącu", "One free evening a month"),
                            "Anna Kaczmarek",
                            (0, 2, 1),
                            (1, 12, 31),
                            {0: 4800, 1: 4800},
                            [("Budżet własny", 9600, "secured")],
                            [
                                IndicatorText(
                                    pl("Bezpłatne wieczory", "Free evenings"),
                                    "output",
                                    "w roku",
                                    0,
                                    11,
                                    "Kalendarz sali",
                                    "Anna Kaczmarek",
                                ),
                                IndicatorText(
                                    pl("Osoby, które przyszły pierwszy raz", "People who came for the first time"),
                                    "result",
                                    "w roku",
                                    0,
                                    300,
                                    "Pytanie przy wejściu",
                                    "Anna Kaczmarek",
                                ),
                            ],
                        ),
                    ],
                ),
            ],
        ),
    ],
)
