"""The plan on paper: what stands in it, that it is tagged, and what it never tells."""

import pypdfium2
import pytest

from talka.strategy.documents.plan import plan_pdf
from tests.world import World


def text_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    words = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    return " ".join(words.replace("\u00a0", " ").split())


@pytest.mark.parametrize("language", ["en", "pl"])
def test_an_approved_public_plan(world: World, language: str) -> None:
    content = plan_pdf(world.plan, world.viewer("director"), language=language, draft=False)
    words = text_of(content)
    title = {"en": "Development plan 2027–2030", "pl": "Program rozwoju 2027–2030"}[language]
    for expected in (
        title,
        "Miejski Ośrodek Kultury",
        "The director",
        "MOK is easy to reach, also in the evening",
        "1.1.1",
        "MOK stays open until 21.00 on Fridays",
        "Evening visits in a month",
        "own budget",
    ):
        assert expected in words
    assert "No bus home" not in words, "a private SWOT is not told in a public document"
    assert b"/StructTreeRoot" in content
    assert b"/MarkInfo" in content
    assert b"pdfuaid:part" in content


def test_a_draft_says_so_on_every_page(world: World) -> None:
    content = plan_pdf(world.plan, world.viewer("director"), language="en", draft=True)
    for page in pypdfium2.PdfDocument(content):
        assert "Draft of" in page.get_textpage().get_text_bounded()
    assert "No bus home" in text_of(content), "its own people read what it rests on"


def test_a_cooperation_plan_shows_the_division_of_roles(world: World) -> None:
    words = text_of(plan_pdf(world.common_plan, world.viewer("director"), language="en", draft=True))
    assert "Who leads, gives and receives" in words
    assert "MOK keeps the calendar" in words
    assert "not yet" in words


def test_the_page_sends_it(world: World, signed_in, at) -> None:
    response = signed_in(None).get(at("plan_pdf", world.plan.pk))
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-1.7")
