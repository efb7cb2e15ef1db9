"""Answers become columns once, with every figure as worked out by hand."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from talka.findings.columns import read
from talka.findings.figures import count, sample_of
from talka.findings.selection import select
from talka.methods.tables import Table
from tests.consultations.made import Made
from tests.findings.made import answer, filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> Made:
    return filled()


def table(made: Made, question: str, filters: dict[str, str] | None = None, by: str | None = None) -> Table:
    reading = read(made.consultation)
    return count(reading, select(reading, question, filters, by), sample_of(made.consultation), threshold=10).table


def counts(made: Made, table: Table, row: str = "*") -> list[int]:
    return [int(n) for n in table.counts[table.row(row)]]


def test_several_choices(made: Made) -> None:
    found = table(made, "more_often")
    assert counts(made, found) == [40, 20, 20]
    assert found.answered.tolist() == [60]
    assert found.cell_at(0, 0).share == pytest.approx(40 / 60)


def test_organisations_side_by_side_and_together(made: Made) -> None:
    found = table(made, "programme")
    assert counts(made, found, str(made.mok.pk)) == [0, 24, 30, 6]
    assert counts(made, found, str(made.tkacz.pk)) == [30, 0, 0, 0]
    assert counts(made, found) == [30, 24, 30, 6]
    assert found.asked.tolist() == [60, 30, 90]
    assert found.means is not None
    assert found.means[0] == pytest.approx((24 * 2 + 30 * 3) / 54)


def test_a_question_about_each_is_not_asked_about_the_unknown(made: Made) -> None:
    found = table(made, "times")
    assert found.answered.tolist() == [0, 0, 0]
    assert found.missing.tolist() == [60, 30, 90]


def test_which_are_known(made: Made) -> None:
    assert counts(made, table(made, "known")) == [60, 30]


def test_left_out_is_missing(made: Made) -> None:
    found = table(made, "age")
    assert counts(made, found) == [24, 33]
    assert found.missing.tolist() == [3]


def test_filters_and_breakdowns(made: Made) -> None:
    assert counts(made, table(made, "more_often", {"age": "young"})) == [16, 8, 8]
    assert counts(made, table(made, "programme", {"age": "young"}), str(made.tkacz.pk)) == [12, 0, 0, 0]
    assert counts(made, table(made, "more_often", {"~channel": "paper"})) == [6, 4, 3]
    by_channel = table(made, "age", None, "~channel")
    assert counts(made, by_channel, "online") == [24, 26]
    assert counts(made, by_channel, "paper") == [0, 7]
    by_age = table(made, "programme", None, "age")
    assert counts(made, by_age, "young") == [12, 0, 24, 0]


def test_numbers_in_bands(made: Made) -> None:
    reading = read(made.consultation)
    counted = count(reading, select(reading, "visits"), sample_of(made.consultation), threshold=10)
    assert [answer.key for answer in counted.answers] == ["0_10", "10_20", "20_30", "30_40", "40_50", "50_60"]
    assert counts(made, counted.table) == [10] * 6
    assert counted.spreads["*"] == pytest.approx((29.5, 14.75, 29.5, 44.25))


def test_texts_are_counted_and_not_kept(made: Made) -> None:
    reading = read(made.consultation)
    assert reading.texts == {"missing": 2}
    assert "Krysia" not in repr(vars(reading))


def test_columns_are_read_again_only_when_an_answer_came(made: Made) -> None:
    first = read(made.consultation)
    with CaptureQueriesContext(connection) as asked:
        assert read(made.consultation) is first
    assert len(asked) == 1
    answer(made, 7)
    assert read(made.consultation).answers == 61
