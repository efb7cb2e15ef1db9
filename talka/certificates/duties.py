"""What is due again and again: sets whose job ended in the middle are taken up."""

from talka.certificates.actions import take_up_unfinished
from talka.foundation.periodic import register_duty


def register() -> None:
    register_duty("certificates: take up unfinished sets", seconds=30, act=take_up_unfinished)
