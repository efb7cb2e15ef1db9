"""Putting two entries of one person together: of people who come to gatherings, and of those who teach."""

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.events import send
from talka.foundation.files.actions import drop_file
from talka.gatherings.actions.sign_ups import cancel_sign_up
from talka.gatherings.events import PeopleMerged
from talka.gatherings.models import (
    ActionItem,
    Attendance,
    AttendanceClaim,
    AttendanceCorrection,
    CohortMember,
    Gathering,
    Lecturer,
    Participant,
    SessionLecturer,
    SignUp,
    TakenHome,
)
from talka.identity.models import Account

FILLED = ("account", "email", "owner", "comes_from", "sector", "locality", "language")


@transaction.atomic
def merge_people(
    *, acting_user: Account | None, gathering: Gathering, kept: Participant, merged: Participant
) -> Participant:
    """Somebody stands twice among the people of the network: everything of `merged` becomes that of `kept`.

    Attendance, places, rounds and tasks follow. Where both were ticked in one session and differently, what stands for
    `kept` stays and the other word waits for the host. Where both keep a place at a gathering to come, one is given back.
    What was unknown of `kept` is filled. `gathering` is the one in
    which it was noticed, for the record. Raises Refusal across networks, for one and the same entry, for somebody who was
    erased, and for two with accounts of their own.
    """
    rows = Participant.objects.select_for_update(of=("self",)).in_bulk([kept.pk, merged.pk])
    if len(rows) < 2:
        raise Refusal(_("This is one entry. Choose another one."))
    kept, merged = rows[kept.pk], rows[merged.pk]
    if not kept.network_id == merged.network_id == gathering.network_id:
        raise Refusal(_("This person is not known in this network."))
    if kept.forgotten_at or merged.forgotten_at:
        raise Refusal(_("One of the two was erased or put together with somebody already."))
    if kept.account_id and merged.account_id and kept.account_id != merged.account_id:
        raise Refusal(_("Both have accounts of their own, so they are two people."))
    _attendance(acting_user, kept, merged)
    _one_place_each(acting_user, kept, merged)
    for rows_of in (SignUp, ActionItem, TakenHome, AttendanceClaim):
        rows_of.objects.filter(participant=merged).update(participant=kept)
    members = _rounds(kept, merged)
    _fill(kept, merged)
    merged.merged.update(merged_into=kept)
    record(
        acting_user=acting_user,
        network=gathering.network,
        verb="merged people",
        target=gathering,
        kept=kept.pk,
        merged=merged.pk,
    )
    send(PeopleMerged(members=members))
    return kept


def _attendance(acting_user: Account | None, kept: Participant, merged: Participant) -> None:
    standing = {row.session_id: row for row in Attendance.objects.filter(participant=kept)}
    for row in list(Attendance.objects.filter(participant=merged)):
        other = standing.get(row.session_id)
        if other is None:
            row.participant = kept
            row.save(update_fields=["participant"])
            continue
        row.corrections.update(attendance=other)
        # Every id that was ever sent stays known, so that a device which sends it again adds nobody.
        AttendanceCorrection.objects.create(
            attendance=other,
            was_field_id=row.field_id,
            was_state=row.state,
            was_arrived_at=row.arrived_at,
            was_left_at=row.left_at,
            reason=_("Two entries of this person were put together"),
            corrected_by=acting_user,
        )
        if (row.state, row.arrived_at, row.left_at) != (other.state, other.arrived_at, other.left_at):
            AttendanceClaim.objects.create(
                session_id=row.session_id,
                participant=kept,
                field_id=uuid.uuid4(),
                by=AttendanceClaim.By.HELPER,
                state=row.state,
                arrived_at=row.arrived_at,
                left_at=row.left_at,
                made_by=row.recorded_by,
            )
        row.delete()


def _one_place_each(acting_user: Account | None, kept: Participant, merged: Participant) -> None:
    """Of two places at one gathering to come the one that waits goes back, else that of `merged`; a place that leads a
    group stays, for it holds the places of others."""
    active = SignUp.objects.exclude(state=SignUp.State.CANCELLED).filter(gathering__starts_at__gt=timezone.now())
    own = {each.gathering_id: each for each in active.filter(participant=kept)}
    for double in active.filter(participant=merged, gathering__in=list(own)):
        pair = sorted([double, own[double.gathering_id]], key=lambda each: each.state == SignUp.State.COMING)
        alone = [each for each in pair if not each.company.exclude(state=SignUp.State.CANCELLED).exists()]
        if alone:
            cancel_sign_up(acting_user=acting_user, sign_up=alone[0], by_host=True, letter=False)


def _rounds(kept: Participant, merged: Participant) -> tuple[tuple[int, int], ...]:
    """Places in rounds follow. Where both went through one round, the pair of places (from, to) is told upwards."""
    standing = {each.cohort_id: each for each in CohortMember.objects.filter(participant=kept)}
    pairs = []
    for place in CohortMember.objects.filter(participant=merged):
        other = standing.get(place.cohort_id)
        if other is None:
            place.participant = kept
            place.save(update_fields=["participant"])
            continue
        if place.left_at is None and other.left_at is not None:
            other.left_at, other.left_reason = None, ""
            other.save(update_fields=["left_at", "left_reason"])
        place.left_at = place.left_at or timezone.now()
        place.left_reason = _("Two entries of this person were put together")
        place.save(update_fields=["left_at", "left_reason"])
        pairs.append((place.pk, other.pk))
    return tuple(pairs)


def _fill(kept: Participant, merged: Participant) -> None:
    filled = [field for field in FILLED if getattr(merged, field) and not getattr(kept, field)]
    given = {field: getattr(merged, field) for field in filled}
    merged.email, merged.account, merged.merged_into, merged.forgotten_at = "", None, kept, timezone.now()
    merged.save(update_fields=["email", "account", "merged_into", "forgotten_at"])
    for field, value in given.items():
        setattr(kept, field, value)
    if filled:
        kept.save(update_fields=filled)


@transaction.atomic
def merge_lecturers(*, acting_user: Account | None, kept: Lecturer, merged: Lecturer) -> Lecturer:
    """Two profiles are one person: sessions of `merged` become those of `kept`, what was empty is filled, and the
    profile of `merged` is gone.

    Raises Refusal across networks, for one and the same, and for two with accounts of their own.
    """
    rows = Lecturer.objects.select_for_update(of=("self",)).select_related("portrait").in_bulk([kept.pk, merged.pk])
    if len(rows) < 2:
        raise Refusal(_("This is one entry. Choose another one."))
    kept, merged = rows[kept.pk], rows[merged.pk]
    if kept.network_id != merged.network_id:
        raise Refusal(_("The lecturer is not of this network."))
    if kept.account_id and merged.account_id and kept.account_id != merged.account_id:
        raise Refusal(_("Both have accounts of their own, so they are two people."))
    named = SessionLecturer.objects.filter(lecturer=kept).values("session_id")
    SessionLecturer.objects.filter(
        lecturer=merged, session__in=list(named.values_list("session_id", flat=True))
    ).delete()
    SessionLecturer.objects.filter(lecturer=merged).update(lecturer=kept)
    kept.about = {**merged.about, **{tag: words for tag, words in kept.about.items() if words}}
    left_over = merged.portrait if kept.portrait is not None else None
    for field in ("account", "owner", "comes_from", "website", "portrait"):
        if not getattr(kept, field):
            setattr(kept, field, getattr(merged, field))
    record(acting_user=acting_user, network=kept.network, verb="merged lecturers", target=kept, merged=merged.pk)
    merged.delete()
    kept.save()
    if left_over is not None:
        drop_file(kept=left_over)
    return kept
