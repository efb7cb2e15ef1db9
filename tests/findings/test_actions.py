"""Findings, open answers and releases through the room's actions."""

from typing import Any

import pytest

from talka.consultations.models import Consultation
from talka.consultations.queries import open_answers
from talka.findings import actions, queries
from talka.findings.events import ReleasePublished
from talka.findings.figures import Figures
from talka.findings.models import Finding, Publication, Quotation
from talka.findings.words import proposal, short_figures, top_option
from talka.foundation.access import Absent, Refusal
from talka.foundation.audit.models import AuditRecord
from talka.foundation.events import receives
from talka.foundation.owners.models import Visibility
from talka.foundation.versions.queries import versions_of
from tests.consultations.made import Made
from tests.findings.made import answer, fill, filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> Made:
    return filled()


def save(made: Made, **more: Any) -> Finding:
    common: dict[str, Any] = {
        "acting_user": made.coordinator,
        "consultation": made.consultation,
        "owner": made.mok,
        "question": "programme",
        "option": "3",
        "row": str(made.mok.pk),
        "sentence": {"en": "Half of those who know MOK like what is on"},
    }
    return actions.save_finding(**(common | more))


def test_a_finding_keeps_its_figures_and_says_when_they_would_differ(made: Made) -> None:
    finding = save(made)
    figures = Figures.from_content(finding.figures)
    assert short_figures(figures, finding.option, finding.row) == "50\u00a0%, n\u00a0=\u00a060"
    assert figures.answers == 60
    assert not queries.has_changed(finding, queries.figures_now(finding))

    answer(made, 1)  # one more who knows MOK alone and likes it very well
    assert queries.has_changed(finding, queries.figures_now(finding))
    kept = Finding.objects.get()
    assert short_figures(Figures.from_content(kept.figures), "3", kept.row) == "50\u00a0%, n\u00a0=\u00a060"

    actions.refresh_finding(acting_user=made.coordinator, finding=finding)
    assert short_figures(Figures.from_content(finding.figures), "3", finding.row) == "51\u00a0%, n\u00a0=\u00a061"
    assert [version.number for version in versions_of(finding)] == [2, 1]
    assert versions_of(finding)[1].content["figures"]["answers"] == 60
    actions.refresh_finding(acting_user=made.coordinator, finding=finding)
    assert finding.version == 2


def test_what_cannot_be_saved(made: Made) -> None:
    with pytest.raises(Refusal, match="one sentence"):
        save(made, sentence={"en": "  "})
    with pytest.raises(Refusal, match="Open answers"):
        save(made, question="missing")
    with pytest.raises(Refusal, match="Nobody answered"):
        save(made, question="times", option="1", row="*")
    with pytest.raises(Refusal, match="not in the table"):
        save(made, option="9")
    with pytest.raises(Absent):
        save(made, question="nothing_of_the_kind")
    with pytest.raises(Absent):
        save(made, filters={"age": "ancient"})


def test_a_sentence_is_proposed_in_the_languages_of_the_consultation(made: Made) -> None:
    figures = Figures.from_content(save(made).figures)
    assert top_option(figures) == ("1", str(made.tkacz.pk))
    words = proposal(figures, "3", str(made.mok.pk))
    assert set(words) == {"pl", "en"}
    assert words["en"] == ("50\u00a0% of those who answered about MOK say “Very well”, against 0\u00a0% (Tkacz).")


def test_a_proposal_tells_nothing_that_the_public_may_not_read(made: Made) -> None:
    figures = Figures.from_content(save(made).figures)
    # 6 people said "hard to say" of MOK
    assert proposal(figures, "dont_know", str(made.mok.pk)) == {}


def texts(made: Made) -> dict[str, Any]:
    return {row.text[:5]: row.answer_id for row in open_answers(made.consultation, "missing")}


def decide(made: Made, which: str, **more: Any) -> Quotation:
    return actions.choose_open_answer(
        acting_user=made.coordinator,
        consultation=made.consultation,
        answer_id=texts(made)[which],
        question="missing",
        **more,
    )


def test_an_open_answer_is_chosen_shortened_set_aside_and_taken_back(made: Made) -> None:
    whole = decide(made, "Ławka")
    assert (whole.text, whole.is_shortened, whole.language) == ("Ławka pod Mostem.", False, "pl")
    shortened = decide(made, "Pani ", text="… z biblioteki ma rację.")
    assert shortened.is_shortened

    common = {"acting_user": made.coordinator, "consultation": made.consultation, "question": "missing"}
    aside = actions.set_open_answer_aside(answer_id=texts(made)["Pani "], **common)
    assert (aside.pk, aside.state, aside.text) == (shortened.pk, "set_aside", "")
    actions.undo_open_answer(answer_id=texts(made)["Pani "], **common)
    assert Quotation.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Pan Jan z biblioteki ma rację.", "no other words"),
        ("Pani z biblioteki ma rację.", "no other words"),
        ("Pani Krysia", "Put …"),
        ("…", "Nothing is left"),
    ],
)
def test_words_may_be_left_out_and_none_put_in(made: Made, text: str, reason: str) -> None:
    with pytest.raises(Refusal, match=reason):
        decide(made, "Pani ", text=text)
    assert not Quotation.objects.exists()


def test_addresses_and_numbers_are_not_published(made: Made) -> None:
    answer(made, 3, **{"q.missing": "Zadzwońcie: 600 123 456, albo jan@example.org"})
    with pytest.raises(Refusal, match="telephone"):
        decide(made, "Zadzw")
    assert decide(made, "Zadzw", text="Zadzwońcie: …").is_shortened


def test_the_trail_names_who_chose_and_never_the_words(made: Made) -> None:
    quotation = decide(made, "Ławka")
    record = AuditRecord.objects.get(verb="chose an open answer")
    assert record.account == made.coordinator
    assert record.details == {"quotation": quotation.pk, "question": "missing"}
    assert not any("Ławka" in str(vars(each)) for each in AuditRecord.objects.all())


def publish(made: Made, **more: Any) -> Any:
    return actions.publish_release(acting_user=made.coordinator, consultation=made.consultation, **more)


def test_publishing_closes_and_freezes(made: Made) -> None:
    happened = []
    receives(ReleasePublished)(happened.append)
    save(made, visibility=Visibility.PUBLIC)
    save(made, sentence={"en": "What stays inside"}, visibility=Visibility.NETWORK)
    decide(made, "Ławka")

    release = publish(made, note={"en": "Asked at two doors."})

    made.consultation.refresh_from_db()
    assert made.consultation.state == Consultation.State.CLOSED
    assert [event.number for event in happened] == [1]
    assert release.number == 1
    assert release.answers == 60
    assert [(c.key, c.answers) for c in release.channels] == [("online", 50), ("paper", 10)]
    assert [q.key for q in release.questions] == [
        "known",
        "more_often",
        "programme",
        "times",
        "age",
        "visits",
        "missing",
    ]
    assert [f.sentence["en"] for f in release.findings] == ["Half of those who know MOK like what is on"]
    assert release.findings[0].short == "50\u00a0%, n\u00a0=\u00a060"
    assert [q.text for q in release.quotations] == ["Ławka pod Mostem."]
    # two people wrote something: even their number is not told
    assert release.question("missing").answered is None


def test_publishing_again_without_a_change_gives_the_same_release(made: Made) -> None:
    assert publish(made).number == publish(made).number == 1
    assert len(Publication.objects.get().counts) == 1


def test_too_few_answers_are_not_published() -> None:
    from tests.consultations.made import make

    made = make()
    fill(made, 0, 9)
    with pytest.raises(Refusal, match="9 answers are too few"):
        publish(made)


def test_older_figures_are_refreshed_first(made: Made) -> None:
    finding = save(made, visibility=Visibility.PUBLIC)
    answer(made, 1)
    with pytest.raises(Refusal, match="older figures"):
        publish(made)
    actions.refresh_finding(acting_user=made.coordinator, finding=finding)
    assert publish(made).findings[0].short == "51\u00a0%, n\u00a0=\u00a061"


def test_a_published_finding_is_withdrawn_by_the_next_release(made: Made) -> None:
    finding = save(made, visibility=Visibility.PUBLIC)
    publish(made)
    with pytest.raises(Refusal, match="published"):
        actions.remove_finding(acting_user=made.coordinator, finding=finding)
    actions.edit_finding(
        acting_user=made.coordinator, finding=finding, sentence=finding.sentence, visibility=Visibility.NETWORK
    )
    assert publish(made).number == 2
    assert queries.published_finding(finding.pk, made.network) is None
    actions.remove_finding(acting_user=made.coordinator, finding=finding)
    assert not Finding.objects.exists()
