"""Who takes part in gatherings, known once in a network however often they come, and who goes through a cohort."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talka.foundation.owners.models import Owner
from talka.identity.models import Account, Network
from talka.organisations.models import Locality, Sector
from talka.programmes.models import Cohort


class Participant(models.Model):
    """One person who comes to gatherings, with or without account; hosts see those who come to them.

    People are counted by these rows, so that whoever comes five times is one person. The address tells two people
    apart; somebody without address is known by the row alone. After erasure the row stays as a number: name and
    address are gone, sector and locality stay. Of two entries of one person, the one that was put into the other stays
    too, so that links and frozen minutes still find the person.
    """

    scope: ClassVar[str] = "network"

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail address"), blank=True)
    owner = models.ForeignKey(
        Owner,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation or group"),
        help_text=_("One of the network; otherwise write its name."),
    )
    comes_from = models.CharField(_("organisation or group"), max_length=200, blank=True)
    sector = models.CharField(_("sector"), max_length=20, choices=Sector.choices, blank=True)
    locality = models.ForeignKey(Locality, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    language = models.CharField(_("language"), max_length=10, blank=True)
    key = models.UUIDField(default=uuid.uuid4, unique=True, help_text="Names the person in addresses of their own.")
    forgotten_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="merged",
        help_text="Of an entry that turned out to be somebody who was known already; nothing hangs on it any more.",
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                "network", Lower("email"), condition=~models.Q(email=""), name="participant_address_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class CohortMember(models.Model):
    """Somebody who goes through a round of a cycle. Whoever leaves it stays in its history."""

    scope: ClassVar[str] = "cohort.cycle.programme.network"

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="members")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="cohort_places")
    joined_at = models.DateTimeField(default=timezone.now)
    written_at = models.DateTimeField(
        null=True, blank=True, help_text="When the link to their own page of the round went to them."
    )
    left_at = models.DateTimeField(null=True, blank=True)
    left_reason = models.CharField(_("why"), max_length=200, blank=True)

    class Meta:
        ordering = ["participant__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["cohort", "participant"], name="cohort_member_once")]

    def __str__(self) -> str:
        return f"{self.participant} in {self.cohort}"
