"""What each centre saw when it looked at itself. Made up; the findings they rest on come from the made-up answers."""

from dataclasses import dataclass

from talka.foundation.wording import Wording
from talka.site.demo.texts import pl
from talka.strategy.models import Quadrant

S, W, O, T = Quadrant.STRENGTH, Quadrant.WEAKNESS, Quadrant.OPPORTUNITY, Quadrant.THREAT  # noqa: E741


@dataclass(frozen=True)
class Item:
    """`points` is what the group gave together; `findings` are keys of `findings.FINDINGS`."""

    key: str
    quadrant: str
    text: Wording
    points: int
    findings: tuple[str, ...] = ()


SWOTS: dict[str, list[Item]] = {
    "MOK": [
        Item(
            "mok-s1",
            S,
            pl(
                "Największa sala w mieście i zespół, który umie ją obsłużyć",
                "The largest hall of the town, and a crew that can run it",
            ),
            9,
        ),
        Item("mok-s2", S, pl("Stałe grono widzów koncertów", "A faithful audience at concerts"), 6),
        Item(
            "mok-w1",
            W,
            pl(
                "Program poznaje się za późno, na kilka dni przed wydarzeniem",
                "The programme is known too late, days before the event",
            ),
            11,
            ("news_late",),
        ),
        Item("mok-w2", W, pl("Mało propozycji dla osób przed trzydziestką", "Little for people under thirty"), 5),
        Item(
            "mok-o1",
            O,
            pl(
                "Papier i rozmowa wciąż niosą wiadomości: można je wspólnie drukować",
                "Paper and talk still carry the news: it can be printed together",
            ),
            8,
            ("paper",),
        ),
        Item("mok-o2", O, pl("Miasto zaczyna pracę nad strategią kultury", "The town begins its culture strategy"), 7),
        Item("mok-t1", T, pl("Rosną koszty ogrzewania sali", "Heating the hall costs more each year"), 6),
        Item(
            "mok-t2",
            T,
            pl(
                "Wydarzenia trzech ośrodków wypadają w te same wieczory",
                "The three centres’ events fall on the same evenings",
            ),
            8,
            ("together",),
        ),
    ],
    "Tkacz": [
        Item("tkacz-s1", S, pl("Pracownia tkacka z czynnymi krosnami", "A weaving workshop with working looms"), 10),
        Item("tkacz-s2", S, pl("Prowadzący, do których się wraca", "Teachers that people come back to"), 7),
        Item(
            "tkacz-w1",
            W,
            pl("Nie ma gdzie usiąść i zostać bez biletu", "There is nowhere to sit and stay without a ticket"),
            12,
            ("place_to_sit",),
        ),
        Item(
            "tkacz-w2",
            W,
            pl(
                "Zajęcia dla dorosłych zaczynają się od poziomu, który onieśmiela",
                "Adult courses begin at a level that puts people off",
            ),
            6,
            ("beginners",),
        ),
        Item(
            "tkacz-o1",
            O,
            pl("Tkactwo wraca do łask, także wśród młodych", "Weaving is coming back, also among the young"),
            7,
        ),
        Item(
            "tkacz-o2",
            O,
            pl(
                "Muzeum chce opracować wzorniki dawnych fabryk",
                "The museum wants to work on the pattern books of the old mills",
            ),
            5,
        ),
        Item("tkacz-t1", T, pl("Nauczycielka tkactwa jest jedna", "There is one single teacher of weaving"), 8),
        Item("tkacz-t2", T, pl("Ludzie dowiadują się za późno", "People learn too late what is on"), 5, ("news_late",)),
    ],
    "DOK": [
        Item(
            "dok-s1",
            S,
            pl(
                "Wolontariusze z dzielnicy, którzy znają sąsiadów",
                "Volunteers of the district who know their neighbours",
            ),
            8,
        ),
        Item("dok-s2", S, pl("Kuchnia i ogród przy domu", "A kitchen and a garden at the house"), 5),
        Item("dok-w1", W, pl("Po 20.00 nie ma czym wrócić do domu", "After 20.00 there is no way home"), 11, ("way",)),
        Item(
            "dok-w2", W, pl("Zamykamy, kiedy ludzie kończą pracę", "We close when people finish work"), 9, ("evenings",)
        ),
        Item(
            "dok-w3",
            W,
            pl("Nastolatki nie mają tu nic swojego", "Teenagers have nothing of their own here"),
            6,
            ("teens",),
        ),
        Item("dok-o1", O, pl("Trasa linii 4 jest właśnie wytyczana na nowo", "Bus line 4 is being drawn anew"), 8),
        Item(
            "dok-o2",
            O,
            pl("Szkoła obok szuka zajęć popołudniowych", "The school next door looks for afternoon activities"),
            6,
        ),
        Item("dok-t1", T, pl("Dzielnica się starzeje", "The district grows old"), 6),
    ],
}
