"""Gatherings of every kind with their agenda by day and session, invited groups and sign-up."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talka.foundation.owners.models import Owned, Owner
from talka.foundation.wording import said
from talka.identity.models import Account
from talka.organisations.models import Locality
from talka.programmes.models import Programme, Stage


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


class InvitedGroup(models.Model):
    """A group of people that is asked to come, such as councillors or schools."""

    scope: ClassVar[str] = "gathering.network"

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="invited_groups")
    name = models.JSONField(_("who is invited"), default=dict)
    inviter = models.ForeignKey(
        Owner,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("invited by"),
    )
    invited_on = models.DateField(_("invited on"), null=True, blank=True)
    message = models.JSONField(_("a line for this group"), default=dict, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return said(self.name)


class SignUp(models.Model):
    """A place that somebody keeps. `field_id` is made by the client, so a repeated sending makes no second one."""

    scope: ClassVar[str] = "gathering.network"

    class State(models.TextChoices):
        COMING = "coming", _("coming")
        WAITING = "waiting", _("on the waiting list")
        CANCELLED = "cancelled", _("cancelled")

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="sign_ups")
    field_id = models.UUIDField(unique=True, default=uuid.uuid4)
    account = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(_("your name"), max_length=150)
    email = models.EmailField(_("e-mail address"))
    comes_from = models.CharField(_("organisation or group"), max_length=200, blank=True)
    group = models.ForeignKey(InvitedGroup, on_delete=models.SET_NULL, null=True, blank=True, related_name="sign_ups")
    language = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.COMING)
    signed_up_at = models.DateTimeField(default=timezone.now)
    cancel_token = models.UUIDField(default=uuid.uuid4, unique=True)

    class Meta:
        ordering = ["signed_up_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                "gathering",
                Lower("email"),
                condition=~models.Q(state="cancelled"),
                name="one_place_per_address",
            )
        ]

    def __str__(self) -> str:
        return self.name
