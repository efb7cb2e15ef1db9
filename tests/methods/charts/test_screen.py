"""Charts for the screen, to the letter on small cases."""

import re
from xml.etree import ElementTree

import pytest

from talka.methods.charts import Bin, Row, Series, Value, Words, bars, dots, histogram, stacked

MOK, DOK = Series("MOK", 1, "circle"), Series("DOK", 9, "diamond")
NB = "\u00a0"


def parsed(markup: str) -> ElementTree.Element:
    return ElementTree.fromstring(f"<div>{markup}</div>")


def spoken(markup: str) -> list[str]:
    """What a screen reader says, row by row: texts that are not hidden."""

    def said(element: ElementTree.Element) -> str:
        if element.get("aria-hidden") == "true":
            return ""
        if element.get("role") == "img":
            return element.get("aria-label", "")
        return (element.text or "") + "".join(said(child) + (child.tail or "") for child in element)

    rows = [said(row) for row in parsed(markup).iter("li")]
    return [re.sub(r"\s+", " ", row.replace(NB, " ")).strip() for row in rows if row.strip()]


def test_dots_to_the_letter() -> None:
    drawn = dots([Row("The way", (Value(20, margin=5),))], [DOK], top=40)
    assert drawn == (
        '<ol class="dots s1"><li><span class="lab">The way</span><span class="plot"><svg aria-hidden="true">'
        '<line class="zero" x1="0%" x2="0%" y1="0" y2="100%"/>'
        '<line class="grid" x1="25%" x2="25%" y1="0" y2="100%"/>'
        '<line class="grid" x1="50%" x2="50%" y1="0" y2="100%"/>'
        '<line class="grid" x1="75%" x2="75%" y1="0" y2="100%"/>'
        '<line class="grid" x1="100%" x2="100%" y1="0" y2="100%"/>'
        '<g class="o9"><line class="moe" x1="37.5%" x2="62.5%" y1="50%" y2="50%"/>'
        '<svg x="50%" y="50%"><g class="mark"><path d="M0-6.4 6.4 0 0 6.4-6.4 0Z"/></g></svg></g></svg></span>'
        '<span class="vals"><span class="o9"><span aria-hidden="true">20</span>'
        f'<span class="vh">20{NB}%, DOK, plus or minus 5.</span></span></span></li>'
        '<li class="axis" aria-hidden="true"><span class="lab"></span><span class="plot"><svg>'
        '<text x="0%" y="16" text-anchor="start">0</text><text x="25%" y="16" text-anchor="middle">10</text>'
        '<text x="50%" y="16" text-anchor="middle">20</text><text x="75%" y="16" text-anchor="middle">30</text>'
        f'<text x="100%" y="16" text-anchor="middle">40{NB}%</text></svg></span><span class="vals"></span></li></ol>'
    )


def test_dots_read_as_sentences() -> None:
    rows = [
        Row("The times", (Value(10), Value(None, withheld=True))),
        Row("The way", (Value(12, margin=2.8), Value(38.4)), highlight=True),
        Row("Nothing", (Value(None), Value(4))),
    ]
    assert spoken(dots(rows, [MOK, DOK])) == [
        "The way12 %, MOK, plus or minus 3.38 %, DOK.",
        "The times10 %, MOK.DOK: withheld",
        "NothingMOK: no answers4 %, DOK.",
    ]


def test_a_withheld_figure_is_not_drawn() -> None:
    drawn = dots([Row("The times", (Value(77.7, withheld=True, n=4),))], [MOK])
    assert "77" not in drawn
    assert "78" not in drawn
    assert "moe" not in drawn
    assert '<span class="o1 none"><span aria-hidden="true">few</span>' in drawn


def test_the_order_of_ages_is_kept() -> None:
    rows = [Row("16 to 24", (Value(5),)), Row("25 to 64", (Value(50),))]
    assert dots(rows, [MOK], sort=False).index("16 to 24") < dots(rows, [MOK], sort=False).index("25 to 64")
    assert dots(rows, [MOK]).index("25 to 64") < dots(rows, [MOK]).index("16 to 24")


def test_more_than_three_organisations_carry_their_names_beside_each_figure() -> None:
    four = [Series(f"Org {n}", n) for n in range(1, 5)]
    drawn = dots([Row("One", tuple(Value(n) for n in range(4)))], four)
    assert 'class="dots s4"' in drawn
    assert drawn.count('<span class="name">') == 4
    eleven = [Series(f"Org {n}", 1 + n % 10) for n in range(11)]
    assert 'class="dots many"' in dots([Row("One", tuple(Value(n) for n in range(11)))], eleven)


def test_texts_are_escaped_everywhere() -> None:
    wild = '<script>"&'
    rows = [Row(wild, (Value(10),), language=wild)]
    charts = [
        dots(rows, [Series(wild, 1)]),
        dots(rows * 2, [Series(wild, 1)]),
        bars(rows, words=Words(percent=lambda _: wild)),
        stacked(rows, [wild]),
        histogram([Bin(0, 1, 2)], title=wild),
    ]
    for chart in charts:
        assert "<script" not in chart
        parsed(chart)


def test_a_wrong_number_of_values_is_noticed() -> None:
    with pytest.raises(ValueError, match="zip"):
        dots([Row("One", (Value(1), Value(2)))], [MOK])


def test_bars_to_the_letter() -> None:
    assert bars([Row("Poster", (Value(42),))], series=DOK) == (
        '<ol class="bars o9"><li><span class="lab">Poster</span><span class="plot">'
        f'<svg role="img" aria-label="42{NB}%"><rect height="100%" width="84%"/>'
        f'<svg x="84%" y="50%"><text x="8" y="5">42{NB}%</text></svg></svg></span></li></ol>'
    )


def test_bars_with_a_margin_leave_room_for_the_figure() -> None:
    drawn = bars([Row("Poster", (Value(38, margin=4),)), Row("Web", (Value(0),))])
    assert '<line class="moe" x1="68%" x2="84%" y1="50%" y2="50%"/>' in drawn
    assert '<rect height="100%" width="0%"/>' in drawn


def test_bars_of_counts_and_of_nothing() -> None:
    rows = [Row("Street", (Value(135),)), Row("Online", (Value(None),)), Row("Paper", (Value(3, withheld=True),))]
    assert spoken(bars(rows, percent=False)) == ["Street135", "Onlineno answers", "Paperwithheld"]
    assert spoken(bars([Row("Street", (Value(None),))])) == ["Streetno answers"]


def test_a_scale_to_the_letter() -> None:
    assert stacked([Row("The times", (Value(25, n=8), Value(75)))], ["Badly", "Well"]) == (
        '<ul class="scale-key"><li><svg viewBox="0 0 10 10" aria-hidden="true">'
        '<rect class="c1" width="10" height="10"/></svg>Badly</li>'
        '<li><svg viewBox="0 0 10 10" aria-hidden="true"><rect class="c7" width="10" height="10"/></svg>Well</li></ul>'
        '<ol class="scale-chart"><li><span class="lab">The times</span><span class="plot">'
        f'<svg role="img" aria-label="Badly: 25{NB}%. Well: 75{NB}%">'
        '<rect class="c1" x="0%" width="25%" height="100%"/>'
        '<svg x="12.5%" y="50%"><text class="t1" y="4.5" text-anchor="middle">25</text></svg>'
        '<rect class="c7" x="25%" width="75%" height="100%"/>'
        '<svg x="62.5%" y="50%"><text class="t7" y="4.5" text-anchor="middle">75</text></svg></svg></span>'
        '<span class="n num">8</span></li></ol>'
    )


def test_small_parts_of_a_scale_have_no_figure_and_empty_ones_no_box() -> None:
    drawn = stacked([Row("The times", (Value(0, n=9), Value(5), Value(95)))], ["a", "b", "c"])
    assert drawn.count("<text") == 1
    assert drawn.count('height="100%"') == 2


def test_a_withheld_row_of_a_scale_shows_nothing_at_all() -> None:
    drawn = stacked([Row("The times", (Value(25, n=4, withheld=True), Value(75)))], ["Badly", "Well"])
    assert "25" not in drawn
    assert "75" not in drawn
    assert '<span class="n num"></span>' in drawn
    assert "withheld" in drawn


def test_a_scale_has_at_most_seven_answers() -> None:
    with pytest.raises(ValueError, match="1 to 7 answers, not 8"):
        stacked([], [str(n) for n in range(8)])


def test_a_histogram_to_the_letter() -> None:
    assert histogram([Bin(0, 1, 10), Bin(1, 5, 5)], title="Visits") == (
        '<div class="histogram"><svg role="img" aria-label="Visits. 0: 10. 1–5: 5">'
        '<rect x="3%" y="12%" width="44%" height="74%"/>'
        '<svg x="25%" y="12%"><text class="dl" y="-5" text-anchor="middle">10</text></svg>'
        '<svg x="25%" y="86%"><text y="17" text-anchor="middle">0</text></svg>'
        '<rect x="53%" y="49%" width="44%" height="37%"/>'
        '<svg x="75%" y="49%"><text class="dl" y="-5" text-anchor="middle">5</text></svg>'
        '<svg x="75%" y="86%"><text y="17" text-anchor="middle">1–5</text></svg>'
        '<line class="zero" x1="0" x2="100%" y1="86%" y2="86%"/></svg></div>'
    )


def test_a_histogram_withholds_and_needs_bins() -> None:
    drawn = histogram([Bin(0, 1, 3, withheld=True), Bin(1, 2, None), Bin(2, 3, 0)])
    assert 'aria-label="0: withheld. 1: no answers. 2: 0"' in drawn
    with pytest.raises(ValueError, match="at least one bin"):
        histogram([])


@pytest.mark.parametrize("number", [0, 1, 2, 5])
def test_no_chart_has_inline_styles(number: int) -> None:
    rows = [Row(str(index), (Value(index * 10),)) for index in range(number)]
    for chart in (dots(rows, [MOK]), bars(rows), stacked(rows, ["a"])):
        assert "style=" not in chart
        parsed(chart)
