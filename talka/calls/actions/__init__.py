"""What can be done with calls, one verb each."""

from talka.calls.actions.applications import (
    Begun,
    begin_application,
    forget_applications,
    save_application,
    send_application,
    set_aside,
    take_over,
    withdraw_application,
)
from talka.calls.actions.becoming import NewRound, chain_outcomes
from talka.calls.actions.calls import (
    call_off,
    draft_again,
    draft_call,
    edit_call,
    move_part,
    prolong_call,
    publish_call,
    put_back,
    put_part,
    remove_part,
)
from talka.calls.actions.decision import (
    Chosen,
    announce_decision,
    answer_appeal,
    decide,
    lodge_appeal,
)
from talka.calls.actions.files import attach_file, detach_file
from talka.calls.actions.inquiries import answer_inquiry, ask
from talka.calls.actions.reviews import (
    appoint_reviewer,
    change_mark,
    declare,
    dismiss_reviewer,
    forget_reviewer,
    note_conflict,
    open_marks,
    save_marks,
    score,
)
from talka.calls.clock import as_of

__all__ = [
    "Begun",
    "Chosen",
    "NewRound",
    "announce_decision",
    "answer_appeal",
    "answer_inquiry",
    "appoint_reviewer",
    "as_of",
    "ask",
    "attach_file",
    "begin_application",
    "call_off",
    "chain_outcomes",
    "change_mark",
    "decide",
    "declare",
    "detach_file",
    "dismiss_reviewer",
    "draft_again",
    "draft_call",
    "edit_call",
    "forget_applications",
    "forget_reviewer",
    "lodge_appeal",
    "move_part",
    "note_conflict",
    "open_marks",
    "prolong_call",
    "publish_call",
    "put_back",
    "put_part",
    "remove_part",
    "save_application",
    "save_marks",
    "score",
    "send_application",
    "set_aside",
    "take_over",
    "withdraw_application",
]
