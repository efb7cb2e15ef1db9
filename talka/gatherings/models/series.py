"""Series of gatherings: the same kind again and again, hosted in turn or with one theme each."""

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talka.foundation.files.models import StoredFile
from talka.foundation.owners.models import Owned, Owner
from talka.foundation.wording import said
from talka.gatherings.models.gathering import Gathering
from talka.gatherings.models.people import Participant
from talka.gatherings.models.sign_ups import SignUp
from talka.identity.models import Account
from talka.organisations.models import Locality
from talka.programmes.models import GatheringKind, Programme, Stage


def new_seed() -> str:
    return secrets.token_hex(8)


class Series(Owned):
    """Owned by who looks after it. Its gatherings stay gatherings like others, each with its own host."""

    scope: ClassVar[str] = "network"

    class Every(models.TextChoices):
        WEEK = "week", _("every week")
        FORTNIGHT = "fortnight", _("every two weeks")
        MONTH = "month", _("every month")
        QUARTER = "quarter", _("every three months")
        AGREED = "agreed", _("as agreed")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, null=True, blank=True, related_name="series")
    stage = models.ForeignKey(Stage, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    kind = models.CharField(_("kind"), max_length=20, choices=GatheringKind.choices)
    title = models.JSONField(_("title"), default=dict)
    about = models.JSONField(_("what it is about"), default=dict, blank=True)
    every = models.CharField(_("how often"), max_length=10, choices=Every.choices, default=Every.MONTH)
    hosts_rotate = models.BooleanField(_("members host in turn"), default=True)
    has_themes = models.BooleanField(_("each gathering has a theme of its own"), default=False)
    seed = models.CharField(max_length=40, default=new_seed, editable=False, help_text="Published: decides draws.")
    ended_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return said(self.title)


class SeriesMember(models.Model):
    """Who hosts in turn. Whoever leaves stays in the history; `credit` is what they began with."""

    scope: ClassVar[str] = "series.network"

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="members")
    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="+")
    joined_on = models.DateField(_("since"), default=timezone.localdate)
    credit = models.PositiveSmallIntegerField(default=0)
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["joined_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["series", "owner"], name="series_member_once")]

    def __str__(self) -> str:
        return f"{self.owner} in {self.series}"


class Meeting(models.Model):
    """A gathering of a series, with its theme where the series has themes."""

    scope: ClassVar[str] = "series.network"

    class TakenHome(models.TextChoices):
        HOSTS = "hosts", _("the hosts")
        NETWORK = "network", _("members of the network")
        PUBLIC = "public", _("everybody who sees the gathering")

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="meetings")
    gathering = models.OneToOneField(Gathering, on_delete=models.CASCADE, related_name="meeting")
    theme = models.JSONField(_("theme"), default=dict, blank=True)
    taken_home_seen_by = models.CharField(
        _("who reads what participants take home"),
        max_length=10,
        choices=TakenHome.choices,
        default=TakenHome.NETWORK,
    )

    class Meta:
        ordering = ["gathering__starts_at", "pk"]

    def __str__(self) -> str:
        return said(self.theme) or str(self.gathering)


class HostTurn(models.Model):
    """A member was asked to host, and what they said. All members see all turns."""

    scope: ClassVar[str] = "series.network"

    class State(models.TextChoices):
        ASKED = "asked", _("asked")
        ACCEPTED = "accepted", _("accepted")
        PASSED = "passed", _("passed")
        WITHDRAWN = "withdrawn", _("taken back")

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="turns")
    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField(help_text="Which gathering of the series the turn is for.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    around = models.DateField(_("around"), null=True, blank=True)
    reason = models.CharField(max_length=15, blank=True, help_text="What told this member from the next.")
    line = models.CharField(_("a line to the others"), max_length=300, blank=True)
    gathering = models.ForeignKey(Gathering, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["series"], condition=Q(state="asked"), name="series_asks_one_at_a_time")
        ]

    def __str__(self) -> str:
        return f"{self.owner}: {self.get_state_display()}"


class CaseExample(models.Model):
    """How somebody does it elsewhere: what a theme is talked about by."""

    scope: ClassVar[str] = "meeting.series.network"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="examples")
    title = models.JSONField(_("title"), default=dict)
    text = models.JSONField(_("what they do"), default=dict, blank=True)
    who = models.CharField(_("who"), max_length=200, blank=True)
    locality = models.ForeignKey(Locality, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    url = models.URLField(_("link"), max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return said(self.title)


class TakenHome(models.Model):
    """What a participant takes home from a theme, in their own words; one text a person."""

    scope: ClassVar[str] = "meeting.series.network"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="taken_home")
    sign_up = models.ForeignKey(SignUp, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    participant = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    words = models.TextField(_("what I take home"), max_length=1000)
    language = models.CharField(max_length=10, blank=True)
    signed = models.BooleanField(_("with my name"), default=False)
    name = models.CharField(max_length=150, blank=True)
    comes_from = models.CharField(max_length=200, blank=True)
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "sign_up"], condition=Q(sign_up__isnull=False), name="taken_home_once_a_place"
            ),
            models.UniqueConstraint(
                fields=["meeting", "account"], condition=Q(account__isnull=False), name="taken_home_once_an_account"
            ),
        ]

    def __str__(self) -> str:
        return self.words[:60]
