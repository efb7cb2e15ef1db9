from django.http import Http404


class Absent(Http404):
    """There is no such thing here for this reader. Being Django's own 404, it needs no translation by views."""


class Refusal(Exception):
    """A rule of the work forbids this step.

    The message says what happened and what to do, in the reader's words; `field` names the form field that it
    belongs to, where there is one.
    """

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
