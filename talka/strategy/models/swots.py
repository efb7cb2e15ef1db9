"""What an organisation sees when it looks honestly at itself and around."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talka.foundation.owners.models import Owned
from talka.foundation.wording import said
from talka.identity.models import Account
from talka.programmes.models import Programme, Stage
from talka.strategy.models.groups import GroupMember, PlanningGroup


class Swot(Owned):
    scope: ClassVar[str] = "network"

    class State(models.TextChoices):
        OPEN = "open", _("being written")
        SETTLED = "settled", _("settled by the group")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, null=True, blank=True, related_name="swots")
    stage = models.ForeignKey(Stage, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    group = models.ForeignKey(PlanningGroup, on_delete=models.SET_NULL, null=True, blank=True, related_name="swots")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    points_each = models.PositiveSmallIntegerField(_("points that each member gives"), default=10)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "programme"], name="swot_once"),
            models.CheckConstraint(condition=models.Q(points_each__gte=1, points_each__lte=100), name="swot_points"),
        ]

    def __str__(self) -> str:
        return str(_("SWOT of %(owner)s") % {"owner": self.owner.short_name})


class Quadrant(models.TextChoices):
    STRENGTH = "strength", _("strength")
    WEAKNESS = "weakness", _("weakness")
    OPPORTUNITY = "opportunity", _("opportunity")
    THREAT = "threat", _("threat")


class SwotItem(models.Model):
    """One sentence in one quadrant. `ancestry` keeps the texts of items that were merged into it or that it came from."""

    scope: ClassVar[str] = "swot.network"

    swot = models.ForeignKey(Swot, on_delete=models.CASCADE, related_name="items")
    quadrant = models.CharField(_("quadrant"), max_length=12, choices=Quadrant.choices)
    text = models.JSONField(_("in one sentence"), default=dict)
    position = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveIntegerField(default=1)
    ancestry = models.JSONField(default=list, blank=True)
    made_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return said(self.text)


class SwotPoints(models.Model):
    scope: ClassVar[str] = "item.swot.network"

    item = models.ForeignKey(SwotItem, on_delete=models.CASCADE, related_name="points")
    member = models.ForeignKey(GroupMember, on_delete=models.CASCADE, related_name="points")
    points = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "member"], name="points_once"),
            models.CheckConstraint(condition=models.Q(points__gte=1), name="points_at_least_one"),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.points}"
