"""DOCX for those who edit on: real headings, lists and tables, in faces that every office program has.

sheet = Sheet(title="…", language="lt", author="…")
sheet.heading("Agenda", 1)
sheet.table(["Time", "What"], [["10:00–13:00", "…"]], widths=[3, 13])
data = sheet.made()
"""

import io
import re
from collections.abc import Iterable, Sequence

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

INK, QUIET, LINE = RGBColor(0x14, 0x20, 0x1F), RGBColor(0x4A, 0x56, 0x54), "C9D2CF"
SERIF, SANS = "Georgia", "Calibri"
TEXT_WIDTH = 16.4
"""Centimetres between the margins."""


class Sheet:
    """One document. Texts are plain text of people; nothing in them is read as markup."""

    def __init__(self, *, title: str, language: str, author: str = "") -> None:
        self.document: Document = docx.Document()
        core = self.document.core_properties
        core.title, core.author, core.language, core.comments = title, author, language, ""
        self._styles(language)
        page = self.document.sections[0]
        page.page_width, page.page_height = Cm(21), Cm(29.7)
        page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Cm(2.4), Cm(2.2), Cm(2.4), Cm(2.2)

    def title(self, words: str, above: str = "", below: str = "") -> None:
        """The title of the document, with a quiet line above and one below it."""
        if above:
            self.quiet(above)
        self.document.add_paragraph(words, style="Title")
        if below:
            self.quiet(below)

    def heading(self, words: str, level: int = 1) -> None:
        self.document.add_heading(words, level)

    def text(self, words: str) -> None:
        """Paragraphs by empty lines, line breaks as they are."""
        for part in re.split(r"\n[ \t]*\n", words.replace("\r\n", "\n")):
            if part.strip():
                _broken(self.document.add_paragraph(), part.strip())

    def quiet(self, words: str) -> None:
        run = self.document.add_paragraph().add_run(words)
        run.font.color.rgb, run.font.size = QUIET, Pt(9)

    def labelled(self, label: str, words: str) -> None:
        """One paragraph that begins with what it is: "Result: …"."""
        paragraph = self.document.add_paragraph()
        paragraph.add_run(label).bold = True
        paragraph.add_run(f" {words}")

    def bullets(self, items: Iterable[str]) -> None:
        for item in items:
            self.document.add_paragraph(item, style="List Bullet")

    def numbered(self, items: Iterable[str]) -> None:
        """A list that counts from 1, also where it is not the first of the document."""
        number = self._numbering()
        for item in items:
            paragraph = self.document.add_paragraph(item, style="List Number")
            properties = paragraph._p.get_or_add_pPr()
            numbered = properties.get_or_add_numPr()
            numbered.get_or_add_numId().val = number
            numbered.get_or_add_ilvl().val = 0

    def table(self, header: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float]) -> None:
        """A table whose head is repeated on every page; `widths` in any unit, shared out over the page."""
        table = self.document.add_table(rows=1, cols=len(header))
        table.autofit = False
        _lines(table)
        for cell, words in zip(table.rows[0].cells, header, strict=True):
            cell.paragraphs[0].add_run(words).bold = True
        _head(table)
        for row in rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                _broken(cell.paragraphs[0], words)
        share = TEXT_WIDTH / sum(widths)
        for row_of in table.rows:
            _whole(row_of)
            for cell, width in zip(row_of.cells, widths, strict=True):
                cell.width = Cm(width * share)
                _small(cell)
        self.document.add_paragraph().paragraph_format.space_after = Pt(2)

    def credits(self, credits: Iterable[tuple[str, str, bytes | None]]) -> None:
        """What funders require: (name, sentence, logo as PNG or JPEG or None), at the foot of the text."""
        for name, sentence, logo in credits:
            if logo is not None:
                paragraph = self.document.add_paragraph()
                paragraph.paragraph_format.keep_with_next = True
                shape = paragraph.add_run().add_picture(io.BytesIO(logo), height=Cm(1.3))
                shape._inline.docPr.set("descr", name)
            self.quiet(sentence or name)

    def made(self) -> bytes:
        kept = io.BytesIO()
        self.document.save(kept)
        return kept.getvalue()

    def _styles(self, language: str) -> None:
        styles = self.document.styles
        body = _paragraph_style(styles["Normal"])
        _face(body, SANS)
        body.font.size, body.font.color.rgb = Pt(10.5), INK
        body.paragraph_format.space_after = Pt(6)
        for name, size in (("Title", 26), ("Heading 1", 16), ("Heading 2", 12.5), ("Heading 3", 11)):
            style = _paragraph_style(styles[name])
            _face(style, SERIF)
            style.font.size, style.font.bold, style.font.color.rgb = Pt(size), False, INK
            style.paragraph_format.space_before = Pt(0 if name == "Title" else 14)
            style.paragraph_format.space_after = Pt(4)
            style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
            for border in style.element.findall(f".//{qn('w:pBdr')}"):
                border.getparent().remove(border)
        for tongue in styles.element.iter(qn("w:lang")):
            tongue.set(qn("w:val"), language)

    def _numbering(self) -> int:
        """A numbering of its own over the abstract one that "List Number" names."""
        style = self.document.styles["List Number"].element
        of_style = style.pPr.numPr.numId.val
        numbering = self.document.part.numbering_part.element
        abstract = next(num for num in numbering.num_lst if num.numId == of_style).abstractNumId.val
        fresh = numbering.add_num(abstract)
        fresh.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(fresh.numId)


def _paragraph_style(style: object) -> ParagraphStyle:
    assert isinstance(style, ParagraphStyle)
    return style


def _face(style: ParagraphStyle, name: str) -> None:
    """The face for every script; the template's own names its faces by theme, which would win."""
    style.font.name = name
    faces = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        faces.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        faces.set(qn(f"w:{script}"), name)


def _broken(paragraph: Paragraph, words: str) -> None:
    for number, line in enumerate(words.split("\n")):
        run = paragraph.add_run()
        if number:
            run.add_break()
        run.add_text(line)


def _small(cell: _Cell) -> None:
    for paragraph in cell.paragraphs:
        paragraph.paragraph_format.space_after = Pt(2)
        for run in paragraph.runs:
            run.font.size = Pt(9.5)


def _head(table: Table) -> None:
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))


def _whole(row: object) -> None:
    """A row does not break over two pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # type: ignore[attr-defined]  # python-docx has no name for it


def _lines(table: Table) -> None:
    """Hairlines between rows and no others."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", LINE)):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)
