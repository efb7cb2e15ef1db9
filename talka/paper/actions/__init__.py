"""What can be done with paper, one verb each."""

from talka.paper.actions.bringing import bring_scans
from talka.paper.actions.checking import decide, set_form_aside, settle_page, take_next, undo_last
from talka.paper.actions.counting import count_form, finish_import
from talka.paper.actions.keeping import delete_scans
from talka.paper.actions.printing import print_numbered, ready_print
from talka.paper.actions.reading import read_on, sort_pages

__all__ = [
    "bring_scans",
    "count_form",
    "decide",
    "delete_scans",
    "finish_import",
    "print_numbered",
    "read_on",
    "ready_print",
    "set_form_aside",
    "settle_page",
    "sort_pages",
    "take_next",
    "undo_last",
]
