"""Offers, groups, quotas, moves: who gets the place that became free, and what is told to whom."""

import datetime
import threading
from typing import Any

import pytest
from django.core import mail
from django.db import close_old_connections, connections
from django.utils import timezone

from talka.foundation.access import Refusal
from talka.foundation.audit.models import AuditRecord
from talka.gatherings import actions, queries
from talka.gatherings.models import Gathering, SignUp, WaitingMove
from talka.gatherings.places import Why
from tests.kept_world import the_world
from tests.world import World

State = SignUp.State
HOUR = datetime.timedelta(hours=1)


def keep(gathering: Gathering, name: str, **more: Any) -> SignUp:
    given = {"email": f"{name.lower()}@example.org", "letter": False} | more
    return actions.sign_up(gathering=gathering, name=name, **given).sign_up


def decide(gathering: Gathering, **changes: Any) -> None:
    actions.set_sign_up_rules(acting_user=None, gathering=gathering, **changes)


def state_of(sign_up: SignUp) -> str:
    return SignUp.objects.get(pk=sign_up.pk).state


def subjects() -> list[tuple[str, str]]:
    return [(message.to[0].split("@")[0], message.subject.split(":")[0]) for message in mail.outbox]


@pytest.mark.django_db
def test_a_freed_place_is_offered_and_accepted(world: World) -> None:
    decide(world.gathering, offer_hours=48)
    ola, ela, iga = (keep(world.gathering, name) for name in ("Ola", "Ela", "Iga"))
    assert [state_of(each) for each in (ola, ela, iga)] == [State.COMING, State.WAITING, State.WAITING]
    mail.outbox.clear()
    actions.cancel_sign_up(acting_user=None, sign_up=world.sign_up)
    offered = SignUp.objects.get(pk=ela.pk)
    assert offered.state == State.OFFERED
    # Five days are left: a quarter of them is shorter than 48 hours.
    assert offered.offer_ends_at is not None
    assert 29 * HOUR < offered.offer_ends_at - timezone.now() <= 30 * HOUR
    assert subjects() == [("jan", "Your place is given back"), ("ela", "A place became free for you")]
    assert f"/place/{ela.cancel_token}/" in mail.outbox[1].body
    assert queries.places_left(world.gathering) == 0
    actions.accept_offer(acting_user=None, sign_up=ela)
    actions.accept_offer(acting_user=None, sign_up=ela)
    assert state_of(ela) == State.COMING
    assert subjects()[2:] == [("ela", "A place is kept for you")]


@pytest.mark.django_db
def test_an_offer_that_is_passed_on_or_runs_out_goes_to_the_next(world: World) -> None:
    decide(world.gathering, offer_hours=2)
    people = [keep(world.gathering, name) for name in ("Ola", "Ela", "Iga", "Ula")]
    actions.cancel_sign_up(acting_user=None, sign_up=world.sign_up)
    actions.pass_offer(acting_user=None, sign_up=people[1])
    assert [state_of(each) for each in people] == [State.COMING, State.CANCELLED, State.OFFERED, State.WAITING]
    assert SignUp.objects.get(pk=people[1].pk).ended_why == SignUp.Ended.PASSED
    SignUp.objects.filter(pk=people[2].pk).update(offer_ends_at=timezone.now() - HOUR)
    with pytest.raises(Refusal, match="over"):
        actions.accept_offer(acting_user=None, sign_up=people[2])
    assert queries.places_due(world.gathering)
    mail.outbox.clear()
    actions.settle_all()
    assert [state_of(each) for each in people[2:]] == [State.CANCELLED, State.OFFERED]
    assert subjects() == [("iga", "The place went to the next"), ("ula", "A place became free for you")]
    assert not queries.places_due(world.gathering)
    actions.settle_all()
    assert len(mail.outbox) == 2


@pytest.mark.django_db
def test_a_group_comes_together_or_waits(world: World) -> None:
    decide(world.gathering, most_together=3)
    actions.edit_gathering(acting_user=None, gathering=world.gathering, capacity=4)
    keep(world.gathering, "Ola")
    group = keep(world.gathering, "Ela", company=["Iga", "Ula"])
    single = keep(world.gathering, "Ewa")
    rows = list(SignUp.objects.filter(led_by=group))
    assert [(row.name, row.state, row.email) for row in rows] == [("Iga", "waiting", ""), ("Ula", "waiting", "")]
    assert len({row.participant_id for row in [group, *rows]}) == 3
    waits = queries.waiting_list(world.gathering, group)
    assert [(line.place, line.seats, line.why, line.mine) for line in waits.lines] == [
        (1, 3, Why.GROUP, True),
        (2, 1, Why.BEHIND_GROUP, False),
    ]
    actions.cancel_sign_up(acting_user=None, sign_up=world.sign_up)
    assert {row.state for row in SignUp.objects.filter(led_by=group)} == {State.COMING}
    assert (state_of(group), state_of(single)) == (State.COMING, State.WAITING)
    actions.cancel_sign_up(acting_user=None, sign_up=rows[0])
    assert (state_of(group), state_of(single)) == (State.COMING, State.COMING)
    with pytest.raises(Refusal, match="At most 3"):
        keep(world.gathering, "Lena", company=["A", "B", "C"])


@pytest.mark.django_db
def test_an_organisation_gets_so_many_places_and_its_people_wait_for_one_of_them(world: World) -> None:
    decide(world.members_gathering, per_organisation=1)
    gathering = world.members_gathering
    first = keep(gathering, "Ola", owner=world.organisation)
    second = keep(gathering, "Ela", owner=world.organisation)
    other = keep(gathering, "Iga", comes_from="  School 4 ")
    same = keep(gathering, "Ula", comes_from="school  4")
    states = [state_of(each) for each in (first, second, other, same)]
    assert states == [State.COMING, State.WAITING, State.COMING, State.WAITING]
    assert {line.why for line in queries.waiting_list(gathering).lines} == {Why.ORGANISATION}
    with pytest.raises(Refusal) as refused:
        keep(gathering, "Ewa")
    assert refused.value.field == "comes_from"
    actions.cancel_sign_up(acting_user=None, sign_up=other)
    assert (state_of(second), state_of(same)) == (State.WAITING, State.COMING)
    move = WaitingMove.objects.get(gathering=gathering, sign_up=same)
    assert (move.from_place, move.to_place, move.why) == (2, 0, "organisation")


@pytest.mark.django_db
def test_places_are_kept_for_a_sector_until_its_date(world: World) -> None:
    until = timezone.now() + HOUR
    decide(world.gathering, kept_for={"education": 1}, kept_until=until)
    ola, teacher = keep(world.gathering, "Ola"), keep(world.gathering, "Ela", sector="education")
    assert (state_of(ola), state_of(teacher)) == (State.WAITING, State.COMING)
    actions.cancel_sign_up(acting_user=None, sign_up=teacher)
    assert state_of(ola) == State.WAITING
    assert queries.waiting_list(world.gathering, ola).own.why == Why.SECTOR  # type: ignore[union-attr]
    actions.settle_places(gathering=world.gathering, now=until + HOUR)
    assert state_of(ola) == State.COMING
    with pytest.raises(Refusal, match="Only 2 places"):
        decide(world.gathering, kept_for={"education": 3}, kept_until=until)


@pytest.mark.django_db
def test_the_host_moves_somebody_only_with_a_reason_and_those_behind_are_told(world: World) -> None:
    keep(world.gathering, "Ola")
    waiting = [keep(world.gathering, name) for name in ("Ela", "Iga", "Ula")]
    with pytest.raises(Refusal, match="reason"):
        actions.move_waiting(acting_user=world.director, sign_up=waiting[2], to=1, reason="  ")
    mail.outbox.clear()
    actions.move_waiting(acting_user=world.director, sign_up=waiting[2], to=2, reason="She speaks at the panel")
    assert [row.name for row in queries.waiting_order(world.gathering)] == ["Ela", "Ula", "Iga"]
    assert sorted(name for name, _subject in subjects()) == ["iga", "ula"]
    assert all("She speaks at the panel" in message.body for message in mail.outbox)
    assert "number 3 on the waiting list" in next(m.body for m in mail.outbox if m.to == ["iga@example.org"])
    move = queries.waiting_list(world.gathering, waiting[1]).moves[0]
    assert (move.shown, move.from_place, move.to_place, move.reason) == ("U.", 3, 2, "She speaks at the panel")
    told = AuditRecord.objects.get(verb="moved on waiting list")
    assert "panel" not in str(told.details)
    assert actions.move_waiting(acting_user=world.director, sign_up=waiting[2], to=2, reason="Again") is None
    last = keep(world.gathering, "Ewa")
    assert queries.place_in_waiting(last) == 4


@pytest.mark.django_db
def test_others_on_the_list_are_shown_as_they_allow(world: World) -> None:
    keep(world.gathering, "Ola")
    for number, shown_as in enumerate(("initials", "first_name", "number")):
        keep(
            world.gathering, "Anna Maria Nowak", email=f"a{number}@example.org", shown_as=shown_as, comes_from="Secret"
        )
    found = queries.waiting_list(world.gathering)
    assert [line.shown for line in found.lines] == ["A. N.", "Anna N.", ""]


@pytest.mark.django_db
def test_a_changed_place_is_told_with_a_higher_sequence(world: World) -> None:
    mail.outbox.clear()
    actions.edit_gathering(acting_user=world.director, gathering=world.gathering, place="The dye house")
    (letter,) = mail.outbox
    assert letter.subject == "Time or place has changed: Reading what people need"
    assert "The dye house" in letter.body
    assert "SEQUENCE:1" in calendar_in(letter)
    assert "METHOD:REQUEST" in calendar_in(letter)
    actions.edit_gathering(acting_user=world.director, gathering=world.gathering, about={"en": "More of it"})
    assert len(mail.outbox) == 1


def calendar_in(letter: Any) -> str:
    (text,) = {
        (part[1].decode() if isinstance(part[1], bytes) else part[1]).replace("\r\n ", "")
        for part in letter.attachments
        if part[0].endswith(".ics")
    }
    return str(text)


@pytest.mark.django_db
def test_whoever_gives_a_place_back_gets_the_calendar_entry_taken_away(world: World) -> None:
    mail.outbox.clear()
    actions.cancel_sign_up(acting_user=None, sign_up=world.sign_up)
    assert "METHOD:CANCEL" in calendar_in(mail.outbox[0])


def at_once(*steps: Any) -> list[BaseException]:
    """Each in a thread of its own, started together; what was refused or failed."""
    failed: list[BaseException] = []
    start = threading.Barrier(len(steps))

    def run(step: Any) -> None:
        try:
            start.wait()
            step()
        except BaseException as error:  # noqa: BLE001 # looked at by the test
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(step,)) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    close_old_connections()
    return failed


@pytest.mark.django_db(transaction=True)
def test_offers_that_run_out_while_others_cancel_accept_and_sign_up() -> None:
    """Whatever order the database gives them: never more than there are places, and groups and quotas stay whole."""
    world = the_world()
    gathering = Gathering.objects.get(pk=world.gathering.pk)
    actions.edit_gathering(acting_user=None, gathering=gathering, capacity=6)
    decide(gathering, offer_hours=48, most_together=3, per_organisation=3)
    firsts = [keep(gathering, f"C{number}", comes_from=f"O{number}") for number in range(5)]
    waiting = [keep(gathering, f"W{number}", comes_from=f"P{number % 3}") for number in range(6)]
    group = keep(gathering, "Lead", company=["G1", "G2"], comes_from="Group")
    for each in firsts[:2]:
        actions.cancel_sign_up(acting_user=None, sign_up=each, letter=False)
    offered = [each for each in waiting if state_of(each) == State.OFFERED]
    assert len(offered) == 2
    SignUp.objects.filter(pk=offered[0].pk).update(offer_ends_at=timezone.now() - HOUR)
    failed = at_once(
        lambda: actions.settle_places(gathering=gathering),
        lambda: actions.settle_places(gathering=gathering),
        lambda: actions.accept_offer(acting_user=None, sign_up=offered[0]),
        lambda: actions.accept_offer(acting_user=None, sign_up=offered[1]),
        lambda: actions.cancel_sign_up(acting_user=None, sign_up=firsts[2], letter=False),
        lambda: actions.cancel_sign_up(acting_user=None, sign_up=firsts[3], letter=False),
        lambda: keep(gathering, "New", comes_from="P0"),
        lambda: keep(gathering, "Newer", comes_from="P1", company=["X"]),
        lambda: actions.move_waiting(acting_user=None, sign_up=group, to=1, reason="They travel far"),
    )
    assert [error for error in failed if not isinstance(error, Refusal)] == []
    live = gathering.sign_ups.filter(state__in=SignUp.HOLDS)
    assert live.count() <= 6
    for organisation in ("P0", "P1", "P2", "Group"):
        assert live.filter(comes_from=organisation).count() <= 3
    whole = {row.state for row in SignUp.objects.filter(led_by=group)} | {state_of(group)}
    assert len(whole) == 1
    assert state_of(offered[0]) == State.CANCELLED
    ranks = [row.rank for row in queries.waiting_order(gathering)]
    assert len(set(ranks)) == len(ranks)
    assert not queries.places_due(gathering)
