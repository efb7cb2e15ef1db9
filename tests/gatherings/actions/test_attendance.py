"""Who was there: written once however often it is sent, changed only by a recorded correction."""

import datetime
import threading
import uuid
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from talka.foundation.access import Refusal
from talka.foundation.audit.models import AuditRecord
from talka.gatherings import actions, queries
from talka.gatherings.actions import Outcome
from talka.gatherings.models import (
    AttendanceClaim,
    AttendanceCorrection,
    GatheringKind,
    Participant,
    Session,
)
from talka.programmes.models import Cohort
from tests.world import World

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def session(world: World) -> Session:
    """One that is on: it began half an hour ago and lasts two hours."""
    begins = timezone.now().replace(second=0, microsecond=0) - HOUR / 2
    gathering = actions.plan_gathering(
        acting_user=world.coordinator,
        network=world.network,
        host=world.organisation,
        kind=GatheringKind.TRAINING_DAY,
        title={"en": "Today"},
        starts_at=begins,
        ends_at=begins + 6 * HOUR,
    )
    return actions.add_session(
        acting_user=world.coordinator,
        gathering=gathering,
        starts_at=begins,
        ends_at=begins + 2 * HOUR,
        topic={"en": "The first"},
    )


@pytest.fixture
def person(world: World) -> Participant:
    return actions.meet_participant(network=world.network, name="Ola", email="ola@example.org")


def tick(world: World, session: Session, person: Participant, state: str = "present", **more: Any) -> actions.Recorded:
    return actions.record_attendance(
        acting_user=more.pop("by", world.staff), session=session, participant=person, state=state, **more
    )


def test_the_same_sending_is_one_row(world: World, session: Session, person: Participant) -> None:
    identity = uuid.uuid4()
    outcomes = [tick(world, session, person, field_id=identity).outcome for _ in range(3)]
    assert outcomes == [Outcome.RECORDED, Outcome.REPEATED, Outcome.REPEATED]
    row = session.attendance.get()
    assert (row.state, row.way, row.recorded_by, row.field_id) == ("present", "list", world.staff, identity)
    assert AuditRecord.objects.filter(verb="recorded attendance", object_id=str(session.gathering_id)).count() == 1


def test_the_same_id_with_other_content_keeps_both(world: World, session: Session, person: Participant) -> None:
    identity = uuid.uuid4()
    tick(world, session, person, field_id=identity)
    other = tick(world, session, person, "absent", field_id=identity, replaces=identity)
    assert other.outcome is Outcome.KEPT_BESIDE
    assert session.attendance.get().state == "present"
    claim = session.attendance_claims.get()
    assert (claim.state, claim.by, claim.made_by) == ("absent", "helper", world.staff)
    another = actions.meet_participant(network=world.network, name="Jan")
    assert tick(world, session, another, field_id=identity).outcome is Outcome.RECORDED
    assert session.attendance.count() == 2


def test_who_saw_what_stands_changes_it_by_a_recorded_correction(
    world: World, session: Session, person: Participant
) -> None:
    first, second = uuid.uuid4(), uuid.uuid4()
    tick(world, session, person, field_id=first)
    came = session.starts_at + HOUR / 4
    changed = tick(world, session, person, "late", arrived_at=came, field_id=second, replaces=first)
    assert (changed.outcome, changed.attendance and changed.attendance.arrived_at) == (Outcome.CORRECTED, came)
    correction = AttendanceCorrection.objects.get(attendance__session=session)
    assert (correction.was_state, correction.was_field_id, correction.reason) == (
        "present",
        first,
        "Changed on the list",
    )
    assert tick(world, session, person, field_id=first).outcome is Outcome.REPEATED
    assert tick(world, session, person, "late", arrived_at=came, field_id=second).outcome is Outcome.REPEATED
    assert AttendanceCorrection.objects.filter(attendance__session=session).count() == 1


def test_two_helpers_who_tick_differently_are_told(world: World, session: Session, person: Participant) -> None:
    tick(world, session, person)
    same = tick(world, session, person, by=world.director)
    other = tick(world, session, person, "absent", by=world.director)
    again = tick(world, session, person, "absent", by=world.director)
    assert [each.outcome for each in (same, other, again)] == [
        Outcome.AGREED,
        Outcome.KEPT_BESIDE,
        Outcome.KEPT_BESIDE,
    ]
    assert other.attendance is not None
    assert (other.attendance.state, session.attendance_claims.count()) == ("present", 1)


@pytest.mark.parametrize(
    ("state", "came", "left", "field"),
    [
        ("late", None, None, "arrived_at"),
        ("late", 0, None, "arrived_at"),
        ("late", 120, None, "arrived_at"),
        ("left_early", None, None, "left_at"),
        ("left_early", None, 120, "left_at"),
        ("left_early", 40, 30, "left_at"),
        ("elsewhere", None, None, "state"),
    ],
)
def test_times_must_fit(
    world: World, session: Session, person: Participant, state: str, came: int, left: int, field: str
) -> None:
    def at(minutes: int | None) -> datetime.datetime | None:
        return None if minutes is None else session.starts_at + minutes * datetime.timedelta(minutes=1)

    with pytest.raises(Refusal) as refused:
        tick(world, session, person, state, arrived_at=at(came), left_at=at(left))
    assert refused.value.field == field
    assert not session.attendance.exists()


def test_before_the_session_people_can_only_be_excused(world: World, person: Participant) -> None:
    with pytest.raises(Refusal):
        tick(world, world.session, person)
    excused = tick(world, world.session, person, "excused", excuse="At the doctor’s").attendance
    assert excused is not None
    assert (excused.state, excused.excuse) == ("excused", "At the doctor’s")


def test_nobody_is_at_what_was_called_off_nor_a_stranger(world: World, session: Session, person: Participant) -> None:
    foreign = actions.meet_participant(network=world.other_network, name="Far")
    with pytest.raises(Refusal):
        tick(world, session, foreign)
    actions.cancel_gathering(acting_user=world.staff, gathering=session.gathering)
    with pytest.raises(Refusal):
        tick(world, session, person)


def test_a_correction_needs_a_reason_and_keeps_what_stood(world: World, session: Session, person: Participant) -> None:
    row = tick(world, session, person).attendance
    assert row is not None
    with pytest.raises(Refusal) as refused:
        actions.correct_attendance(acting_user=world.director, attendance=row, state="absent", reason=" ")
    assert refused.value.field == "reason"
    actions.correct_attendance(acting_user=world.director, attendance=row, state="absent", reason="Signed for another")
    actions.correct_attendance(acting_user=world.director, attendance=row, state="absent", reason="Again")
    row.refresh_from_db()
    assert row.state == "absent"
    assert [(each.was_state, each.reason, each.corrected_by) for each in row.corrections.all()] == [
        ("present", "Signed for another", world.director)
    ]


def test_whoever_came_without_signing_up_is_added_once(world: World, session: Session) -> None:
    identity = uuid.uuid4()

    def add(name: str) -> actions.Recorded:
        return actions.add_arrival(
            acting_user=world.staff,
            session=session,
            name=name,
            comes_from="School 3",
            sector="education",
            field_id=identity,
        )

    assert [add("Maria").outcome, add("Maria").outcome, add("Piotr").outcome] == [
        Outcome.RECORDED,
        Outcome.REPEATED,
        Outcome.RECORDED,
    ]
    assert sorted(session.attendance.values_list("participant__name", flat=True)) == ["Maria", "Piotr"]


def test_checking_in_in_time_late_and_again(world: World, session: Session, person: Participant) -> None:
    begins = session.starts_at
    other = actions.meet_participant(network=world.network, name="Jan")
    early = actions.check_in(session=session, participant=person, now=begins - HOUR / 4).attendance
    late = actions.check_in(session=session, participant=other, now=begins + HOUR / 4).attendance
    again = actions.check_in(session=session, participant=other, now=begins + HOUR)
    assert early is not None
    assert late is not None
    assert (early.state, early.arrived_at, early.way) == ("present", None, "self")
    assert (late.state, late.arrived_at) == ("late", begins + HOUR / 4)
    assert again.outcome is Outcome.AGREED
    late.refresh_from_db()
    assert late.arrived_at == begins + HOUR / 4


@pytest.mark.parametrize("minutes", [-31, 120, 600])
def test_checking_in_outside_the_session_is_refused(
    world: World, session: Session, person: Participant, minutes: int
) -> None:
    with pytest.raises(Refusal):
        actions.check_in(
            session=session, participant=person, now=session.starts_at + minutes * datetime.timedelta(minutes=1)
        )
    assert not session.attendance.exists()


def test_whoever_the_list_says_is_absent_asks_the_host_by_checking_in(
    world: World, session: Session, person: Participant
) -> None:
    tick(world, session, person, "absent")
    outcomes = [actions.check_in(session=session, participant=person).outcome for _ in range(2)]
    assert outcomes == [Outcome.KEPT_BESIDE, Outcome.KEPT_BESIDE]
    claim = session.attendance_claims.get()
    actions.settle_claim(acting_user=world.staff, claim=claim, take=True)
    actions.settle_claim(acting_user=world.staff, claim=claim, take=False)
    claim.refresh_from_db()
    row = session.attendance.get()
    assert (row.state, claim.settled, row.corrections.get().reason) == ("late", "taken", "As the participant said")


def test_a_participant_asks_for_a_correction_and_the_host_answers(
    world: World, session: Session, person: Participant
) -> None:
    def ask(state: str, words: str) -> AttendanceClaim:
        return actions.ask_for_correction(
            acting_user=None, session=session, participant=person, state=state, words=words
        )

    tick(world, session, person, "absent")
    with pytest.raises(Refusal):
        ask("absent", "I was not there")
    with pytest.raises(Refusal):
        ask("present", " ")
    claim = ask("present", "I sat at the back")
    with pytest.raises(Refusal):
        ask("present", "I did sit at the back")
    actions.settle_claim(acting_user=world.staff, claim=claim, take=False, answer="Nobody saw you")
    claim.refresh_from_db()
    assert (claim.settled, claim.answer, session.attendance.get().state) == ("left", "Nobody saw you", "absent")


def test_a_gathering_without_agenda_has_one_session_over_its_whole_time(world: World) -> None:
    gathering = world.past_gathering
    whole = actions.open_list(gathering=gathering)
    assert [(each.starts_at, each.ends_at, each.whole) for each in whole] == [
        (gathering.starts_at, gathering.ends_at, True)
    ]
    assert actions.open_list(gathering=gathering) == whole
    assert queries.agenda(gathering) == []
    assert [each.pk for each in actions.open_list(gathering=world.gathering)] == [world.session.pk]


def test_a_pause_is_no_attended_time_even_on_a_list_over_the_whole_day(world: World, person: Participant) -> None:
    cohort = Cohort.objects.create(cycle=world.cohort.cycle, title={"en": "A new round"})
    begins = timezone.now().replace(minute=0, second=0, microsecond=0) - 30 * HOUR
    gathering = actions.plan_gathering(
        acting_user=world.coordinator,
        network=world.network,
        host=world.organisation,
        cohort=cohort,
        kind=GatheringKind.TRAINING_DAY,
        title={"en": "Day"},
        starts_at=begins,
        ends_at=begins + 8 * HOUR,
    )
    actions.join_cohort(acting_user=world.coordinator, cohort=cohort, participant=person)
    (whole,) = actions.open_list(gathering=gathering)
    tick(world, whole, person)
    for first, last in ((0, 3), (4, 8)):
        actions.add_session(
            acting_user=world.coordinator,
            gathering=gathering,
            starts_at=begins + first * HOUR,
            ends_at=begins + last * HOUR,
            topic={"en": "Topic"},
        )
    hours = queries.cohort_hours(cohort)
    assert (hours.planned_minutes, hours.members[0].attended_minutes) == (7 * 60, 7 * 60)


def test_a_session_with_attendance_stays(world: World, session: Session, person: Participant) -> None:
    tick(world, session, person)
    with pytest.raises(Refusal):
        actions.remove_session(acting_user=world.staff, session=session)


def test_forgetting_a_person_takes_the_reasons_too(world: World, session: Session, person: Participant) -> None:
    tick(world, session, person, "excused", excuse="Ill")
    actions.ask_for_correction(
        acting_user=None, session=session, participant=person, state="present", words="I came after all"
    )
    actions.forget_participant(participant=person)
    assert (session.attendance.get().excuse, session.attendance_claims.get().words) == ("", "")


@pytest.mark.django_db(transaction=True)
def test_many_phones_and_helpers_at_once_leave_one_row_each(
    world: World, session: Session, person: Participant
) -> None:
    """Twelve sendings for one person: check-ins, the same tick again and again, and a helper who says otherwise."""
    identity = uuid.uuid4()
    outcomes: list[Outcome] = []

    def send(number: int) -> None:
        try:
            if number % 3 == 0:
                outcomes.append(actions.check_in(session=session, participant=person).outcome)
            else:
                state = "absent" if number == 1 else "present"
                one = uuid.uuid4() if number == 1 else identity
                outcomes.append(tick(world, session, person, state, field_id=one).outcome)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outcomes) == 12
    assert outcomes.count(Outcome.RECORDED) == 1
    row = session.attendance.get()
    assert not row.corrections.exists()
    said = {row.state, *session.attendance_claims.values_list("state", flat=True)}
    assert "absent" in said
