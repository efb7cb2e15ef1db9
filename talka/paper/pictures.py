"""Pictures for people: the whole page, or the part of it that a question takes, straightened as it was printed."""

import io
import json

import numpy as np
from django.core.files.storage import default_storage
from PIL import Image

from talka.foundation.access import or_absent
from talka.methods.marks import Frame
from talka.paper.models import Reading, ScannedPage

RIM = 3.0
"""Millimetres around a question."""
DOTS = 6.0
"""Dots a millimetre in a cut picture."""
PAGE_HEIGHT = 1600
TEXT_MARGIN = 17.0


def page_picture(page: ScannedPage) -> bytes:
    """The whole page as a JPEG. Absent where the scan was deleted."""
    picture = Image.fromarray(_picture(page))
    picture.thumbnail((PAGE_HEIGHT, PAGE_HEIGHT))
    made = io.BytesIO()
    picture.save(made, format="JPEG", quality=80)
    return made.getvalue()


def reading_picture(reading: Reading) -> bytes:
    """The question's boxes with the words beside them, as a PNG; the whole page where it does not fit its frame."""
    from talka.methods.marks.cutting import cut
    from talka.methods.marks.identification import identify
    from talka.methods.marks.registration import DoesNotFit, register

    page = reading.scanned
    picture = _picture(page)
    frame = _frame(page)
    try:
        seen = identify(picture)
        registration = register(picture, frame, seen.corners, seen.symbols)
    except DoesNotFit:
        return page_picture(page)
    boxes = {name for group in frame.groups if group.id == reading.name for name in group.boxes}
    mine = [box for box in frame.boxes if box.id in boxes]
    left = min(box.x for box in mine) - RIM
    right = frame.width - TEXT_MARGIN
    if reading.kind == Reading.Kind.NUMBER:
        right = max(box.x + box.width for box in mine) + RIM
    top = min(box.y for box in mine) - RIM
    bottom = max(box.y + box.height for box in mine) + RIM * (2 if reading.kind == Reading.Kind.CHOICE else 1)
    area = np.array([[left, top, right, bottom]])
    part = cut(picture, registration.warp, area, round((bottom - top) * DOTS), round((right - left) * DOTS))[0]
    made = io.BytesIO()
    Image.fromarray(part).save(made, format="PNG")
    return made.getvalue()


def _picture(page: ScannedPage) -> np.ndarray:
    from talka.methods.marks.pages import pages

    kept = or_absent(page.file.kept)
    with default_storage.open(kept.path, "rb") as file:
        data = file.read()
    found = or_absent(next(pages(data, page.file.name, start=page.number), None))
    return found.picture


def _frame(page: ScannedPage) -> Frame:
    assert page.paper_print is not None, "pages with readings belong to a print"
    assert page.page is not None, "and have their number"
    return Frame.from_json(json.dumps(page.paper_print.frames[page.page - 1]))
