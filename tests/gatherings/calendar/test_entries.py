"""Entries, calendars and letters, read back by vobject, which is not ours and stands on no library of ours."""

import datetime
from zoneinfo import ZoneInfo

import pytest
import vobject
from django.core.mail import EmailMultiAlternatives
from icalendar import Calendar

from talka.gatherings import actions
from talka.gatherings.calendar import Entry, Method, calendar_of, calendar_part, calendar_text
from talka.gatherings.models import SignUp
from tests.world import World

pytestmark = pytest.mark.django_db
WARSAW = ZoneInfo("Europe/Warsaw")
CHANGED = datetime.datetime(2027, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)


def told(world: World, **more: str) -> str:
    gathering = world.gathering
    entry = Entry(gathering, CHANGED, list(gathering.sessions.prefetch_related("taught_by__lecturer")))
    return calendar_text(calendar_of([entry], WARSAW, **more)).decode()


def test_an_entry_says_what_it_is(world: World) -> None:
    gathering = world.gathering
    gathering.title = {"en": "Reading, asking; writing"}
    gathering.about = {"en": "One line\nand a very long second one that must be folded because it is ąęż so long"}
    text = told(world)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    event = vobject.readOne(text).vevent
    assert event.uid.value == f"gathering-{gathering.pk}@localhost"
    assert event.summary.value == "Reading, asking; writing"
    assert event.sequence.value == "0"
    assert event.status.value == "CONFIRMED"
    assert event.location.value == "The weaving hall, Tomaszów Mazowiecki"
    assert event.dtstamp.value == CHANGED
    assert event.dtstart.value == gathering.starts_at
    assert event.dtend.value == gathering.ends_at
    assert "DTSTART;TZID=Europe/Warsaw:" in text
    begins = gathering.starts_at.astimezone(WARSAW)
    clock = f"{begins:%H:%M}–{begins + datetime.timedelta(hours=1):%H:%M}"
    assert event.description.value.split("\n\n") == [
        "One line\nand a very long second one that must be folded because it is ąęż so long",
        "Host: Miejski Ośrodek Kultury",
        f"Agenda\n{clock} Whom to ask (Anna Nowak)",
        f"http://localhost:8000/weavers/gatherings/{gathering.pk}/",
    ]


def test_a_feed_says_how_often_to_come_again(world: World) -> None:
    text = told(world, name="Weavers", colour="crimson", source="https://a.example/x.ics")
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT2H\r\n" in text
    assert "SOURCE;VALUE=URI:https://a.example/x.ics\r\n" in text
    read = vobject.readOne(text)
    assert read.contents["name"][0].value == "Weavers"
    assert read.contents["x-wr-calname"][0].value == "Weavers"
    assert read.contents["color"][0].value == "crimson"
    assert len(read.contents["vtimezone"]) == 1
    read.validate()


def test_the_sequence_rises_with_time_and_place(world: World) -> None:
    gathering, who = world.gathering, world.director
    actions.edit_gathering(acting_user=who, gathering=gathering, about={"en": "Other words"})
    assert vobject.readOne(told(world)).vevent.sequence.value == "0"
    actions.edit_gathering(acting_user=who, gathering=gathering, place="Elsewhere")
    assert vobject.readOne(told(world)).vevent.sequence.value == "1"
    actions.cancel_gathering(acting_user=who, gathering=gathering, reason={"en": "The roof leaks."})
    event = vobject.readOne(told(world)).vevent
    assert (event.sequence.value, event.status.value) == ("2", "CANCELLED")
    assert event.description.value.startswith("It does not take place. The roof leaks.")


def test_a_letter_asks_and_takes_back(world: World) -> None:
    gathering, sign_up = world.gathering, world.sign_up
    asked = calendar_part(gathering, sign_up, Method.REQUEST, now=CHANGED)
    read = vobject.readOne(asked.content.decode())
    assert read.method.value == "REQUEST"
    event = read.vevent
    assert event.organizer.params["CN"] == ["Miejski Ośrodek Kultury"]
    assert event.attendee.value == "mailto:jan@example.org"
    assert event.attendee.params["PARTSTAT"] == ["ACCEPTED"]
    assert event.contents["conference"][0].value == "https://example.org/room"
    identity = event.uid.value

    given_back = calendar_part(gathering, sign_up, Method.CANCEL, now=CHANGED)
    event = vobject.readOne(given_back.content.decode()).vevent
    assert event.uid.value == identity
    assert not hasattr(event, "status")
    assert "example.org/room" not in given_back.content.decode()

    actions.cancel_gathering(acting_user=world.director, gathering=gathering)
    called_off = calendar_part(gathering, sign_up, Method.CANCEL, now=CHANGED)
    read = vobject.readOne(called_off.content.decode())
    assert (read.method.value, read.vevent.status.value, read.vevent.sequence.value) == ("CANCEL", "CANCELLED", "1")


def test_who_waits_does_not_get_the_link(world: World) -> None:
    world.sign_up.state = SignUp.State.WAITING
    part = calendar_part(world.gathering, world.sign_up, Method.REQUEST)
    assert "example.org/room" not in part.content.decode()


def test_a_letter_carries_it_twice(world: World) -> None:
    message = EmailMultiAlternatives("A place", "Words", "a@example.org", ["jan@example.org"])
    calendar_part(world.gathering, world.sign_up, Method.REQUEST).put_into(message)
    parts = {part.get_content_type(): part for part in message.message().walk()}
    assert parts["text/calendar"].get_param("method") == "REQUEST"
    assert parts["application/ics"].get_filename() == f"gathering-{world.gathering.pk}.ics"
    assert Calendar.from_ical(parts["text/calendar"].get_payload(decode=True).decode())["METHOD"] == "REQUEST"
