"""One verb each. The pages, the demo and an import all use these."""

from talka.consultations.actions.answers import NotAccepted, Received, receive_answer
from talka.consultations.actions.batches import close_batch, open_batch, take_back_last
from talka.consultations.actions.doors import close_door, edit_door, open_door, reopen_door
from talka.consultations.actions.draft import (
    add_question,
    add_section,
    edit_question,
    edit_section,
    move_question,
    move_section,
    remove_question,
    remove_section,
    set_subjects,
)
from talka.consultations.actions.feedback import ask_for_feedback, write_due_letters
from talka.consultations.actions.life import (
    close_consultation,
    edit_consultation,
    make_consultation,
    publish_questionnaire,
    reopen_consultation,
)

__all__ = [
    "NotAccepted",
    "Received",
    "add_question",
    "add_section",
    "ask_for_feedback",
    "close_batch",
    "close_consultation",
    "close_door",
    "edit_consultation",
    "edit_door",
    "edit_question",
    "edit_section",
    "make_consultation",
    "move_question",
    "move_section",
    "open_batch",
    "open_door",
    "publish_questionnaire",
    "receive_answer",
    "remove_question",
    "remove_section",
    "reopen_consultation",
    "reopen_door",
    "set_subjects",
    "take_back_last",
    "write_due_letters",
]
