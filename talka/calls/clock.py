"""The room's clock: everything here turns on a deadline, so each moment is read in one place.

The demonstration replays a call of the past by `as_of`; pages and jobs know no other time than now.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_moment: ContextVar[datetime.datetime | None] = ContextVar("moment", default=None)


def now() -> datetime.datetime:
    return _moment.get() or timezone.now()


@contextmanager
def as_of(moment: datetime.datetime) -> Iterator[None]:
    """Let actions inside happen at this moment."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)
