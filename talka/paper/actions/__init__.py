"""What can be done with paper, one verb each."""

from talka.paper.actions.bringing import add_files, bring_scans
from talka.paper.actions.checking import count_without_pages, decide, set_form_aside, take_next, undo_last
from talka.paper.actions.counting import count_form, finish_import
from talka.paper.actions.keeping import delete_scans, keep_scans_for
from talka.paper.actions.piles import read_again, stop_reading, take_up_reading
from talka.paper.actions.printing import print_numbered, ready_print
from talka.paper.actions.reading import read_on
from talka.paper.actions.sorting import settle_page, sort_pages
from talka.paper.actions.twins import tell_apart

__all__ = [
    "add_files",
    "bring_scans",
    "count_form",
    "count_without_pages",
    "decide",
    "delete_scans",
    "finish_import",
    "keep_scans_for",
    "print_numbered",
    "read_again",
    "read_on",
    "ready_print",
    "set_form_aside",
    "settle_page",
    "sort_pages",
    "stop_reading",
    "take_next",
    "take_up_reading",
    "tell_apart",
    "undo_last",
]
