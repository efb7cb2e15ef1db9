"""What must be looked at again and again: offers that run out, reminders that fall due, answers to be erased.

A room registers a duty in its AppConfig's `ready`. The process that does jobs carries each out in a thread of its own,
about every so many seconds. A duty asks the database what is due and does it so that doing it twice, in two processes,
does no harm. Nobody may rely on a duty running: pages settle what they show when it is read.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import close_old_connections

logger = logging.getLogger(__name__)
A_LOOK_SECONDS = 5.0


@dataclass(frozen=True)
class Duty:
    name: str
    seconds: float
    act: Callable[[], object]


_duties: dict[str, Duty] = {}


def register_duty(name: str, *, seconds: float, act: Callable[[], object]) -> None:
    """`act` takes nothing, and is called about every `seconds` while jobs are done."""
    _duties[name] = Duty(name, seconds, act)


def carry_out(due: dict[str, float], now: float) -> None:
    """Do every duty whose time has come; `due` holds when each is next. One that fails is written to the log and
    comes again; it keeps no other from being done."""
    for duty in list(_duties.values()):
        if due.get(duty.name, 0.0) > now:
            continue
        due[duty.name] = now + duty.seconds
        close_old_connections()
        try:
            duty.act()
        except Exception:
            logger.exception("The duty %s failed and comes again in %.0f s.", duty.name, duty.seconds)


def begin() -> threading.Thread:
    """Start the thread; it ends with its process."""

    def look() -> None:
        due: dict[str, float] = {}
        while True:
            carry_out(due, time.monotonic())
            time.sleep(A_LOOK_SECONDS)

    thread = threading.Thread(target=look, name="periodic", daemon=True)
    thread.start()
    return thread
