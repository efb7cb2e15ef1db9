"""The same charts for PDF and DOCX: well-formed SVG with explicit colours, and Typst can set it."""

from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest
import typst

import talka
from talka.methods.charts import (
    Bin,
    Palette,
    Row,
    Series,
    Value,
    bars_document,
    dots_document,
    histogram_document,
    stacked_document,
)
from talka.methods.charts.sheet import Sheet

HOUSE = Path(talka.__file__).parent
PALETTE = Palette.from_css((HOUSE / "static/css/tokens.css").read_text(encoding="utf-8"))
SERIES = [Series("MOK", 1, "circle"), Series("Tkacz", 5, "square"), Series("DOK", 9, "diamond")]
ROWS = [
    Row(
        "To know earlier what is on & where, a long answer that needs a second line",
        (Value(46, 4.3), Value(49), Value(44)),
    ),
    Row("An easier way", (Value(12), Value(None), Value(None, withheld=True)), highlight=True),
]
CHARTS = {
    "dots": dots_document(ROWS, SERIES, PALETTE),
    "dots of one": dots_document([Row("One", (Value(4),))], SERIES[:1], PALETTE, sort=False),
    "bars": bars_document(ROWS, PALETTE, series=SERIES[2]),
    "bars of counts": bars_document([Row("Street", (Value(135),))], PALETTE, percent=False),
    "stacked": stacked_document(
        [
            Row("The times", (Value(20, n=431), Value(30), Value(50))),
            Row("The prices", (Value(1, n=2, withheld=True), Value(2), Value(3))),
        ],
        ["Not at all", "So-so", "Very well"],
        PALETTE,
    ),
    "histogram": histogram_document([Bin(0, 1, 61), Bin(1, 2, None, withheld=True)], PALETTE),
}


def test_colours_come_from_the_tokens_of_the_light_theme() -> None:
    assert PALETTE["paper"] == "#ffffff"
    assert PALETTE.dye(9) == "#cea633"
    assert PALETTE.ink(9) == "#755b00"
    assert PALETTE.dye(None) == PALETTE["primary"]
    assert PALETTE.ink(None) == PALETTE["ink"]
    with pytest.raises(ValueError, match="no colour tokens"):
        Palette.from_css("a{color:red}")


@pytest.mark.parametrize("name", CHARTS)
def test_well_formed_with_explicit_colours(name: str) -> None:
    root = ElementTree.fromstring(CHARTS[name])
    assert root.tag.endswith("svg")
    assert "class=" not in CHARTS[name]
    assert "var(" not in CHARTS[name]
    assert "style=" not in CHARTS[name]
    width, height = (float(root.get(side, "").removesuffix("pt")) for side in ("width", "height"))
    assert width == 480
    assert height > 10
    for element in root.iter():
        for coordinate in ("x", "x1", "x2"):
            if element.get(coordinate) and element.tag.endswith(("line", "text")):
                assert -1 <= float(element.get(coordinate, "")) <= width + 1


def test_withheld_figures_are_not_in_the_document() -> None:
    assert ">few<" in CHARTS["dots"]
    assert ">withheld<" in CHARTS["stacked"]
    assert ">–<" in CHARTS["dots"]


def test_lines_are_folded_at_spaces() -> None:
    sheet = Sheet(100, PALETTE)
    assert (
        sheet.folded("one two three four", 40, 10) == ["one two", "three four"]
        or len(sheet.folded("one two three four", 40, 10)) > 1
    )
    assert sheet.folded("Unbreakablewordlongerthantheline", 20, 10) == ["Unbreakablewordlongerthantheline"]


def test_typst_sets_every_chart_in_the_faces_of_the_house(tmp_path: Path) -> None:
    for index, chart in enumerate(CHARTS.values()):
        (tmp_path / f"{index}.svg").write_text(chart, encoding="utf-8")
    (tmp_path / "all.typ").write_text("\n".join(f'#image("{index}.svg")' for index in range(len(CHARTS))))
    made = typst.compile(
        tmp_path / "all.typ",
        font_paths=[HOUSE / "foundation/documents/fonts"],
        ignore_system_fonts=True,
    )
    assert b"SourceSans3-Regular" in made
    assert b"SourceSans3-Semi" in made
    text = pypdfium2.PdfDocument(made)[0].get_textpage().get_text_range()
    assert "An easier way" in text
    assert "Not at all" in text
