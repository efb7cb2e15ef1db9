"""Gatherings of every kind with their agenda by day and session."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talka.foundation.owners.models import Owned, Owner
from talka.foundation.wording import said
from talka.organisations.models import Locality
from talka.programmes.models import Cohort, CycleDay, CycleSession, GatheringKind, Programme, Stage

if TYPE_CHECKING:
    from talka.gatherings.models.agenda import Lecturer


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
    design_day = models.ForeignKey(
        CycleDay,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="gatherings",
        verbose_name=_("day of the cycle's design"),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=GatheringKind.choices)
    title = models.JSONField(_("title"), default=dict)
    about = models.JSONField(_("what it is about"), default=dict, blank=True)
    result = models.JSONField(_("what it should yield"), default=dict, blank=True)
    outcome = models.JSONField(_("what came of it"), default=dict, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    online_link = models.URLField(_("online link"), blank=True)
    online_public = models.BooleanField(
        _("everybody who sees the gathering sees the link"),
        default=False,
        help_text="Otherwise only those who keep a place, and the hosts.",
    )
    co_hosts = models.ManyToManyField(Owner, verbose_name=_("co-hosts"), related_name="+", blank=True)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True)
    sign_up_until = models.DateTimeField(_("sign-up closes"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    cancel_reason = models.JSONField(_("why it does not take place"), default=dict, blank=True)
    kept_reason = models.JSONField(
        _("why it is kept"),
        default=dict,
        blank=True,
        help_text="Of a day that was taken out of the cycle's design and that this round has all the same.",
    )
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


class AgendaManager(models.Manager["Session"]):
    """What stands on an agenda: not the session that a gathering without agenda keeps for its attendance list."""

    def get_queryset(self) -> "models.QuerySet[Session]":
        return super().get_queryset().filter(whole=False)


class Session(models.Model):
    """One entry of the agenda: times, lecturer, topic and the result that is expected of it."""

    scope: ClassVar[str] = "gathering.network"

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="sessions")
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    topic = models.JSONField(_("topic"), default=dict)
    lecturers: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        "gatherings.Lecturer", through="gatherings.SessionLecturer", verbose_name=_("lecturers"), blank=True
    )
    room = models.CharField(_("room"), max_length=100, blank=True)
    online_link = models.URLField(_("online link"), blank=True)
    result = models.JSONField(_("expected result"), default=dict, blank=True)
    outcome = models.JSONField(_("what came of it"), default=dict, blank=True)
    obligatory = models.BooleanField(_("nobody may miss it"), default=False)
    hand_in = models.JSONField(_("what each participant hands in"), default=dict, blank=True)
    design_session = models.ForeignKey(
        CycleSession,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name=_("session of the cycle's design"),
    )
    whole = models.BooleanField(
        default=False,
        editable=False,
        help_text="Stands for a gathering without agenda, so that attendance has a session; no agenda shows it.",
    )

    objects = AgendaManager()
    lists: "ClassVar[models.Manager[Session]]" = models.Manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["gathering"], condition=models.Q(whole=True), name="whole_session_once_a_gathering"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="session_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return said(self.topic)

    @property
    def led_by(self) -> "list[Lecturer]":
        """The lecturers in the order of the agenda. Lists prefetch `taught_by__lecturer`."""
        return [each.lecturer for each in self.taught_by.all()]

    @property
    def lecturer_names(self) -> str:
        return ", ".join(lecturer.name for lecturer in self.led_by)
