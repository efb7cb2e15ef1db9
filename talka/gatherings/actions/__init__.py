"""What can be done with gatherings, one verb each."""

from talka.gatherings.actions.agenda import add_session, edit_session, remove_session
from talka.gatherings.actions.attendance import (
    Outcome,
    Recorded,
    add_arrival,
    ask_for_correction,
    check_in,
    close_check_in,
    correct_attendance,
    open_check_in,
    open_list,
    record_attendance,
    settle_claim,
)
from talka.gatherings.actions.feeds import change_feed_address, choose_feed, forget_feeds, make_feed, stop_feed
from talka.gatherings.actions.gathering import cancel_gathering, edit_gathering, mark_held, plan_gathering
from talka.gatherings.actions.groups import edit_group, invite_group, remove_group
from talka.gatherings.actions.lecturers import edit_lecturer, introduce_lecturer, set_lecturers, set_portrait
from talka.gatherings.actions.people import forget_participant, join_cohort, leave_cohort, meet_participant
from talka.gatherings.actions.sign_ups import SignedUp, cancel_sign_up, forget_sign_up, sign_up

__all__ = [
    "Outcome",
    "Recorded",
    "SignedUp",
    "add_arrival",
    "add_session",
    "ask_for_correction",
    "cancel_gathering",
    "cancel_sign_up",
    "change_feed_address",
    "check_in",
    "choose_feed",
    "close_check_in",
    "correct_attendance",
    "edit_gathering",
    "edit_group",
    "edit_lecturer",
    "edit_session",
    "forget_feeds",
    "forget_participant",
    "forget_sign_up",
    "introduce_lecturer",
    "invite_group",
    "join_cohort",
    "leave_cohort",
    "make_feed",
    "mark_held",
    "meet_participant",
    "open_check_in",
    "open_list",
    "plan_gathering",
    "record_attendance",
    "remove_group",
    "remove_session",
    "set_lecturers",
    "set_portrait",
    "settle_claim",
    "sign_up",
    "stop_feed",
]
