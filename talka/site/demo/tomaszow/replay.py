"""The whole replay, in the order in which people would do it."""

import datetime

from talka.site.demo.tomaszow.network import founded
from talka.site.demo.tomaszow.programme import set_up


def replay(today: datetime.date) -> None:
    town = founded()
    course = set_up(town, today)
    del course
