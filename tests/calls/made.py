"""A call and what belongs to it, made by the room's own actions."""

import datetime
from typing import Any
from unittest import mock

from django.utils import timezone

from talka.calls import actions
from talka.calls.models import Application, Call, Reviewer
from talka.calls.terms import Condition, Criterion, NeededFile, Question, Quota
from tests.world import World

PDF = b"%PDF-1.4 a budget"
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


def anchors(word: str) -> dict[str, dict[str, str]]:
    return {str(mark): {"en": f"{word}: {mark} of five"} for mark in range(6)}


def drafted(world: World, **further: Any) -> Call:
    """A draft of MOK's with two criteria, two conditions, two questions, one attachment, one quota."""
    who = world.director
    call = actions.draft_call(
        acting_user=who,
        network=world.network,
        owner=world.organisation,
        **{
            "title": {"en": "A residency in the weaving hall"},
            "lead": {"en": "One local group works in the hall for a month."},
            "about": {"en": "The hall, a loom and a small fee."},
            "places": 1,
            "reserve": 1,
            "closes_at": timezone.now() + 10 * DAY,
            "tie_breaks": ("need", "spread"),
            **further,
        },
    )
    for part, item in (
        ("criteria", Criterion("need", {"en": "Need"}, weight=3, anchors=anchors("Need"))),
        ("criteria", Criterion("group", {"en": "Group"}, weight=1, may_not_apply=True, anchors=anchors("Group"))),
        ("conditions", Condition("kinds", Condition.KIND, {}, ("group", "organisation"))),
        ("conditions", Condition("people", Condition.AT_LEAST, {"en": "How many people are you"}, number=5)),
        ("conditions", Condition("honest", Condition.YES, {"en": "What we say is true"})),
        ("questions", Question("why", {"en": "Why the hall"}, most=200)),
        ("questions", Question("else", {"en": "Anything else"}, required=False)),
        ("files", NeededFile("budget", {"en": "Budget"}, required=False, for_reviewers=False)),
        ("quotas", Quota("each", "county", "", at_most=1)),
    ):
        actions.put_part(acting_user=who, call=call, part=part, item=item)
    return call


def published(world: World, **further: Any) -> Call:
    return actions.publish_call(acting_user=world.director, call=drafted(world, **further))


CONTENT: dict[str, Any] = {
    "title": "Looms for everybody",
    "contact": "Jan Kowalski",
    "kind": "group",
    "sector": "civic",
    "county": "Łódzkie",
    "place": "Tomaszów",
    "statements": {"people": 6, "honest": True},
    "answers": {"why": "Because of the light.", "else": ""},
    "may_be_named": True,
}


def begun(call: Call, name: str = "Weavers of the river", **further: Any) -> Application:
    content = {**CONTENT, **further.pop("content", {})}
    made = actions.begin_application(
        call=call,
        name=name,
        email=f"{name.split()[0].lower()}@example.org",
        kind=content["kind"],
        language="en",
        letter=False,
        **further,
    ).application
    return actions.save_application(application=made, content={**content, "name": name})


def sent(call: Call, name: str = "Weavers of the river", **further: Any) -> Application:
    return actions.send_application(application=begun(call, name, **further), letter=False)


def closed(call: Call) -> Call:
    """The deadline has passed: it is moved into the past, as time would do."""
    Call.objects.filter(pk=call.pk).update(closes_at=timezone.now() - HOUR)
    call.refresh_from_db()
    return call


def at(moment: datetime.datetime) -> Any:
    return mock.patch("django.utils.timezone.now", return_value=moment)


def scored(reviewer: Reviewer, application: Application, need: int, group: int | None) -> None:
    review = actions.declare(acting_user=reviewer.account, reviewer=reviewer, application=application)
    actions.score(acting_user=reviewer.account, review=review, marks={"need": need, "group": group})
