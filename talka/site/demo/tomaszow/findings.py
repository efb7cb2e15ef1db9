"""What the answers say: sentences that people of the centres put their names to, and the release."""

from dataclasses import dataclass

from talka.consultations.actions import close_consultation
from talka.consultations.models import Consultation
from talka.consultations.queries import open_answers
from talka.findings.actions import choose_open_answer, publish_release, save_finding
from talka.findings.models import Finding
from talka.foundation.owners.models import Visibility
from talka.foundation.wording import Wording
from talka.site.demo.texts import pl
from talka.site.demo.tomaszow.network import Town


@dataclass(frozen=True)
class Said:
    """`about` is the centre whose column the sentence is about; empty means all three together."""

    question: str
    option: str
    sentence: Wording
    meaning: Wording
    about: str = ""


FINDINGS: dict[str, Said] = {
    "news_late": Said(
        "more",
        "earlier_news",
        pl("We wszystkich trzech ośrodkach ludzie dowiadują się za późno, co się dzieje.", "In all three centres people learn too late what is on."),
        pl("Wcześniejsza informacja jest na czele życzeń, niezależnie od ośrodka.", "Earlier news heads the wishes, whichever the centre."),
    ),
    "way": Said(
        "way",
        "1",
        pl("Do DOK trudno dotrzeć i trudno stamtąd wrócić; do dwóch pozostałych ośrodków nie.", "The way there and back keeps people from DOK, and from neither of the other two."),
        pl("Różnica między ośrodkami jest tu największa ze wszystkich pytań.", "No other question sets the centres so far apart."),
        "DOK",
    ),
    "evenings": Said(
        "more",
        "evenings",
        pl("Ci, którzy znają DOK, chcą weekendów i późniejszych wieczorów.", "Those who know DOK want weekends and later evenings."),
        pl("Dom zamyka się wtedy, gdy ludzie kończą pracę.", "The house closes when people finish work."),
        "DOK",
    ),
    "place_to_sit": Said(
        "more",
        "place_to_sit",
        pl("W Tkaczu brakuje miejsca, gdzie można posiedzieć bez biletu.", "At Tkacz people miss a place to sit and stay without a ticket."),
        pl("O miejsce pytają częściej niż o tańsze bilety.", "They ask for a place more often than for cheaper tickets."),
        "Tkacz",
    ),
    "beginners": Said(
        "more",
        "beginners",
        pl("W Tkaczu dorośli pytają o zajęcia od zera.", "At Tkacz adults ask for courses from the very beginning."),
        {},
        "Tkacz",
    ),
    "teens": Said(
        "more",
        "teens",
        pl("W DOK brakuje czegoś dla nastolatków.", "At DOK something for teenagers is missing."),
        {},
        "DOK",
    ),
    "paper": Said(
        "news",
        "poster",
        pl("Wiadomości wciąż niosą papier i rozmowa.", "Paper and talk still carry the news."),
        pl("Strona ośrodka jest daleko za plakatem i znajomymi.", "A centre’s own page comes far behind the poster and friends."),
    ),
    "together": Said(
        "together",
        "one_programme",
        pl("Najczęściej mieszkańcy proszą trzy ośrodki o jeden wspólny program.", "What residents ask the three centres for most often is one programme of all."),
        {},
    ),
    "cheaper": Said(
        "more",
        "cheaper",
        pl("Co czwarta osoba prosi o tańszy albo bezpłatny wstęp.", "One in four asks for free or cheaper entry."),
        {},
    ),
}  # fmt: skip


def released(town: Town, consultation: Consultation) -> dict[str, Finding]:
    """Save the findings, choose some open answers, close, and publish release 1."""
    found = {}
    for key, said in FINDINGS.items():
        writer = town.director(said.about or "MOK")
        found[key] = save_finding(
            acting_user=writer,
            consultation=consultation,
            owner=town.owners[said.about or "Razem"],
            question=said.question,
            option=said.option,
            row=str(town.owners[said.about].pk) if said.about else "*",
            sentence=said.sentence,
            meaning=said.meaning,
            visibility=Visibility.PUBLIC,
        )
    chosen: set[str] = set()
    for row in open_answers(consultation, "missing"):
        if row.text not in chosen and len(chosen) < 5:
            chosen.add(row.text)
            choose_open_answer(
                acting_user=town.coordinator,
                consultation=consultation,
                answer_id=row.answer_id,
                question="missing",
            )
    close_consultation(acting_user=town.coordinator, consultation=consultation)
    publish_release(
        acting_user=town.coordinator,
        consultation=consultation,
        note=pl(
            "Odpowiadał, kto chciał: na ulicy, przez internet, na papierze i w rozmowie. Odpowiedzi są zmyślone na potrzeby pokazu.",
            "Whoever wished answered: in the street, online, on paper and in conversation. The answers are made up for this demonstration.",
        ),
    )
    return found
