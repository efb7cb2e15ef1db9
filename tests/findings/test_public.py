"""What the public reads, and what it cannot work out from it."""

import datetime
import uuid
from typing import Any

import pytest

from talka.consultations import actions as consultations
from talka.findings import actions
from talka.findings.columns import read
from talka.findings.figures import Figures, sample_of
from talka.findings.public import judge
from talka.findings.releases import Release
from talka.findings.selection import select
from talka.foundation.access import Refusal
from talka.foundation.owners.models import Visibility
from talka.methods.tables import prove
from tests.consultations.made import Made, make
from tests.findings.made import answer, fill, filled

pytestmark = pytest.mark.django_db


def publish(made: Made) -> Release:
    return actions.publish_release(acting_user=made.coordinator, consultation=made.consultation)


def reopen(made: Made) -> None:
    consultations.reopen_consultation(acting_user=made.coordinator, consultation=made.consultation)
    made.online.consultation = made.paper.consultation = made.consultation


def save(made: Made, **more: Any) -> None:
    actions.save_finding(
        acting_user=made.coordinator,
        consultation=made.consultation,
        owner=made.mok,
        sentence={"en": "A sentence"},
        visibility=Visibility.PUBLIC,
        **more,
    )


def told(figures: Figures, row: str = "*") -> list[int | None]:
    found = figures.row(row)
    assert found is not None
    return [cell.count for cell in found.cells]


def test_a_small_cell_is_withheld_with_one_that_covers_it() -> None:
    made = filled()
    figures = publish(made).question("programme").figures  # type: ignore[union-attr]
    assert figures is not None
    # MOK: 0, 24, 30 and 6 who could not say. The 6, and another so that they cannot be subtracted.
    mok = told(figures, str(made.mok.pk))
    assert mok[3] is None
    assert mok.count(None) == 2
    # Tkacz: 30, 0, 0, 0. All together 30, 24, 30, 6: what is withheld for MOK must not come from here.
    everyone = told(figures)
    assert everyone[3] is None
    for option in range(4):
        values = [told(figures, row)[option] for row in (str(made.mok.pk), str(made.tkacz.pk), "*")]
        assert values.count(None) != 1, "one withheld figure of a sum follows from the others"
    row = figures.row(str(made.mok.pk))
    assert row is not None
    assert row.mean is None


def test_a_withheld_figure_does_not_stand_in_the_frozen_content() -> None:
    made = filled()
    release = publish(made)
    question = next(q for q in release.content["questions"] if q["key"] == "programme")
    for row in question["figures"]["rows"]:
        for cell in row["cells"]:
            assert "inside" not in cell
            if cell.get("withheld"):
                assert cell["count"] is None
                assert cell["share"] is None


def test_few_people_are_not_published_as_many_answers() -> None:
    """Twelve answers about two organisations by six people are still what six people said."""
    made = make()
    fill(made, 0, 30)
    for number in range(6):
        answer(
            made,
            2 * number,
            **{f"s.{owner.pk}.times": str(1 + number % 2) for owner in (made.mok, made.tkacz)},
        )
    figures = publish(made).question("times").figures  # type: ignore[union-attr]
    assert figures is not None
    assert all(row.answered is None and all(c.withheld for c in row.cells) for row in figures.rows)


def test_a_finding_with_a_filter_gives_nothing_away() -> None:
    """54 of 60 came by other ways than a filter leaves out; the six or fewer in between stay unknown."""
    made = filled()
    save(made, question="more_often", filters={"age": "young"}, option="", row="*")
    save(made, question="more_often", breakdown="age", option="", row="*")
    save(made, question="programme", filters={"age": "older"}, option="", row="*")
    release = publish(made)
    base = {q.key: q.figures for q in release.questions}
    for finding in release.findings:
        whole = base[finding.figures.question]
        assert whole is not None
        part, all_ = finding.figures.row("*"), whole.row("*")
        assert part is not None
        assert all_ is not None
        if not finding.figures.conditions:
            continue
        for inside, outside in zip(part.cells, all_.cells, strict=True):
            if inside.count is not None and outside.count is not None:
                rest = outside.count - inside.count
                assert rest == 0 or rest >= 10, f"{finding.figures.question} {inside.key}: {rest} follow"


def test_a_filter_with_few_people_shows_nothing() -> None:
    made = filled()
    save(made, question="more_often", filters={"age": "young", "~channel": "online"}, option="", row="*")
    save(made, question="age", filters={"~channel": "paper"}, option="", row="*")
    by_channel = publish(made).findings[1].figures
    # 7 of the 10 who answered on paper gave their age
    assert by_channel.everyone.answered is None
    assert all(cell.withheld for row in by_channel.rows for cell in row.cells)
    assert publish(made).findings[1].short == ""


def test_numbers_are_told_in_bands_that_stay() -> None:
    made = filled()
    first = publish(made).question("visits")
    assert first is not None
    assert first.figures is not None
    assert told(first.figures) == [10] * 6
    assert first.figures.everyone.median == 29.5
    reopen(made)
    for number in range(30):
        answer(made, number, **{"q.visits": str(number * 4)})
    second = publish(made).question("visits")
    assert second is not None
    assert second.figures is not None
    assert [o.key for o in second.figures.options] == [o.key for o in first.figures.options]


def test_two_releases_do_not_tell_what_a_few_newcomers_said() -> None:
    made = filled()
    first = publish(made)
    reopen(made)
    for number in range(4):
        answer(made, number)
    with pytest.raises(Refusal, match="4 answers came or went"):
        publish(made)
    for number in range(4, 24):
        answer(made, number, **{"q.age": "young" if number < 21 else "older"})
    second = publish(made)
    assert (second.number, second.answers) == (2, 84)
    for before in first.questions:
        after = second.question(before.key)
        if before.figures is None or after is None or after.figures is None:
            continue
        for old, new in zip(before.figures.rows, after.figures.rows, strict=True):
            for then, now in zip(old.cells, new.cells, strict=True):
                if then.count is not None and now.count is not None:
                    came = now.count - then.count
                    assert came == 0 or came >= 10, f"{before.key} {old.key} {then.key}: {came} came"


SELECTIONS: list[list[tuple[str, dict[str, str], str | None]]] = [
    [],
    [("more_often", {"age": "young"}, None), ("more_often", {"age": "older"}, None)],
    [("programme", {"age": "young"}, None), ("programme", {}, "age"), ("programme", {"~channel": "online"}, "")],
    [("age", {}, "~channel"), ("age", {}, "known"), ("age", {"~channel": "paper"}, "known"), ("visits", {}, "age")],
]


@pytest.mark.parametrize("chosen", SELECTIONS, ids=len)
def test_no_withheld_figure_of_a_release_can_be_worked_out(
    chosen: list[tuple[str, dict[str, str], str | None]],
) -> None:
    """Proven by linear programming over everything that is shown: each withheld count could be many."""
    made = filled()
    reading = read(made.consultation)
    selections = [select(reading, *each) for each in chosen]
    judged = judge(reading, selections, sample_of(made.consultation), threshold=10)
    bounds = prove(judged.released, ties=judged.ties)
    assert bounds
    assert [bound for bound in bounds if not bound.holds] == []


def test_no_withheld_figure_can_be_worked_out_from_two_releases() -> None:
    made = filled()
    reading = read(made.consultation)
    first = judge(reading, [], sample_of(made.consultation), threshold=10)
    for number in range(17):
        answer(made, number * 3, **{"q.age": "older"})
    reading = read(made.consultation)
    selections = [select(reading, "age", {}, "~channel")]
    second = judge(reading, selections, sample_of(made.consultation), threshold=10, earlier=[first.told])
    bounds = prove(second.released, ties=second.ties, earlier=[first.told])
    assert [bound for bound in bounds if not bound.holds] == []


def test_versions_that_cannot_be_read_together_stand_apart() -> None:
    made = filled()
    question = made.consultation.sections.get(position=2).questions.get(key="age")
    consultations.edit_question(
        acting_user=made.coordinator,
        question=question,
        kind=question.kind,
        text=question.text,
        key="age",
        hint={},
        required=False,
        options=[{"key": key, "text": {"en": key}} for key in ("young", "middle", "older")],
        limits={},
    )
    consultations.publish_questionnaire(acting_user=made.coordinator, consultation=made.consultation)
    made.online.consultation = made.consultation
    consultations.receive_answer(
        door=made.online,
        answer_id=uuid.uuid4(),
        version=2,
        language="pl",
        data={"q.known": [str(made.mok.pk)], f"s.{made.mok.pk}.programme": "1", "q.age": "middle"},
        received_on=datetime.date(2026, 11, 2),
    )
    reading = read(made.consultation)
    assert [strand.name for strand in reading.strands if strand.question.key == "age"] == ["age", "age@1"]
    assert reading.column(reading.by_name["age"]).state.tolist().count(2) == 1
    assert reading.column(reading.by_name["age@1"]).state.tolist().count(2) == 57
    assert [each.name for each in reading.apart_from(reading.by_name["age"])] == ["age@1"]
    # all other questions are read together
    assert reading.column(reading.by_name["programme"]).state.tolist().count(2) == 91
