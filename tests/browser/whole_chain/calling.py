"""An open call in the programme: published, applied to, judged, decided, and what the selected become."""

import datetime
from dataclasses import dataclass

from tests.browser.whole_chain.designing import PROGRAMME
from tests.browser.whole_chain.people import Somebody, link_in_letter_to

CALL = "Which towns learn to guide?"
APPLICATION = "/weavers/calls/application/[0-9a-f-]+/"


@dataclass(frozen=True)
class Group:
    """One that applies, and who speaks for it."""

    name: str
    speaks: str
    email: str
    title: str


MILL = Group("Friends of the mill", "Ona Malun", "ona@example.org", "The wheel turns again")
FERRY = Group("Ferry people", "Jan Prom", "jan.prom@example.org", "Across in ten minutes")
HILL = Group("Hill choir", "Zofia Maj", "zofia@example.org", "Songs from above")


def published_call(host: Somebody, last_day: datetime.date) -> None:
    """From the programme's room, whose lead calls: two criteria, a condition that is counted, a question, a deadline."""
    host.follow(PROGRAMME)
    host.follow("Draft a call")
    host.fill(title_en=CALL, lead_en="Two groups go through one training and guide visitors next summer.")
    host.fill(day=last_day.isoformat(), time="12:00", places="2")
    host.press("Keep the draft")
    for title, weight in (("Need", "3"), ("Partners", "1")):
        host.follow("Add a criterion")
        host.fill(title_en=title, weight=weight)
        host.fill(**{f"anchor_{mark}_en": f"{title}: {mark} of five" for mark in range(6)})
        host.press("Keep it")
    host.follow("Add a condition")
    host.tick("A number that the applicant gives is at least")
    host.fill(words_en="How many people are you", number="3")
    host.press("Keep it")
    host.follow("Add a question")
    host.fill(words_en="What do you want to show?")
    host.press("Keep it")
    host.sees("Nothing is missing. Read it once more, then publish it.")
    host.follow("Publish the call")
    host.press("Publish the call")
    host.sees("The call is published.")


def begun_application(visitor: Somebody, group: Group, people: int) -> None:
    """From the network's home, by whoever finds the call there; everything typed, not yet sent."""
    visitor.follow(CALL)
    visitor.follow("Begin an application")
    visitor.tick("Group")
    visitor.fill(name=group.name, contact=group.speaks, email=group.email)
    visitor.press("Begin")
    visitor.fill(title=group.title, place="Ujście")
    visitor.choose(sector="NGOs and communities", locality="Another place")
    visitor.page.get_by_label("What do you want to show?").fill("What the river was to us, and is.")
    visitor.page.get_by_label("How many people are you").fill(str(people))
    visitor.tick("We may be named in the published result")


def sent_application(visitor: Somebody, group: Group, people: int) -> None:
    begun_application(visitor, group, people)
    visitor.press("Send the application")
    visitor.sees("Your application is sent. A letter says so too.")


def too_late(visitor: Somebody) -> None:
    """One minute after the deadline the draft is kept, and does not count."""
    visitor.press("Send the application")
    visitor.sees("The call is closed, and this draft does not count.")
    visitor.page.wrong.clear()  # type: ignore[attr-defined] # the browser names the 422 that was provoked


def appointed(host: Somebody, *reviewers: str) -> None:
    host.follow("Reviewers")
    for name in reviewers:
        host.choose(account=name)
        host.press("Appoint")


def scored(reviewer: Somebody, marks: dict[str, tuple[int, int]]) -> None:
    """From the desk: nothing stands between, then a mark for each criterion."""
    reviewer.take_up(f"Score {len(marks)} applications to “{CALL}”")
    for title, (need, partners) in marks.items():
        reviewer.follow(f"Declare: {title}")
        reviewer.tick("Nothing: I can judge it")
        reviewer.press("Declare and go on")
        criteria = reviewer.page.locator("fieldset.criterion")
        for place, mark in enumerate((need, partners)):
            criteria.nth(place).locator(f"input[value='{mark}']").check()
        reviewer.press("Score it")


def decided_and_announced(host: Somebody) -> None:
    host.take_up(f"Decide on “{CALL}”")
    host.follow("Write the decision down")
    for field in host.page.get_by_label("English", exact=True).all()[:2]:
        field.fill("It says whom it serves, and with whom.")
    host.press("Record the decision")
    host.press("Publish the result and send the letters")
    host.sees("2 of 2 are selected")


def told(visitor: Somebody, group: Group) -> None:
    """The applicant reads the letter's page, with the reasons."""
    visitor.go(link_in_letter_to(group.email, APPLICATION))
    visitor.sees("Your application is selected")
    visitor.sees("It says whom it serves, and with whom.")
