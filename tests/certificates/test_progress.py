"""Who is how far: hours over everything planned, obligatory sessions, the work."""

from uuid import uuid4

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from talka.certificates import actions
from talka.certificates.progress import needed_minutes, round_progress
from talka.certificates.words import hours, missing_words, rule_sentences
from talka.foundation.access import Refusal
from talka.gatherings.actions import leave_cohort
from talka.programmes.actions import add_cohort
from tests.certificates.made import State, day_of, person, was_there, way_of
from tests.world import World

pytestmark = pytest.mark.django_db


def rule_of(world: World, **changes: object):
    given = {"title": {"en": "Training"}, "share": 75} | changes
    return actions.set_rule(acting_user=world.coordinator, cycle=world.cycle, **given)  # type: ignore[arg-type]


def test_hours_to_come_count_as_planned(world: World) -> None:
    """Five of ten hours are 50 %, however many are over (mod_attendance 718)."""
    cohort = add_cohort(acting_user=world.coordinator, cycle=world.cycle, title={"en": "The south"})
    past, ahead = day_of(world, cohort, -3, hours=5), day_of(world, cohort, 3, hours=5)
    ola = person(world, cohort, "Ola")
    was_there(ola, past)
    way = way_of(cohort, rule_of(world, share=75), ola)
    assert (way.planned, way.attended, way.share, way.needed, way.ahead) == (600, 300, 50, 450, 300)
    assert (way.earned, way.out_of_reach, way.state) == (False, False, "half")
    assert missing_words(way) == ["2.5 hours more are needed"]
    was_there(ola, ahead[:3])
    way = way_of(cohort, rule_of(world, share=75), ola)
    assert (way.attended, way.earned) == (480, True)


def test_whoever_cannot_reach_it_any_more_is_told(world: World) -> None:
    way = way_of(world.taught_cohort, world.certificate_rule, world.short_member)
    assert (way.share, way.earned, way.out_of_reach, way.state) == (50, False, True, "late")


def test_obligatory_sessions_missed_attended_and_to_come(world: World) -> None:
    cohort = add_cohort(acting_user=world.coordinator, cycle=world.cycle, title={"en": "The south"})
    past = day_of(world, cohort, -3, obligatory=True)
    ahead = day_of(world, cohort, 3, obligatory=True)
    ola, iza, eva = (person(world, cohort, name) for name in ("Ola", "Iza", "Eva"))
    was_there(ola, past)
    was_there(iza, past[1:])
    was_there(eva, past[:1], State.EXCUSED)
    was_there(eva, past[1:])
    rule = rule_of(world, share=0, obligatory=True)
    ways = {way.member.participant.name: way for way in round_progress(cohort, rule).ways}
    assert [len(ways["Ola"].obligatory_missed), len(ways["Ola"].obligatory_ahead)] == [0, 1]
    assert not ways["Ola"].out_of_reach
    assert ways["Iza"].out_of_reach
    assert ways["Eva"].out_of_reach, "excused is not attended"
    was_there(ola, ahead[:1], State.LATE)
    assert way_of(cohort, rule, ola).earned


def test_the_work_must_be_accepted(world: World) -> None:
    rule = rule_of(world, work=True, work_title={"en": "A fundraising plan"})
    assert missing_words(way_of(world.taught_cohort, rule, world.holder_member)) == ["no work handed in"]
    assert missing_words(way_of(world.taught_cohort, rule, world.earned_member)) == ["the work waits for a look"]
    with pytest.raises(Refusal):
        actions.return_work(acting_user=world.staff, work=world.certificate_work, remark=" ")
    actions.return_work(acting_user=world.staff, work=world.certificate_work, remark="Whom exactly?")
    assert missing_words(way_of(world.taught_cohort, rule, world.earned_member)) == ["the work is to be worked on"]
    work = actions.hand_in_work(acting_user=None, member=world.earned_member, text="Schools.")
    assert work.remark == ""
    actions.accept_work(acting_user=world.staff, work=work)
    assert way_of(world.taught_cohort, rule, world.earned_member).earned
    with pytest.raises(Refusal):
        actions.hand_in_work(acting_user=None, member=world.earned_member, text="Other")


def test_rules_have_versions_and_ask_for_something(world: World) -> None:
    first = world.certificate_rule
    same = actions.set_rule(
        acting_user=world.coordinator, cycle=world.cycle, title=first.title, about=first.about, share=75
    )
    assert same.pk == first.pk
    second = rule_of(world, share=60)
    assert (second.number, first.rule_id) == (2, second.rule_id)
    with pytest.raises(Refusal):
        rule_of(world, share=0)
    assert rule_sentences(rule_of(world, share=100, obligatory=True, work=True)) == [
        "All planned hours were attended.",
        "No obligatory session was missed.",
        "A work was handed in and accepted.",
    ]


def test_whoever_left_is_not_on_the_list_and_nothing_planned_earns_nothing(world: World) -> None:
    leave_cohort(acting_user=world.coordinator, member=world.short_member)
    names = [way.member.participant.name for way in round_progress(world.taught_cohort, world.certificate_rule).ways]
    assert names == ["Aldona Wilk", "Bronisław Zając"]
    empty = add_cohort(acting_user=world.coordinator, cycle=world.cycle, title={"en": "The south"})
    ola = person(world, empty, "Ola")
    assert not way_of(empty, world.certificate_rule, ola).earned


@given(st.integers(0, 100_000), st.integers(0, 100))
def test_the_needed_minutes_are_the_least_that_reach_the_share(planned: int, share: int) -> None:
    needed = needed_minutes(planned, share)
    assert needed * 100 >= planned * share
    assert needed == 0 or (needed - 1) * 100 < planned * share


def test_hours_in_words() -> None:
    assert [hours(minutes) for minutes in (60, 120, 150, 45, 0)] == [
        "1 hour",
        "2 hours",
        "2.5 hours",
        "0.8 hours",
        "0 hours",
    ]


def test_flat_however_many(world: World, signed_in, assert_queries_flat) -> None:
    client = signed_in(world.coordinator)
    client.get("/weavers/")
    sessions = day_of(world, world.taught_cohort, -2)

    def add() -> None:
        for number in range(8):
            was_there(person(world, world.taught_cohort, f"P{number}", email=f"{uuid4().hex}@example.org"), sessions)

    for name in ("round", "issue"):
        url = reverse(f"certificates:{name}", args=["weavers", world.taught_cohort.pk])
        assert_queries_flat(lambda url=url: client.get(url), add)
