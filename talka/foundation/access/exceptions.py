from typing import TypeVar

from django.http import Http404

Thing = TypeVar("Thing")


class Absent(Http404):
    """There is no such thing here for this reader. Being Django's own 404, it needs no translation by views."""


def or_absent(thing: Thing | None) -> Thing:
    """What was looked for; raises `Absent` where nothing was found for this reader."""
    if thing is None:
        raise Absent
    return thing


class Refusal(Exception):
    """A rule of the work forbids this step.

    The message says what happened and what to do, in the reader's words; `field` names the form field that it
    belongs to, where there is one.
    """

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
