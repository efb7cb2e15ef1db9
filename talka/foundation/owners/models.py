"""An owner is an organisation, a group, a partnership of several, or a single member.

Rooms point at `Owner` and need not know which of the four it is. A person acts for an owner through a `Standing`,
with a role; for a partnership through any of its members.
"""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from talka.identity.models import Account, Network


class OwnerKind(models.TextChoices):
    ORGANISATION = "organisation", _("organisation")
    GROUP = "group", _("group")
    PARTNERSHIP = "partnership", _("partnership")
    SINGLE = "single", _("single member")


class Shape(models.TextChoices):
    CIRCLE = "circle", _("circle")
    SQUARE = "square", _("square")
    DIAMOND = "diamond", _("diamond")
    TRIANGLE = "triangle", _("triangle")
    TRIANGLE_DOWN = "triangle-down", _("triangle pointing down")
    PENTAGON = "pentagon", _("pentagon")
    HEXAGON = "hexagon", _("hexagon")
    BAR = "bar", _("bar")
    CROSS = "cross", _("cross")
    RING = "ring", _("ring")


class Owner(models.Model):
    scope: ClassVar[str] = "network"

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="owners")
    kind = models.CharField(_("kind"), max_length=20, choices=OwnerKind.choices)
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(
        _("short name"), max_length=24, help_text=_("Stands beside the colour and shape on charts and plans.")
    )
    dye = models.PositiveSmallIntegerField(
        _("colour"), default=1, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    shape = models.CharField(_("shape"), max_length=20, choices=Shape.choices, default=Shape.CIRCLE)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["network", "short_name"], name="owner_short_name_once"),
            models.CheckConstraint(condition=models.Q(dye__gte=1, dye__lte=10), name="owner_dye_one_to_ten"),
        ]

    def __str__(self) -> str:
        return self.name


class PartnershipMember(models.Model):
    scope: ClassVar[str] = "partnership.network"

    partnership = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="partners")
    member = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="partnerships")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "member"], name="partner_once"),
            models.CheckConstraint(condition=~models.Q(partnership=models.F("member")), name="not_own_partner"),
        ]

    def __str__(self) -> str:
        return f"{self.member} in {self.partnership}"


class StandingRole(models.TextChoices):
    DIRECTOR = "director", _("director")
    STAFF = "staff", _("member of staff")
    INTERVIEWER = "interviewer", _("interviewer")


class Standing(models.Model):
    """A person's role in an owner. One person may stand in several, with one role in each."""

    scope: ClassVar[str] = "owner.network"

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="standings")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="standings")
    role = models.CharField(_("role"), max_length=20, choices=StandingRole.choices, default=StandingRole.STAFF)
    title = models.CharField(_("what they do there"), max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "account"], name="one_standing_per_owner")]

    def __str__(self) -> str:
        return f"{self.account}, {self.get_role_display()}, {self.owner}"


class Visibility(models.TextChoices):
    PRIVATE = "private", _("only its owner")
    SHARED = "shared", _("its owner and named others")
    NETWORK = "network", _("the whole network")
    PUBLIC = "public", _("everybody")


class Owned(models.Model):
    """What every owned thing carries. `talka.foundation.access` reads it."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    owner = models.ForeignKey(Owner, verbose_name=_("owner"), on_delete=models.PROTECT, related_name="+")
    visibility = models.CharField(
        _("who may see it"), max_length=10, choices=Visibility.choices, default=Visibility.PRIVATE
    )
    shared_with = models.ManyToManyField(Owner, verbose_name=_("shared with"), related_name="+", blank=True)

    class Meta:
        abstract = True
