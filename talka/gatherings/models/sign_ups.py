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
    participant = models.ForeignKey(
        Participant, on_delete=models.SET_NULL, null=True, blank=True, related_name="sign_ups"
    )
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
