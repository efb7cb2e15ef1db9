"""A programme with its partners, funders, localities and stages, each with what it must yield."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talka.foundation.files.models import StoredFile
from talka.foundation.owners.models import Owned, Owner
from talka.foundation.wording import said
from talka.organisations.models import Locality


class Programme(Owned):
    """Owned by its lead organisation or partnership. Public once its coordinator publishes it."""

    scope: ClassVar[str] = "network"

    slug = models.SlugField(_("address"), max_length=80)
    title = models.JSONField(_("title"), default=dict)
    lead = models.JSONField(_("in one or two sentences"), default=dict, blank=True)
    aims = models.JSONField(_("aims, one a line"), default=dict, blank=True)
    target_groups = models.JSONField(_("target groups, one a line"), default=dict, blank=True)
    story = models.JSONField(_("the story"), default=dict, blank=True)
    starts_on = models.DateField(_("begins"))
    ends_on = models.DateField(_("ends"))
    localities = models.ManyToManyField(Locality, verbose_name=_("localities"), related_name="+", blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    source_note = models.JSONField(
        _("where its facts come from"), default=dict, blank=True, help_text=_("Shown on the public page.")
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-ends_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["network", "slug"], name="programme_slug_once"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="programme_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return said(self.title)


class Partner(models.Model):
    scope: ClassVar[str] = "programme.network"

    class Role(models.TextChoices):
        LEAD = "lead", _("leads the programme")
        PARTNER = "partner", _("partner")
        SUPPORTER = "supporter", _("supports it")
        LECTURERS = "lecturers", _("teaches in it")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="partners")
    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="programme_parts")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, default=Role.PARTNER)
    gives = models.JSONField(_("gives"), default=dict, blank=True)
    leads = models.JSONField(_("leads"), default=dict, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["programme", "owner"], name="programme_partner_once")]

    def __str__(self) -> str:
        return f"{self.owner} in {self.programme}"


class Funder(models.Model):
    """Who pays, with the share and the credit that they require on each public page and document."""

    scope: ClassVar[str] = "programme.network"

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="funders")
    name = models.JSONField(_("name"), default=dict)
    share = models.DecimalField(
        _("share of the cost, %"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2, null=True, blank=True)
    sentence = models.JSONField(_("sentence that must be shown"), default=dict, blank=True)
    logo = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    website = models.URLField(_("website"), blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return said(self.name)


class Stage(models.Model):
    scope: ClassVar[str] = "programme.network"

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="stages")
    title = models.JSONField(_("title"), default=dict)
    about = models.JSONField(_("what happens"), default=dict, blank=True)
    starts_on = models.DateField(_("begins"))
    ends_on = models.DateField(_("ends"))
    together = models.BooleanField(
        _("partners work together"), default=True, help_text=_("Off: each works alone, and the threads part.")
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="stage_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return said(self.title)


class ExpectedResult(models.Model):
    """What a stage must yield. People say when it is reached; rooms show beside it what their records tell."""

    scope: ClassVar[str] = "stage.programme.network"

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="expected_results")
    title = models.JSONField(_("what it must yield"), default=dict)
    reached_on = models.DateField(_("reached on"), null=True, blank=True)
    reached_words = models.JSONField(_("what came of it"), default=dict, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return said(self.title)
