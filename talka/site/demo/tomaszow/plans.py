"""The development plans of the three centres and the cooperation plan of all. Made up for the demonstration."""

from talka.site.demo.texts import pl
from talka.site.demo.tomaszow.plan_content import GoalText, IndicatorText, MeasureText, OperationalText, PlanText

HOW_MADE = pl(
    "Plan powstał po wspólnych konsultacjach trzech ośrodków: na ulicy, przez internet, na papierze podczas wydarzeń i w rozmowach w Centrum Dialogu Społecznego i Wolontariatu. Grupa planowania przeszła cykl warsztatów, przeprowadziła analizę SWOT i pracowała z ekspertką.",
    "The plan follows the joint consultation of the three centres: in the street, online, on paper at events and in conversations at the Centrum Dialogu Społecznego i Wolontariatu. The planning group went through the workshops, made a SWOT analysis and worked with an expert.",
)
HOW_MONITORED = pl(
    "Dwa razy w roku grupa sprawdza wskaźniki i zapisuje, co się udało, a co nie. Raz w roku wynik jest publiczny.",
    "Twice a year the group checks the indicators and writes down what worked and what did not. Once a year the result is public.",
)

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
