"""A page printed by Typst with the snippet that the documentation recommends, and its picture by PDFium."""

import json
import tempfile
from functools import cache
from pathlib import Path

import numpy as np
import pypdfium2
import typst

from talka.methods import marks
from talka.methods.marks import A4, Frame, PageCode, drawing, parts_of_query, sheet

SNIPPET = Path(marks.__file__).with_name("page.typ")
CODE = PageCode("CULTURE24", 3, "lt", 1)

PAGE = """
#import "page.typ": *
#set page(width: 210mm, height: 297mm, margin: 22mm, background: if sys.inputs.at("svg", default: "") != "" {
  registration(sys.inputs.svg)
})
#set text(size: 11pt)
#v(8mm)
= What would you like to see here?
#for number in range(6) [ #tick-box("what." + str(number), group: "what", kind: "multiple") Possibility #number \\ ]
== How often do you come?
#for number in range(4) [ #tick-box("often." + str(number), group: "often") #lorem(2) #h(1fr) ]

== Do you live here?
#tick-box("live.yes", group: "live", round: true) Yes #h(2em) #tick-box("live.no", group: "live", round: true) No

Year of birth: #digit-boxes("born", 4)

Anything else?
#text-area("else", 30mm)
#table(columns: 6, stroke: none, ..for row in range(5) {
  (lorem(3),) + range(5).map(column => tick-box("grid." + str(row) + "." + str(column), group: "grid." + str(row)))
})
"""


@cache
def printed(form: int | None = 17) -> tuple[Frame, bytes]:
    """The frame as the printing run tells it, and the PDF."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "page.typ").write_text(SNIPPET.read_text(encoding="utf-8"), encoding="utf-8")
        main = Path(folder, "main.typ")
        main.write_text(PAGE, encoding="utf-8")
        boxes, groups = parts_of_query(json.loads(typst.query(str(main), "<talka-box>", field="value")), 1)
        frame = sheet(A4, CODE, boxes, groups)
        code = PageCode(CODE.questionnaire, CODE.version, CODE.language, CODE.page, form)
        return frame, typst.compile(str(main), sys_inputs={"svg": drawing(frame, code)})


def picture(pdf: bytes, dpi: float = 200) -> np.ndarray:
    """The first page, grey."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    drawn = page.render(scale=dpi / 72, grayscale=True).to_numpy().squeeze().copy()
    page.close()
    document.close()
    return drawn
