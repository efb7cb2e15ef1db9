"""A programme with aims, and in it a cycle that is designed once: a day, its sessions, the rule of its certificate."""

import datetime

from tests.browser.whole_chain.people import Somebody

PROGRAMME = "The river and its towns"
CYCLE = "Guides of the river"
AIMS = "I can ask people what they need\nI can plan with partners of other sectors"


def programme_with_aims(host: Somebody, lead: str, first: datetime.date) -> None:
    host.follow("Programmes")
    host.follow("Make a programme")
    host.fill(title_en=PROGRAMME, lead_en="Groups of several sectors learn to show the river together.")
    host.choose(owner=lead)
    host.fill(starts_on=first.isoformat(), ends_on=(first + datetime.timedelta(days=90)).isoformat())
    host.press("Make the programme")
    host.follow("Aims and target groups")
    host.fill(aims_en=AIMS)
    host.press("Keep these")
    host.follow("Stages and what each must yield")
    host.follow("Add the first stage")
    host.fill(title_en="Learning", starts_on=first.isoformat())
    host.fill(ends_on=(first + datetime.timedelta(days=60)).isoformat())
    host.press("Add the stage")
    host.follow("Back to all parts")
    host.press("Publish the programme")
    host.sees("Set it up")


def designed_cycle(host: Somebody) -> None:
    """One day with two sessions, the first of which nobody may miss, and a rule of three quarters of all hours."""
    host.follow("Set it up")
    host.follow("Cycles and their rounds")
    host.follow("Add a cycle")
    host.fill(title_en=CYCLE, design_en="A morning on the water, an afternoon at the table.")
    host.press("Add the cycle")
    host.follow(f"Days and sessions: {CYCLE}")
    host.follow("Add the first day")
    host.fill(title_en="On the river", starts="09:00", ends="13:00", after_days="0")
    host.press("Add the day")
    for starts, ends, topic in (("09:00", "11:00", "What the river needs"), ("11:00", "13:00", "Who plans with whom")):
        host.follow("Add a session")
        host.fill(starts=starts, ends=ends, topic_en=topic, lecturers="Anna Nowak")
        if starts == "09:00":
            host.tick("Nobody may miss it")
        host.press("Add the session")
    host.follow("Back to the cycles")
    host.look()
    host.follow(f"Set the rule: {CYCLE}")
    host.fill(share="75", signed_name="Maria Lis")
    host.tick("No obligatory session may be missed")
    host.press("Keep the rule")
    host.sees("At least 75 % of all planned hours were attended.")
