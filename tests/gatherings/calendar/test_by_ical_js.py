"""The same calendars read by npm's ical.js (Thunderbird's), run by the Node in Playwright's wheel."""

import datetime
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright._impl._driver import compute_driver_executable

from talka.foundation.owners.models import Visibility
from talka.gatherings import actions
from talka.gatherings.calendar import Method, calendar_part, identity_of
from talka.gatherings.models import Gathering, GatheringKind
from tests.world import World

pytestmark = pytest.mark.django_db
READER = Path(__file__).parent / "independent" / "read.mjs"


def read(content: bytes) -> dict[str, Any]:
    node = compute_driver_executable()[0]
    done = subprocess.run([node, str(READER)], input=content, capture_output=True, timeout=60, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def iso(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def planned(world: World, title: str, begins: datetime.datetime) -> Gathering:
    return actions.plan_gathering(
        acting_user=world.coordinator,
        network=world.network,
        host=world.organisation,
        kind=GatheringKind.LAB,
        title={"en": title},
        place="Hall; 2, left",
        starts_at=begins,
        ends_at=begins + datetime.timedelta(hours=2),
        visibility=Visibility.PUBLIC,
    )


def test_a_feed_means_the_same_in_winter_and_in_summer(world: World) -> None:
    """The hour before and after the clocks change is where calendars go wrong."""
    moments = [
        datetime.datetime(2027, 1, 15, 9, tzinfo=datetime.UTC),
        datetime.datetime(2027, 3, 28, 0, 30, tzinfo=datetime.UTC),
        datetime.datetime(2027, 3, 28, 1, 30, tzinfo=datetime.UTC),
        datetime.datetime(2027, 7, 15, 9, tzinfo=datetime.UTC),
        datetime.datetime(2027, 10, 31, 2, 30, tzinfo=datetime.UTC),
    ]
    made = [planned(world, f"Lab {number}, ąęė", begins) for number, begins in enumerate(moments)]
    told = read(Client().get("/weavers/gatherings/feeds/network.ics").content)
    assert (told["name"], told["refresh"]) == ("Weavers", ["duration", "PT2H"])
    events = {event["uid"]: event for event in told["events"]}
    for gathering in made:
        event = events[identity_of(gathering)]
        assert (event["starts"], event["ends"]) == (iso(gathering.starts_at), iso(gathering.ends_at))
        assert event["zone"] == "Europe/Warsaw"
        assert event["summary"] == gathering.title["en"]
        assert event["location"] == "Hall; 2, left"


def test_a_letter_asks_and_calls_off(world: World) -> None:
    asked = read(calendar_part(world.gathering, world.sign_up, Method.REQUEST).content)
    (event,) = asked["events"]
    assert (asked["method"], event["sequence"], event["status"]) == ("REQUEST", 0, "CONFIRMED")
    assert event["attendees"] == [["mailto:jan@example.org", "ACCEPTED"]]
    assert event["organiser"].startswith("mailto:")
    actions.cancel_gathering(acting_user=world.director, gathering=world.gathering)
    off = read(calendar_part(world.gathering, world.sign_up, Method.CANCEL).content)
    assert (off["method"], off["events"][0]["sequence"], off["events"][0]["status"]) == ("CANCEL", 1, "CANCELLED")
    assert off["events"][0]["uid"] == event["uid"]
