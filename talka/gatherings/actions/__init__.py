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
from talka.gatherings.actions.invitations import (
    Guest,
    decline_invitation,
    invite,
    invite_again,
    open_invitation,
    withdraw_invitation,
)
from talka.gatherings.actions.lecturers import edit_lecturer, introduce_lecturer, set_lecturers, set_portrait
from talka.gatherings.actions.people import forget_participant, join_cohort, leave_cohort, meet_participant
from talka.gatherings.actions.reminders import remind, remind_all
from talka.gatherings.actions.rules_of_sign_up import (
    ask_at_sign_up,
    drop_question,
    edit_question,
    erase_answers,
    erase_due_answers,
    set_sign_up_rules,
)
from talka.gatherings.actions.sign_ups import SignedUp, cancel_sign_up, forget_sign_up, sign_up
from talka.gatherings.actions.waiting import accept_offer, move_waiting, pass_offer, settle_all, settle_places

__all__ = [
    "Guest",
    "Outcome",
    "Recorded",
    "SignedUp",
    "accept_offer",
    "add_arrival",
    "add_session",
    "ask_at_sign_up",
    "ask_for_correction",
    "cancel_gathering",
    "cancel_sign_up",
    "change_feed_address",
    "check_in",
    "choose_feed",
    "close_check_in",
    "correct_attendance",
    "decline_invitation",
    "drop_question",
    "edit_gathering",
    "edit_group",
    "edit_lecturer",
    "edit_question",
    "edit_session",
    "erase_answers",
    "erase_due_answers",
    "forget_feeds",
    "forget_participant",
    "forget_sign_up",
    "introduce_lecturer",
    "invite",
    "invite_again",
    "invite_group",
    "join_cohort",
    "leave_cohort",
    "make_feed",
    "mark_held",
    "meet_participant",
    "move_waiting",
    "open_check_in",
    "open_invitation",
    "open_list",
    "pass_offer",
    "plan_gathering",
    "record_attendance",
    "remind",
    "remind_all",
    "remove_group",
    "remove_session",
    "set_lecturers",
    "set_portrait",
    "set_sign_up_rules",
    "settle_all",
    "settle_claim",
    "settle_places",
    "sign_up",
    "stop_feed",
    "withdraw_invitation",
]
