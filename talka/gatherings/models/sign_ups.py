"""Who is invited, and who keeps a place."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talka.foundation.owners.models import Owner
from talka.foundation.wording import said
from talka.gatherings.models.gathering import Gathering
from talka.gatherings.models.people import Participant
from talka.identity.models import Account
from talka.organisations.models import Locality, Sector


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
    """A place that somebody keeps, is offered or waits for. `field_id` is made by the client, so a repeated sending
    makes no second one.

    Each person has a row. A group comes together or not at all: the rows of its others point at the one who signed
    it up (`led_by`), and change their state with that one. Organisation, sector and locality stand here as they were
    said for this gathering, because quotas count them.
    """

    scope: ClassVar[str] = "gathering.network"

    class State(models.TextChoices):
        COMING = "coming", _("coming")
        OFFERED = "offered", _("a place is offered")
        WAITING = "waiting", _("on the waiting list")
        CANCELLED = "cancelled", _("cancelled")

    class Ended(models.TextChoices):
        GAVE_BACK = "gave_back", _("gave the place back")
        BY_HOST = "by_host", _("given back by the host")
        PASSED = "passed", _("passed the offer on")
        RAN_OUT = "ran_out", _("the offer ran out")

    class ShownAs(models.TextChoices):
        """How others on the waiting list see somebody."""

        INITIALS = "initials", _("by initials, such as A. N.")
        FIRST_NAME = "first_name", _("by first name and initial, such as Anna N.")
        NUMBER = "number", _("by number alone")

    HOLDS: ClassVar[tuple[str, ...]] = ("coming", "offered")

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="sign_ups")
    field_id = models.UUIDField(unique=True, default=uuid.uuid4)
    account = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    participant = models.ForeignKey(
        Participant, on_delete=models.SET_NULL, null=True, blank=True, related_name="sign_ups"
    )
    name = models.CharField(_("your name"), max_length=150)
    email = models.EmailField(_("e-mail address"), blank=True)
    led_by = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="company")
    owner = models.ForeignKey(Owner, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    sector = models.CharField(_("sector"), max_length=20, choices=Sector.choices, blank=True)
    locality = models.ForeignKey(Locality, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    comes_from = models.CharField(_("organisation or group"), max_length=200, blank=True)
    group = models.ForeignKey(InvitedGroup, on_delete=models.SET_NULL, null=True, blank=True, related_name="sign_ups")
    language = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.COMING)
    ended_why = models.CharField(max_length=10, choices=Ended.choices, blank=True)
    shown_as = models.CharField(max_length=10, choices=ShownAs.choices, default=ShownAs.INITIALS)
    rank = models.PositiveIntegerField(default=0, help_text="The order of waiting; equal ones by when they signed up.")
    offered_at = models.DateTimeField(null=True, blank=True)
    offer_ends_at = models.DateTimeField(null=True, blank=True)
    signed_up_at = models.DateTimeField(default=timezone.now)
    cancel_token = models.UUIDField(default=uuid.uuid4, unique=True)

    class Meta:
        ordering = ["signed_up_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                "gathering",
                Lower("email"),
                condition=~models.Q(state="cancelled") & ~models.Q(email=""),
                name="one_place_per_address",
            ),
            models.CheckConstraint(
                condition=~models.Q(email="") | models.Q(led_by__isnull=False), name="sign_up_reachable_or_led"
            ),
        ]
        indexes = [models.Index(fields=["state", "offer_ends_at"], name="sign_up_offers_that_end")]

    def __str__(self) -> str:
        return self.name

    @property
    def holds(self) -> bool:
        """Keeps a place for certain: sees the link for those who join online."""
        return self.state == self.State.COMING

    @property
    def lead_id(self) -> int:
        """Who signed this one up: the row itself, or that of the one who leads the group."""
        return self.led_by_id or self.pk
