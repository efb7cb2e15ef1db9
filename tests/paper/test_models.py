"""What the reader names fits where it is kept; SQLite would not say so."""

from enum import StrEnum

import pytest

from talka.methods.marks.identification import PageKind
from talka.methods.marks.pages import Fault
from talka.methods.marks.piles import Trouble
from talka.methods.marks.registration import Reason
from talka.methods.marks.visibility import Doubt
from talka.paper.models import Reading, ScannedPage


@pytest.mark.parametrize(
    ("names", "model", "field"),
    [
        (PageKind, ScannedPage, "kind"),
        (Trouble, ScannedPage, "trouble"),
        (Fault, ScannedPage, "trouble"),
        (Reason, ScannedPage, "trouble"),
        (Doubt, Reading, "why"),
    ],
)
def test_every_name_fits_its_field(names: type[StrEnum], model: type[ScannedPage] | type[Reading], field: str) -> None:
    most = model._meta.get_field(field).max_length
    assert [name for name in names if len(name) > most] == []
