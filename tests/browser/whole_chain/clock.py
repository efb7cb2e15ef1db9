"""The seam by which days pass in a walk: everything in Talka asks `django.utils.timezone.now`."""

import datetime

import pytest
from django.utils import timezone

_now = timezone.now


class Clock:
    """Runs on as clocks do, from wherever it was put."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.ahead = datetime.timedelta()
        patch.setattr(timezone, "now", self.now)

    def now(self) -> datetime.datetime:
        return _now() + self.ahead

    def put_to(self, day: datetime.date, hour: int, minute: int = 0) -> None:
        """This day and hour, by the clock of the network."""
        there = datetime.datetime.combine(day, datetime.time(hour, minute), timezone.get_current_timezone())
        self.ahead = there - _now()
