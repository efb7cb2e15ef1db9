"""Who was there: written down by helpers and by people themselves, corrected, asked about, settled."""

from talka.gatherings.actions.attendance.check_in import check_in, close_check_in, open_check_in
from talka.gatherings.actions.attendance.claims import ask_for_correction, settle_claim
from talka.gatherings.actions.attendance.lists import add_arrival, correct_attendance, open_list, record_attendance
from talka.gatherings.actions.attendance.said import Outcome, Recorded

__all__ = [
    "Outcome",
    "Recorded",
    "add_arrival",
    "ask_for_correction",
    "check_in",
    "close_check_in",
    "correct_attendance",
    "open_check_in",
    "open_list",
    "record_attendance",
    "settle_claim",
]
