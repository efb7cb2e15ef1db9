"""Gatherings of every kind with their agenda by day and session."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talka.foundation.owners.models import Owned
from talka.foundation.wording import said
from talka.organisations.models import Locality
from talka.programmes.models import Cohort, Programme, Stage


class GatheringKind(models.TextChoices):
    WORKSHOP = "workshop", _("workshop")
    TRAINING_DAY = "training_day", _("training day")
    INFORMAL_DATE = "informal_date", _("informal date")
    ROUND_TABLE = "round_table", _("round table")
    LAB = "lab", _("creative lab")
    SEMINAR = "seminar", _("seminar")
    PANEL = "panel", _("panel")
    OPEN_DOORS = "open_doors", _("open-doors day")
    STUDY_VISIT = "study_visit", _("study visit")
    CONSULTATION = "expert_consultation", _("consultation with experts")
    EVENT = "event", _("cultural event")


class Gathering(Owned):
    """Owned by its host. Those who may see it may sign up."""

    scope: ClassVar[str] = "network"

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        HELD = "held", _("held")
        CANCELLED = "cancelled", _("cancelled")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, null=True, blank=True, related_name="gatherings")
    stage = models.ForeignKey(Stage, on_delete=models.SET_NULL, null=True, blank=True, related_name="gatherings")
    cohort = models.ForeignKey(
        Cohort,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="gatherings",
        verbose_name=_("round of a cycle"),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=GatheringKind.choices)
    title = models.JSONField(_("title"), default=dict)
    about = models.JSONField(_("what it is about"), default=dict, blank=True)
    result = models.JSONField(_("what it should yield"), default=dict, blank=True)
    outcome = models.JSONField(_("what came of it"), default=dict, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    online_link = models.URLField(_("online link"), blank=True)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True)
    sign_up_until = models.DateTimeField(_("sign-up closes"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    cancel_reason = models.JSONField(_("why it does not take place"), default=dict, blank=True)
    sequence = models.PositiveIntegerField(
        default=0, editable=False, help_text="Raised when time, place or state changes, so that calendars follow."
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="gathering_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return said(self.title)


class Session(models.Model):
    """One entry of the agenda: times, lecturer, topic and the result that is expected of it."""

    scope: ClassVar[str] = "gathering.network"

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="sessions")
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    topic = models.JSONField(_("topic"), default=dict)
    lecturer = models.CharField(_("lecturer"), max_length=200, blank=True)
    result = models.JSONField(_("expected result"), default=dict, blank=True)

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="session_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return said(self.topic)
