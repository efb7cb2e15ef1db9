"""The development plan of Ośrodek Kultury „Tkacz”. Made up for the demonstration."""

from talka.site.demo.texts import pl
from talka.site.demo.tomaszow.plan_content import GoalText, IndicatorText, MeasureText, OperationalText, PlanText
from talka.site.demo.tomaszow.plans.method import HOW_MADE, HOW_MONITORED

TKACZ = PlanText(
    owner="Tkacz",
    title=pl("Program rozwoju Ośrodka Kultury „Tkacz”", "Development plan of Ośrodek Kultury „Tkacz”"),
    texts={
        "who_we_are": pl(
            "Ośrodek nosi imię zawodu, z którego wyrosło miasto. Ma pracownię tkacką z czynnymi krosnami.",
            "The centre bears the name of the trade that the town grew from. It has a weaving workshop with working looms.",
        ),
        "what_we_know": pl(
            "Ludzie chcą tu zostawać: połowa pyta o miejsce, gdzie można usiąść bez biletu. Dorośli pytają o zajęcia od zera.",
            "People want to stay: half of them ask for a place to sit without a ticket. Adults ask for courses from the very beginning.",
        ),
        "mission": pl("Uczyć rękami i rozmową.", "To teach by hands and by talk."),
        "vision": pl(
            "Do Tkacza wchodzi się bez powodu i wychodzi z umiejętnością.",
            "People walk in without a reason and leave with a skill.",
        ),
        "values": pl("Cierpliwość, rzemiosło, gościnność.", "Patience, craft, hospitality."),
        "how_made": HOW_MADE,
        "how_monitored": HOW_MONITORED,
    },
    approved_by="Barbara Sikora",
    by_order="9",
    goals=[
        GoalText(
            pl("Tkacz jest miejscem, w którym się zostaje", "Tkacz is a place to stay"),
            pl("Zostać", "To stay"),
            pl(
                "Brak miejsca, gdzie można usiąść, to pierwsza słabość wskazana przez grupę.",
                "Nowhere to sit is the first weakness that the group named.",
            ),
            ("tkacz-w1", "tkacz-s2"),
            [
                OperationalText(
                    pl(
                        "Od 2027 r. hol jest otwarty codziennie od 10.00",
                        "From the first year the foyer is open every day from 10.00",
                    ),
                    [
                        MeasureText(
                            "tkacz-foyer",
                            pl(
                                "Hol Tkacza staje się czytelnią z herbatą, codziennie od 10.00",
                                "The foyer of Tkacz becomes a reading room with tea, every day from 10.00",
                            ),
                            "Piotr Górski",
                            (0, 2, 1),
                            (3, 12, 31),
                            {0: 14000, 1: 5000, 2: 5000},
                            [("Budżet własny", 10000, "secured"), ("Budżet obywatelski", 14000, "applied")],
                            [
                                IndicatorText(
                                    pl("Dni, w które hol był otwarty", "Days on which the foyer was open"),
                                    "output",
                                    "dni w roku",
                                    0,
                                    300,
                                    "Dziennik holu",
                                    "Piotr Górski",
                                ),
                                IndicatorText(
                                    pl(
                                        "Osoby, którym brakuje miejsca do posiedzenia", "People who miss a place to sit"
                                    ),
                                    "result",
                                    "%",
                                    52,
                                    25,
                                    "Ankieta po dwóch latach",
                                    "MOK, Tkacz, DOK",
                                ),
                            ],
                            progress="begun",
                            progress_note=pl("Stoły zamówione.", "The tables are ordered."),
                        ),
                        MeasureText(
                            "tkacz-beginners",
                            pl(
                                "Kursy „Nigdy tego nie robiłem” dla dorosłych",
                                "“I have never done this”: courses for adults",
                            ),
                            "Barbara Sikora",
                            (0, 9, 1),
                            (2, 6, 30),
                            {0: 3000, 1: 6000, 2: 3000},
                            [("Opłaty uczestników", 6000, "planned"), ("Budżet własny", 6000, "secured")],
                            [
                                IndicatorText(
                                    pl("Kursy od zera", "Courses from the beginning"),
                                    "output",
                                    "w roku",
                                    0,
                                    4,
                                    "Program zajęć",
                                    "Barbara Sikora",
                                ),
                                IndicatorText(
                                    pl("Osoby, które kończą kurs", "People who finish a course"),
                                    "result",
                                    "w roku",
                                    0,
                                    40,
                                    "Listy obecności",
                                    "Barbara Sikora",
                                ),
                            ],
                        ),
                    ],
                ),
            ],
        ),
        GoalText(
            pl("Tkactwo wraca do miasta", "Weaving returns to the town"),
            pl("Tkactwo", "Weaving"),
            pl("Mamy krosna i nazwę, a nauczycielkę jedną.", "We have the looms and the name, and one single teacher."),
            ("tkacz-s1", "tkacz-t1", "tkacz-o1"),
            [
                OperationalText(
                    pl(
                        "Do 2029 r. tkać umie kolejnych sto osób, w tym pięć potrafi uczyć",
                        "By the third year another hundred people can weave, and five of them can teach",
                    ),
                    [
                        MeasureText(
                            "tkacz-looms",
                            pl(
                                "Krosna i nauczycielka dla młodych z DOK, 40 godzin w roku",
                                "Looms and a teacher for the young of DOK, 40 hours a year",
                            ),
                            "Piotr Górski",
                            (1, 1, 10),
                            (3, 6, 30),
                            {1: 4000, 2: 4000},
                            [("Budżet własny", 8000, "secured")],
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
                            partners=("DOK",),
                        ),
                    ],
                ),
            ],
        ),
    ],
)
