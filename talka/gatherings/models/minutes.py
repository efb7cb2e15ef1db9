"""What was said and decided, and who does what by when."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talka.foundation.owners.models import Owner
from talka.foundation.wording import said
from talka.gatherings.models.agenda import Audience
from talka.gatherings.models.gathering import Gathering, Session
from talka.gatherings.models.people import Participant
from talka.identity.models import Account


class Minutes(models.Model):
    """The minutes of a gathering: a draft in place until they are approved, then a frozen version.

    What was said to each point of the agenda stands with the session (`Session.outcome`), what a day yielded with the
    day; `text` holds what belongs to no session.
    """

    scope: ClassVar[str] = "gathering.network"

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        APPROVED = "approved", _("approved")

    gathering = models.OneToOneField(Gathering, on_delete=models.CASCADE, related_name="minutes")
    text = models.JSONField(_("what was talked about"), default=dict, blank=True)
    chair = models.CharField(_("who led it"), max_length=150, blank=True)
    keeper = models.CharField(_("who kept the minutes"), max_length=150, blank=True)
    audience = models.CharField(
        _("who reads them"), max_length=12, choices=Audience.choices, default=Audience.PARTICIPANTS
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "minutes"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="draft", approved_at__isnull=True)
                | models.Q(state="approved", approved_at__isnull=False),
                name="minutes_approved_have_a_day",
            )
        ]

    def __str__(self) -> str:
        return str(self.gathering)


class Decision(models.Model):
    """Something that was decided. Its number in the gathering is how people cite it."""

    scope: ClassVar[str] = "gathering.network"

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="decisions")
    session = models.ForeignKey(Session, on_delete=models.SET_NULL, null=True, blank=True, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    text = models.JSONField(_("what is decided"), default=dict)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["gathering", "number"], name="decision_number_once")]

    def __str__(self) -> str:
        return said(self.text)


class ActionItem(models.Model):
    """Who does what by when. It stands on a desk, and on the next agenda, until it is done or dropped.

    Somebody is named: an account, an owner, or a participant without account.
    """

    scope: ClassVar[str] = "gathering.network"

    class State(models.TextChoices):
        OPEN = "open", _("open")
        DONE = "done", _("done")
        DROPPED = "dropped", _("dropped")

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="action_items")
    decision = models.ForeignKey(Decision, on_delete=models.SET_NULL, null=True, blank=True, related_name="items")
    text = models.JSONField(_("what is to be done"), default=dict)
    account = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("who does it")
    )
    owner = models.ForeignKey(
        Owner,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("for which organisation"),
    )
    participant = models.ForeignKey(
        Participant, on_delete=models.SET_NULL, null=True, blank=True, related_name="action_items"
    )
    due_on = models.DateField(_("by when"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    closing = models.JSONField(_("what came of it"), default=dict, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = [models.F("due_on").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="open", closed_at__isnull=True)
                | (~models.Q(state="open") & models.Q(closed_at__isnull=False)),
                name="action_item_closed_has_a_day",
            )
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="action_item_open")]

    def __str__(self) -> str:
        return said(self.text)

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_on is not None and self.due_on < timezone.localdate()
