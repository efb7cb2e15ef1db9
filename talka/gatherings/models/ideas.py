"""Ideas that are born when people meet, and what becomes of them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talka.foundation.owners.models import Owned, Owner
from talka.foundation.wording import said
from talka.gatherings.models.gathering import Gathering
from talka.gatherings.models.series import Series
from talka.identity.models import Account
from talka.programmes.models import Programme


class Idea(Owned):
    """Owned by who brought it in. Partners join; with a first step and a date it is under way; it ends done or
    dropped with a reason, and until then it comes back on every next agenda."""

    scope: ClassVar[str] = "network"

    class State(models.TextChoices):
        BORN = "born", _("born")
        LOOKING = "looking", _("looking for partners")
        UNDER_WAY = "under_way", _("under way")
        DONE = "done", _("done")
        DROPPED = "dropped", _("dropped")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, null=True, blank=True, related_name="ideas")
    series = models.ForeignKey(Series, on_delete=models.SET_NULL, null=True, blank=True, related_name="ideas")
    born_at = models.ForeignKey(Gathering, on_delete=models.SET_NULL, null=True, blank=True, related_name="ideas")
    title = models.JSONField(_("the idea"), default=dict)
    about = models.JSONField(_("what it is about"), default=dict, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.BORN)
    first_step = models.JSONField(_("first step"), default=dict, blank=True)
    first_step_on = models.DateField(_("until"), null=True, blank=True)
    first_step_owner = models.ForeignKey(
        Owner, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("who does it")
    )
    first_step_done_on = models.DateField(null=True, blank=True)
    ending = models.JSONField(_("what came of it"), default=dict, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["done", "dropped"]) | Q(ended_on__isnull=False), name="idea_ends_on_a_day"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["born", "looking", "dropped"]) | Q(first_step_on__isnull=False),
                name="idea_under_way_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return said(self.title)


class IdeaPartner(models.Model):
    """An organisation, group or single member that takes the idea on."""

    scope: ClassVar[str] = "idea.network"

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="partners")
    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="+")
    line = models.CharField(_("what we bring"), max_length=300, blank=True)
    joined_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["joined_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["idea", "owner"], name="idea_partner_once")]

    def __str__(self) -> str:
        return f"{self.owner}: {self.idea}"


class IdeaFollowUp(models.Model):
    """What was said of an idea when it came back on an agenda."""

    scope: ClassVar[str] = "idea.network"

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="follow_ups")
    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="followed_ideas")
    words = models.JSONField(_("where it stands"), default=dict)
    state = models.CharField(max_length=10, choices=Idea.State.choices)
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["gathering__starts_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["idea", "gathering"], name="idea_followed_once_a_gathering")]

    def __str__(self) -> str:
        return said(self.words)
