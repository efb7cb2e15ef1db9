"""The concept as PDF and DOCX: opened again and read."""

import io

import docx
import pypdfium2
import pytest
from django.test import Client

from talka.programmes import actions, queries
from talka.programmes.documents.concept import concept_docx, concept_pdf
from tests.world import World

pytestmark = pytest.mark.django_db
BASE = "/weavers/programmes/weaving/"


def pdf_text(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_the_pdf_holds_agenda_and_credits(world: World) -> None:
    response = Client().get(f"{BASE}concept.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert b"pdfaid:part" in response.content
    words = pdf_text(response.content).replace("\r\n", "\n").replace("\u00a0", " ")
    for expected in ("Weaving together", "Ask once, together.", "Day 1: Whom to ask", "10:00–12:00", "Anna Nowak"):
        assert expected in words, expected
    assert "Paid from the Culture Fund." in words


def test_the_docx_has_real_headings_a_table_and_credits(world: World) -> None:
    response = Client().get(f"{BASE}concept.docx")
    assert response["Content-Disposition"] == 'attachment; filename="weaving-together.docx"'
    document = docx.Document(io.BytesIO(response.content))
    headings = [
        (each.style.name, each.text) for each in document.paragraphs if each.style and "Head" in each.style.name
    ]
    assert headings == [
        ("Heading 1", "Why it is needed"),
        ("Heading 1", "Aim"),
        ("Heading 1", "For whom"),
        ("Heading 1", "Goals"),
        ("Heading 1", "Expected results"),
        ("Heading 1", "Agenda: Training by region"),
        ("Heading 2", "Day 1: Whom to ask"),
        ("Heading 1", "Who makes it"),
        ("Heading 2", "Funders"),
    ]
    agenda = document.tables[0]
    assert [cell.text for cell in agenda.rows[0].cells] == ["Time", "What", "Lecturer"]
    assert [cell.text for cell in agenda.rows[1].cells] == [
        "10:00–12:00",
        "Who lives here\nNobody may miss it.",
        "Anna Nowak",
    ]
    assert agenda._tbl.tr_lst[0].trPr.xpath("w:tblHeader")
    assert document.paragraphs[-1].text == "Paid from the Culture Fund."
    assert len(document.inline_shapes) == 1
    assert (document.core_properties.title, document.core_properties.language) == ("Weaving together", "en")
    lists = [(each.text, each.style.name) for each in document.paragraphs if each.style and "List" in each.style.name]
    assert ("Know what residents need", "List Number") in lists
    assert ("Residents", "List Bullet") in lists


def test_each_numbered_list_begins_at_one(world: World) -> None:
    document = docx.Document(io.BytesIO(Client().get(f"{BASE}concept.docx").content))
    numbers = {
        each.text: each._p.pPr.numPr.numId.val
        for each in document.paragraphs
        if each.style and each.style.name == "List Number"
    }
    assert numbers["Know what residents need"] == numbers["Plan as one"]
    assert numbers["Plan as one"] != numbers["A plan of each centre"]


def test_people_read_their_own_language_on_paper(world: World) -> None:
    actions.write_concept(
        acting_user=world.coordinator, programme=world.programme, aim={"en": "Ask once", "pl": "Zapytać raz"}
    )
    read = queries.concept_read(world.programme, draft=True)
    assert read is not None
    assert "Zapytać raz" in pdf_text(concept_pdf(world.programme, read, "pl"))
    document = docx.Document(io.BytesIO(concept_docx(world.programme, read, "pl")))
    assert "Zapytać raz" in [each.text for each in document.paragraphs]
    assert document.core_properties.title == "Tkamy razem"
