"""What gatherings do again and again: offers that run out, reminders, answers to be erased."""

from talka.foundation.periodic import register_duty
from talka.gatherings import actions

MINUTE = 60.0


def register() -> None:
    register_duty("gatherings: places", seconds=MINUTE, act=actions.settle_all)
    register_duty("gatherings: reminders", seconds=15 * MINUTE, act=actions.remind_all)
    register_duty("gatherings: answers", seconds=60 * MINUTE, act=actions.erase_due_answers)
