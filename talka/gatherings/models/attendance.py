"""Who was there, session by session."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talka.gatherings.models.gathering import Session
from talka.gatherings.models.people import Participant
from talka.identity.models import Account


class Attendance(models.Model):
    """How one person took part in one session. `field_id` is made by the client, so a repeated sending is one row; it is
    that of the sending which stands, and each correction keeps the one before.

    The interval is that of the session, narrowed by `arrived_at` of whoever came late and by `left_at` of whoever left
    early; who was excused or absent has none.
    """

    scope: ClassVar[str] = "session.gathering.network"

    class State(models.TextChoices):
        PRESENT = "present", _("present")
        LATE = "late", _("came late")
        LEFT_EARLY = "left_early", _("left early")
        EXCUSED = "excused", _("excused")
        ABSENT = "absent", _("absent")

    class Way(models.TextChoices):
        LIST = "list", _("ticked on the list")
        SELF = "self", _("checked in by themselves")
        TYPED = "typed", _("typed in afterwards")

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="attendance")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="attendance")
    field_id = models.UUIDField(unique=True, default=uuid.uuid4)
    state = models.CharField(_("attendance"), max_length=10, choices=State.choices)
    arrived_at = models.DateTimeField(_("came at"), null=True, blank=True)
    left_at = models.DateTimeField(_("left at"), null=True, blank=True)
    excuse = models.CharField(_("why excused"), max_length=300, blank=True, help_text=_("Only the host sees it."))
    way = models.CharField(max_length=10, choices=Way.choices, default=Way.LIST)
    recorded_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["session", "participant"]
        constraints = [
            models.UniqueConstraint(fields=["session", "participant"], name="attendance_once_a_session"),
            models.CheckConstraint(
                condition=models.Q(arrived_at__isnull=True)
                | models.Q(left_at__isnull=True)
                | models.Q(left_at__gt=models.F("arrived_at")),
                name="attendance_leaves_after_coming",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant}: {self.get_state_display()}"


class AttendanceCorrection(models.Model):
    """What stood before somebody changed it, and why."""

    scope: ClassVar[str] = "attendance.session.gathering.network"

    attendance = models.ForeignKey(Attendance, on_delete=models.CASCADE, related_name="corrections")
    was_field_id = models.UUIDField(unique=True, null=True, blank=True)
    was_state = models.CharField(max_length=10, choices=Attendance.State.choices)
    was_arrived_at = models.DateTimeField(null=True, blank=True)
    was_left_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(_("why it is changed"), max_length=300)
    corrected_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    corrected_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["corrected_at", "pk"]

    def __str__(self) -> str:
        return self.reason


class AttendanceClaim(models.Model):
    """Another word about somebody's attendance, kept beside what stands until the host settles it.

    A helper's tick that met another one, or what a participant says of their own attendance.
    """

    scope: ClassVar[str] = "session.gathering.network"

    class By(models.TextChoices):
        HELPER = "helper", _("ticked by another helper")
        PARTICIPANT = "participant", _("said by the participant")

    class Settled(models.TextChoices):
        OPEN = "open", _("not settled yet")
        TAKEN = "taken", _("corrected")
        LEFT = "left", _("left as it was")

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="attendance_claims")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="attendance_claims")
    field_id = models.UUIDField(unique=True, default=uuid.uuid4)
    by = models.CharField(max_length=12, choices=By.choices)
    state = models.CharField(_("attendance"), max_length=10, choices=Attendance.State.choices)
    arrived_at = models.DateTimeField(_("came at"), null=True, blank=True)
    left_at = models.DateTimeField(_("left at"), null=True, blank=True)
    words = models.CharField(_("in your words"), max_length=300, blank=True)
    made_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    settled = models.CharField(max_length=10, choices=Settled.choices, default=Settled.OPEN)
    settled_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(_("what you tell them"), max_length=300, blank=True)

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return f"{self.participant}: {self.get_state_display()}"


class CheckIn(models.Model):
    """The secret from which a session's codes are made. It stands from the moment that the host first shows a code."""

    scope: ClassVar[str] = "session.gathering.network"

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="check_in")
    secret = models.CharField(max_length=64, editable=False)
    opened_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.session)
