"""The pages of the reporting corpus: real documents in several fonts and layouts, printed by Typst, drawn by PDFium."""

import json
import tempfile
from functools import cache
from pathlib import Path

import pypdfium2
import typst
from PIL import Image

from talka.methods import marks
from talka.methods.marks import A4, A5, Frame, PageCode, drawing, parts_of_query, sheet

DPI = 240
FONTS = ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono", "Source Sans 3")
WORDS = {
    "lt": "Kiek kartų per metus lankotės kultūros centre ir ką norėtumėte jame matyti dažniau",
    "pl": "Jak często przychodzi Pani do domu kultury i co chciałaby Pani w nim zobaczyć",
    "fi": "Kuinka usein käytte kulttuurikeskuksessa ja mitä haluaisitte siellä nähdä",
    "nb": "Hvor ofte kommer du til kulturhuset, og hva vil du helst se og gjøre der",
    "en": "How often do you come to the house of culture and what would you like to see there",
}
VARIANTS = 12

START = """
#import "page.typ": *
#set page(width: {width}mm, height: {height}mm, margin: (x: 21mm, top: 25mm, bottom: 27mm), background: if "svg" in sys.inputs {{
  registration(sys.inputs.svg)
}})
#set text(font: "{font}", size: {size}pt, lang: "{language}")
#set par(leading: {leading}em)
#let words = "{words}".split(" ")
#let say(from, count) = range(count).map(place => words.at(calc.rem(from + place, words.len()))).join(" ")
#let side = {side}mm
#let mark(id, group, kind) = box(baseline: 15%, marked-box(id, side, side, group: group, kind: kind, round: {round}))
#let ask(number) = [#v({gap}mm) *#number. #say(number * 3, 7)?* #parbreak()]
#let list-of(number, count, kind) = [#ask(number) #for each in range(count) [
  #mark("a" + str(number) + "-" + str(each), "a" + str(number), kind) #h(1.5mm) #say(number + each, 3) \\
]]
#let row-of(number, count, kind) = [#ask(number) #for each in range(count) [
  #mark("a" + str(number) + "-" + str(each), "a" + str(number), kind) #say(number + each, 1) #h(1fr)
]]
#let grid-of(number, rows, columns, kind) = [#ask(number) #table(columns: (1fr,) + (auto,) * columns, inset: 2.2mm, stroke: none,
  align: horizon,
  ..for row in range(rows) {{
    (say(row + number, 2),) + range(columns).map(each => mark(
      "a" + str(number) + "-" + str(row) + "-" + str(each), "a" + str(number) + "-" + str(row), kind))
  }})]
"""

BODIES = (
    '#list-of(1, 6, "multiple") #row-of(2, 4, "single") #grid-of(3, 4, 5, "single") #ask(4) #text-area("open", 22mm)',
    '#grid-of(1, 6, 5, "single") #list-of(2, 5, "single") #row-of(3, 3, "multiple") #ask(4) #digit-boxes("year", 4)',
    '#row-of(1, 5, "single") #row-of(2, 5, "single") #list-of(3, 7, "multiple") #grid-of(4, 3, 6, "multiple")',
    '#list-of(1, 4, "single") #list-of(2, 4, "multiple") #list-of(3, 4, "single") #list-of(4, 5, "multiple") #row-of(5, 3, "single")',
)
SMALL = '#list-of(1, 5, "multiple") #row-of(2, 3, "single") #grid-of(3, 3, 4, "single")'


@cache
def printed(variant: int) -> tuple[Frame, Image.Image]:
    """What was printed, and the clean page in grey at DPI."""
    small = variant % 6 == 5
    width, height = A5 if small else A4
    language = tuple(WORDS)[variant % len(WORDS)]
    source = START.format(
        width=width, height=height, font=FONTS[variant % len(FONTS)], size=(9, 10, 11)[variant % 3], language=language,
        words=WORDS[language], side=(4, 4, 3.6, 4.4)[variant // 3 % 4], round="true" if variant == 7 else "false",
        leading=(0.65, 0.8, 0.95)[variant // 2 % 3], gap=(2, 3, 4)[variant % 3],
    ) + (SMALL if small else BODIES[variant % len(BODIES)])  # fmt: skip
    house = Path(marks.__file__).parent
    fonts = [str(house.parents[1] / "foundation/documents/fonts")]
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "page.typ").write_text((house / "page.typ").read_text(encoding="utf-8"), encoding="utf-8")
        main = Path(folder, "main.typ")
        main.write_text(source, encoding="utf-8")
        told = json.loads(typst.query(str(main), "<talka-box>", field="value", font_paths=fonts))
        assert {each["page"] for each in told} == {1}, "the questionnaire does not fit on its page"
        boxes, groups = parts_of_query(told, 1)
        frame = sheet((width, height), PageCode(f"B{variant}", 1, language, 1), boxes, groups)
        pdf = typst.compile(str(main), sys_inputs={"svg": drawing(frame)}, font_paths=fonts)
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    picture = page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
    page.close()
    document.close()
    return frame, picture
