"""Pictures for people: the whole page, or the part of it that a question takes, straightened as it was printed."""

import io
from pathlib import Path

import numpy as np
from django.core.files.storage import default_storage
from PIL import Image

from talka.foundation.access import Absent, or_absent
from talka.paper.cuttings import cut_question
from talka.paper.frames import frames_of
from talka.paper.models import Reading, ScannedPage

PAGE_HEIGHT = 1600


def page_picture(page: ScannedPage) -> bytes:
    """The whole page as a JPEG. Absent where the scan was deleted."""
    picture = Image.fromarray(_picture(page))
    picture.thumbnail((PAGE_HEIGHT, PAGE_HEIGHT))
    made = io.BytesIO()
    picture.save(made, format="JPEG", quality=80)
    return made.getvalue()


def reading_picture(reading: Reading) -> bytes:
    """The question's boxes with the words beside them, as a JPEG; the whole page where it does not fit its frame.

    What was not sure was cut while the page was read; anything else is cut now, from the scan. Absent where the scan
    was deleted.
    """
    page = reading.scanned
    place = page.cut_at.get(reading.name)
    if place is not None and page.cuttings is not None:
        with default_storage.open(page.cuttings.path, "rb") as file:
            file.seek(place[0])
            return bytes(file.read(place[1] - place[0]))
    return _cut_now(reading)


def _cut_now(reading: Reading) -> bytes:
    from talka.methods.marks.reader import read_page

    page = reading.scanned
    assert page.paper_print is not None, "pages with readings belong to a print"
    assert page.page is not None, "and have their number"
    frame = frames_of(page.paper_print)[page.page - 1]
    picture = _picture(page)
    result = read_page(picture, lambda _code: frame)
    if result.registration is None:
        return page_picture(page)
    return cut_question(picture, result.registration.warp, frame, reading.name)


def _picture(page: ScannedPage) -> np.ndarray:
    from talka.methods.marks.pages import Sheet, pages

    kept = or_absent(page.file.kept)
    found = next(pages(Path(default_storage.path(kept.path)), page.file.name, start=page.number, most=1), None)
    if not isinstance(found, Sheet):
        raise Absent
    if not page.place:
        return found.picture
    from talka.methods.marks.parting import cut_out

    return cut_out(found.picture, tuple((x, y) for x, y in page.place))
