"""A cycle, designed once by days and sessions, and the rounds that it is run for."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from talka.foundation.wording import said
from talka.organisations.models import Locality
from talka.programmes.models.programme import Programme


class GatheringKind(models.TextChoices):
    """What kind of meeting a designed day is, and the gathering that comes of it."""

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


class Cycle(models.Model):
    """Something designed once and run for several cohorts. Its design is its days, each with its sessions."""

    scope: ClassVar[str] = "programme.network"

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="cycles")
    title = models.JSONField(_("title"), default=dict)
    design = models.JSONField(_("what is repeated each time"), default=dict, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return said(self.title)


class Cohort(models.Model):
    """A round of a cycle: its own people, dates, hosts and results."""

    scope: ClassVar[str] = "cycle.programme.network"

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="cohorts")
    title = models.JSONField(_("who this round is for"), default=dict)
    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField(_("begins"), null=True, blank=True)
    ends_on = models.DateField(_("ends"), null=True, blank=True)
    outcome = models.JSONField(_("what came of it"), default=dict, blank=True)
    design_version = models.PositiveIntegerField(
        default=0, editable=False, help_text="The version of the cycle's design that it was planned by; 0 before."
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return said(self.title)


class CycleDay(models.Model):
    """One day of a cycle's design. Taken out, it stays for the rounds that were planned by it."""

    scope: ClassVar[str] = "cycle.programme.network"

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="days")
    kind = models.CharField(_("kind"), max_length=20, choices=GatheringKind.choices)
    title = models.JSONField(_("title"), default=dict)
    about = models.JSONField(_("what happens"), default=dict, blank=True)
    result = models.JSONField(_("what it should yield"), default=dict, blank=True)
    after_days = models.PositiveSmallIntegerField(_("days after the first"), default=0)
    starts = models.TimeField(_("begins"))
    ends = models.TimeField(_("ends"))
    position = models.PositiveSmallIntegerField(default=0)
    taken_out_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(ends__gt=models.F("starts")), name="cycle_day_ends_after_start")
        ]

    def __str__(self) -> str:
        return said(self.title)


class CycleSession(models.Model):
    """One entry of a designed day. Taken out, it stays for the rounds that were planned by it."""

    scope: ClassVar[str] = "day.cycle.programme.network"

    day = models.ForeignKey(CycleDay, on_delete=models.CASCADE, related_name="sessions")
    starts = models.TimeField(_("begins"))
    ends = models.TimeField(_("ends"))
    topic = models.JSONField(_("topic"), default=dict)
    lecturers = models.TextField(_("lecturers, one a line"), blank=True)
    result = models.JSONField(_("what it should yield"), default=dict, blank=True)
    obligatory = models.BooleanField(_("nobody may miss it"), default=False)
    hand_in = models.JSONField(_("what each participant hands in"), default=dict, blank=True)
    taken_out_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["starts", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends__gt=models.F("starts")), name="cycle_session_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return said(self.topic)

    @property
    def lecturer_names(self) -> list[str]:
        return [" ".join(name.split()) for name in self.lecturers.splitlines() if name.strip()]
