"""Reminding those who keep a place, some days before the start, once each."""

import datetime

from django.db import transaction
from django.utils import timezone

from talka.gatherings.actions.letters import write_later
from talka.gatherings.models import Gathering, Reminder, SignUp, SignUpRules
from talka.gatherings.models.places import remind_before

LONGEST = datetime.timedelta(days=60)


def remind_all(now: datetime.datetime | None = None) -> int:
    """The duty: every planned gathering that has a date of reminding behind it and its start before it."""
    moment = now or timezone.now()
    soon = Gathering.objects.filter(
        state=Gathering.State.PLANNED, starts_at__gt=moment, starts_at__lte=moment + LONGEST
    )
    decided = dict(SignUpRules.objects.filter(gathering__in=soon).values_list("gathering_id", "remind_days"))
    reminded = 0
    for gathering in soon:
        days = due(gathering, decided.get(gathering.pk, remind_before()), moment)
        if days is not None:
            reminded += remind(gathering=gathering, days=days)
    return reminded


def due(gathering: Gathering, dates: list[int], now: datetime.datetime) -> int | None:
    """The nearest date of reminding that has come. Where the program stood still, an older one is left out."""
    come = [days for days in dates if gathering.starts_at - datetime.timedelta(days=days) <= now]
    return min(come) if come else None


@transaction.atomic
def remind(*, gathering: Gathering, days: int) -> int:
    """Write to all who keep a place, were not reminded at this date yet, and signed up before it."""
    standing = Gathering.objects.select_for_update().get(pk=gathering.pk)
    due_at = standing.starts_at - datetime.timedelta(days=days)
    unreminded = standing.sign_ups.filter(
        state=SignUp.State.COMING, led_by__isnull=True, signed_up_at__lt=due_at
    ).exclude(reminders__days=days)
    made = Reminder.objects.bulk_create([Reminder(sign_up=each, days=days) for each in unreminded])
    for each in made:
        write_later("reminder", each.sign_up_id)
    return len(made)
