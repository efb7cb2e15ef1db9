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
    """How one person took part in one session. `field_id` is made by the client, so a repeated sending is one row.

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
