"""Who teaches, what each day yields, and what is handed out before and after."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talka.foundation.files.models import StoredFile
from talka.foundation.owners.models import Owner
from talka.foundation.wording import said
from talka.gatherings.models.gathering import Gathering, Session
from talka.identity.models import Account, Network


class Lecturer(models.Model):
    """Somebody who teaches, leads a session or speaks in it: a short profile that stands once in a network.

    Whoever sees one of their gatherings sees the profile; `account` is set where the person is a member.
    """

    scope: ClassVar[str] = "network"

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=200)
    about = models.JSONField(_("short profile"), default=dict, blank=True)
    owner = models.ForeignKey(
        Owner,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation or group"),
    )
    comes_from = models.CharField(_("organisation or group"), max_length=200, blank=True)
    website = models.URLField(_("website"), blank=True)
    portrait = models.ForeignKey(
        StoredFile, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("portrait")
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class SessionLecturer(models.Model):
    """Who leads a session, in the order in which the agenda names them."""

    scope: ClassVar[str] = "session.gathering.network"

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="taught_by")
    lecturer = models.ForeignKey(Lecturer, on_delete=models.PROTECT, related_name="teaches")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["session", "lecturer"], name="lecturer_once_a_session")]

    def __str__(self) -> str:
        return str(self.lecturer)


class GatheringDay(models.Model):
    """One day of a gathering: what it is called, what it should yield, and what it yielded."""

    scope: ClassVar[str] = "gathering.network"

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="days")
    day = models.DateField(_("day"))
    title = models.JSONField(_("title"), default=dict, blank=True)
    result = models.JSONField(_("what it should yield"), default=dict, blank=True)
    outcome = models.JSONField(_("what came of it"), default=dict, blank=True)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["gathering", "day"], name="gathering_day_once")]

    def __str__(self) -> str:
        return said(self.title)


class Audience(models.TextChoices):
    """Who sees a part of a gathering's page, among those who see the page at all."""

    EVERYBODY = "everybody", _("everybody who sees the gathering")
    PARTICIPANTS = "participants", _("those who take part")
    HOSTS = "hosts", _("the hosts")


class Material(models.Model):
    """A file or a link that goes with a gathering or one of its sessions."""

    scope: ClassVar[str] = "gathering.network"

    class When(models.TextChoices):
        BEFORE = "before", _("to prepare")
        AFTER = "after", _("to take home")

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="materials")
    session = models.ForeignKey(Session, on_delete=models.SET_NULL, null=True, blank=True, related_name="materials")
    title = models.JSONField(_("title"), default=dict)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    url = models.URLField(_("link"), max_length=500, blank=True)
    when = models.CharField(_("when it is for"), max_length=10, choices=When.choices, default=When.BEFORE)
    audience = models.CharField(
        _("who sees it"), max_length=12, choices=Audience.choices, default=Audience.PARTICIPANTS
    )
    added_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(file__isnull=False, url="") | (models.Q(file__isnull=True) & ~models.Q(url="")),
                name="material_is_file_or_link",
            )
        ]

    def __str__(self) -> str:
        return said(self.title)
