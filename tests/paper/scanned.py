"""Filled forms as a scanner gives them: the printed pages, crosses drawn into their boxes, pictures in a PDF."""

import io
import json
from collections.abc import Mapping, Sequence

import pypdfium2
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from talka.methods.marks import Box, Frame
from talka.paper.actions.printing import pages_for_printer
from talka.paper.models import PaperPrint

Marks = Mapping[str, Sequence[str]]
"""Field → keys of the choices that somebody crossed; for texts and numbers anything says that something is written."""

DOTS = 150


def pictures(paper_print: PaperPrint, forms: Sequence[Marks], numbers: range | None = None) -> list[Image.Image]:
    """Every page of every form, in their order."""
    document = pypdfium2.PdfDocument(pages_for_printer(paper_print, numbers))
    frames = [Frame.from_json(json.dumps(content)) for content in paper_print.frames]
    made = []
    for form, marks in enumerate(forms):
        for page, frame in enumerate(frames):
            drawn = (
                document[(form if numbers else 0) * len(frames) + page].render(scale=DOTS / 72).to_pil().convert("L")
            )
            _mark(drawn, frame, marks)
            made.append(drawn)
    document.close()
    return made


def _mark(picture: Image.Image, frame: Frame, marks: Marks) -> None:
    pen = ImageDraw.Draw(picture)
    for box in frame.boxes:
        name, _bar, key = box.id.partition("|")
        if key and key in marks.get(name, ()):
            _cross(pen, box)
        elif not key and marks.get(name.rpartition(".")[0] if frame.group_of[box.id].kind == "digits" else name):
            _write(pen, box)


def _dots(millimetres: float) -> float:
    return millimetres * DOTS / 25.4


def _cross(pen: ImageDraw.ImageDraw, box: Box) -> None:
    left, top, right, bottom = box.x + 0.5, box.y + 0.4, box.x + box.width - 0.4, box.y + box.height - 0.5
    for ends in (((left, top), (right, bottom)), ((right, top), (left, bottom))):
        pen.line([(_dots(x), _dots(y)) for x, y in ends], fill=30, width=3)


def _write(pen: ImageDraw.ImageDraw, box: Box) -> None:
    for step in range(4):
        x, y = box.x + 1 + step * 0.8, box.y + box.height * 0.3
        pen.line([(_dots(x), _dots(y)), (_dots(x + 0.6), _dots(y + box.height * 0.4))], fill=40, width=2)


def pdf(pages: Sequence[Image.Image], name: str = "pile.pdf") -> SimpleUploadedFile:
    """The pictures as one file of a scanner."""
    made = io.BytesIO()
    pages[0].save(made, format="PDF", save_all=True, append_images=pages[1:], resolution=DOTS)
    return SimpleUploadedFile(name, made.getvalue(), content_type="application/pdf")
