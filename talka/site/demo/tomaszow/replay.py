"""The whole replay, in the order in which people would do it."""

import datetime

from talka.site.demo.tomaszow import consultation, findings, panel, strategy
from talka.site.demo.tomaszow.network import founded
from talka.site.demo.tomaszow.programme import set_up


def replay(today: datetime.date) -> None:
    town = founded()
    course = set_up(town, today)
    first = consultation.asked(town, course, today)
    said = findings.released(town, first)
    work = strategy.looked_at_themselves(town, course, said)
    strategy.planned(town, course, work)
    panel.prepared(town, course, said, today)
    consultation.open_now(town, course, today)
