"""The people who plan: of one organisation, or of a partnership."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talka.foundation.owners.models import Owner
from talka.identity.models import Account, Network
from talka.programmes.models import Programme, Stage


class PlanningGroup(models.Model):
    scope: ClassVar[str] = "network"

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="planning_groups")
    owner = models.ForeignKey(Owner, verbose_name=_("whose group"), on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, null=True, blank=True, related_name="planning_groups"
    )
    stage = models.ForeignKey(Stage, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    about = models.JSONField(_("how the group works"), default=dict, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "programme"], name="planning_group_once"),
        ]

    def __str__(self) -> str:
        return str(_("Planning group of %(owner)s") % {"owner": self.owner.short_name})


class GroupRole(models.TextChoices):
    LEAD = "lead", _("leads the group")
    MEMBER = "member", _("member")
    EXPERT = "expert", _("outside expert")


class GroupMember(models.Model):
    """An account of the network, or the name of somebody who has none."""

    scope: ClassVar[str] = "group.network"

    group = models.ForeignKey(PlanningGroup, on_delete=models.CASCADE, related_name="members")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=150)
    title = models.CharField(_("who they are"), max_length=150, blank=True)
    role = models.CharField(_("role"), max_length=10, choices=GroupRole.choices, default=GroupRole.MEMBER)
    joined_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["group", "account"], name="one_place_per_group")]

    def __str__(self) -> str:
        return self.name
