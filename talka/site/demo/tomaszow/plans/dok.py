"""The development plan of Dzielnicowy Ośrodek Kultury. Made up for the demonstration."""

from talka.site.demo.texts import pl
from talka.site.demo.tomaszow.plan_content import GoalText, IndicatorText, MeasureText, OperationalText, PlanText
from talka.site.demo.tomaszow.plans.method import HOW_MADE, HOW_MONITORED

DOK = PlanText(
    owner="DOK",
    title=pl("Program rozwoju Dzielnicowego Ośrodka Kultury", "Development plan of Dzielnicowy Ośrodek Kultury"),
    texts={
        "who_we_are": pl(
            "Dzielnicowy Ośrodek Kultury to dom z kuchnią i ogrodem, prowadzony z pomocą sąsiadów.",
            "Dzielnicowy Ośrodek Kultury is a house with a kitchen and a garden, run with the help of neighbours.",
        ),
        "what_we_know": pl(
            "Chętni są, ale nie mają jak wrócić i kończą pracę, gdy zamykamy. Młodzi pytają o coś własnego.",
            "People are willing, but cannot get home, and finish work when we close. The young ask for something of their own.",
        ),
        "mission": pl("Kultura o krok od domu.", "Culture one step from home."),
        "vision": pl(
            "Wieczorem w oknach DOK pali się światło, a na przystanku stoi autobus.",
            "In the evening there is light in the windows, and a bus at the stop.",
        ),
        "values": pl("Bliskość, zaufanie, samodzielność.", "Nearness, trust, independence."),
        "how_made": HOW_MADE,
        "how_monitored": HOW_MONITORED,
    },
    approved_by="Ewa Wójcik",
    by_order="6",
    goals=[
        GoalText(
            pl("Do DOK łatwo trafić i łatwo wrócić, także wieczorem", "DOK is easy to reach, also in the evening"),
            pl("Łatwo trafić", "Easy to reach"),
            pl("Dojazd i pora to dwie pierwsze słabości.", "The way and the hour are the first two weaknesses."),
            ("dok-w1", "dok-w2", "dok-o1"),
            [
                OperationalText(
                    pl(
                        "Do końca 2028 r. wieczorem przychodzi dwa razy więcej osób spoza dzielnicy",
                        "By the end of the second year twice as many people from outside the district come in the evening",
                    ),
                    [
                        MeasureText(
                            "dok-bus",
                            pl(
                                "Autobus linii 4 odjeżdża dwadzieścia minut po każdym wydarzeniu",
                                "Bus line 4 leaves twenty minutes after the end of every event",
                            ),
                            "Ewa Wójcik",
                            (0, 9, 1),
                            (1, 12, 31),
                            {0: 6000, 1: 18000},
                            [("Budżet miasta", 24000, "applied")],
                            [
                                IndicatorText(
                                    pl("Wydarzenia z autobusem powrotnym", "Events with a bus home"),
                                    "output",
                                    "w roku",
                                    0,
                                    40,
                                    "Rozkład linii 4",
                                    "Paweł Zieliński",
                                    target_year=1,
                                ),
                                IndicatorText(
                                    pl("Osoby, którym droga odpowiada", "People whom the way suits"),
                                    "result",
                                    "%",
                                    31,
                                    60,
                                    "Ankieta po dwóch latach",
                                    "MOK, Tkacz, DOK",
                                    target_year=1,
                                ),
                            ],
                            with_others="Urząd Miasta",
                            risk=pl("Miasto odkłada zmianę rozkładu.", "The town puts off the new timetable."),
                        ),
                        MeasureText(
                            "dok-fridays",
                            pl("W piątki DOK jest otwarty do 21.00", "DOK stays open until 21.00 on Fridays"),
                            "Paweł Zieliński",
                            (0, 3, 5),
                            (3, 12, 31),
                            {0: 8000, 1: 9600, 2: 9600},
                            [("Budżet własny", 27200, "secured")],
                            [
                                IndicatorText(
                                    pl("Piątki otwarte do 21.00", "Fridays open until 21.00"),
                                    "output",
                                    "w roku",
                                    0,
                                    44,
                                    "Kalendarz DOK",
                                    "Paweł Zieliński",
                                    target_year=1,
                                ),
                                IndicatorText(
                                    pl("Wizyty wieczorne w miesiącu", "Evening visits in a month"),
                                    "result",
                                    "wizyt",
                                    210,
                                    400,
                                    "Liczenie przy wejściu",
                                    "Paweł Zieliński",
                                    target_year=1,
                                ),
                            ],
                            progress="begun",
                            progress_note=pl(
                                "Pierwszy piątek w marcu, grafik ustalony.",
                                "The first Friday is in March; the rota is set.",
                            ),
                        ),
                    ],
                ),
            ],
        ),
        GoalText(
            pl("Młodzi sami układają program", "Young people make the programme themselves"),
            pl("Program młodych", "Made by the young"),
            pl("Nastolatki mówią, że nie mają tu nic swojego.", "Teenagers say that nothing here is theirs."),
            ("dok-w3", "dok-o2"),
            [
                OperationalText(
                    pl(
                        "Od 2028 r. jedną trzecią programu proponują osoby przed 19. rokiem życia",
                        "From the second year a third of the programme is proposed by people under 19",
                    ),
                    [
                        MeasureText(
                            "dok-assembly",
                            pl(
                                "Własny budżet młodych: 6 000 zł rocznie, decyduje zgromadzenie",
                                "A budget of their own: 6,000 zł a year, decided by an assembly",
                            ),
                            "Paweł Zieliński",
                            (0, 10, 1),
                            (3, 12, 31),
                            {1: 6000, 2: 6000},
                            [("Budżet własny", 12000, "secured")],
                            [
                                IndicatorText(
                                    pl("Zgromadzenia", "Assemblies"),
                                    "output",
                                    "w roku",
                                    0,
                                    4,
                                    "Protokoły",
                                    "Paweł Zieliński",
                                ),
                                IndicatorText(
                                    pl(
                                        "Wydarzenia zaproponowane i poprowadzone przez młodych",
                                        "Events proposed and led by people under 19",
                                    ),
                                    "result",
                                    "w roku",
                                    3,
                                    12,
                                    "Kalendarz DOK",
                                    "Paweł Zieliński",
                                ),
                            ],
                        ),
                        MeasureText(
                            "dok-weaving",
                            pl(
                                "Tkanie po lekcjach, w pracowni Tkacza",
                                "Weaving after school, in the workshop of Tkacz",
                            ),
                            "Paweł Zieliński",
                            (1, 1, 10),
                            (3, 6, 30),
                            {1: 2400, 2: 2400},
                            [("Budżet własny", 4800, "secured")],
                            [
                                IndicatorText(
                                    pl("Grupy młodych", "Groups of young people"),
                                    "output",
                                    "w roku",
                                    0,
                                    3,
                                    "Listy obecności",
                                    "Paweł Zieliński",
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
                            partners=("Tkacz",),
                        ),
                    ],
                ),
            ],
        ),
    ],
)
