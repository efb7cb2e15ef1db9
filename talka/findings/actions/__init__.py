"""One verb each: save a finding, decide on an open answer, publish a release."""

from talka.findings.actions.findings import edit_finding, refresh_finding, remove_finding, save_finding
from talka.findings.actions.quotations import choose_open_answer, set_open_answer_aside, undo_open_answer
from talka.findings.actions.release import publish_release, release_content

__all__ = [
    "choose_open_answer",
    "edit_finding",
    "publish_release",
    "refresh_finding",
    "release_content",
    "remove_finding",
    "save_finding",
    "set_open_answer_aside",
    "undo_open_answer",
]
