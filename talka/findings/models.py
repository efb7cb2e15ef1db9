"""Saved findings, quotations chosen from open answers, and what was published of a consultation."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talka.consultations.models import Answer, Consultation
from talka.foundation.owners.models import Owned
from talka.foundation.wording import said
from talka.identity.models import Account
from talka.programmes.models import Programme


class Finding(Owned):
    """What the answers to one question say: a sentence that people stand behind, with the figures of that day.

    `figures` are those of the newest frozen version, whole: only people who may see the results read them here.
    What the public reads comes from a release.
    """

    scope: ClassVar[str] = "network"

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="findings")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, null=True, blank=True, related_name="findings")
    question = models.CharField(max_length=60)
    filters = models.JSONField(default=dict, blank=True)
    breakdown = models.CharField(max_length=60, blank=True)
    option = models.CharField(_("answer it is about"), max_length=60, blank=True)
    row = models.CharField(_("whom it is about"), max_length=60, default="*")
    sentence = models.JSONField(_("what the answers say"), default=dict)
    meaning = models.JSONField(_("what it means"), default=dict, blank=True)
    figures = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    drawn_on = models.DateField()
    made_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    made_by_name = models.CharField(max_length=150, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return said(self.sentence)


class Quotation(models.Model):
    """A person's decision on one open answer: to publish it, or to set it aside. Without a row it waits inside.

    `about` is the id of the organisation as text where the question is asked about each, otherwise empty. `text`
    is what will be published; where a part that could tell who wrote it was taken out, "…" stands in its place.
    """

    scope: ClassVar[str] = "consultation.network"

    class State(models.TextChoices):
        CHOSEN = "chosen", _("chosen for publication")
        SET_ASIDE = "set_aside", _("set aside")

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="quotations")
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="+")
    question = models.CharField(max_length=60)
    about = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=10, choices=State.choices)
    text = models.TextField(_("what will be published"), blank=True)
    language = models.CharField(max_length=12, blank=True)
    is_shortened = models.BooleanField(default=False)
    decided_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["answer", "question", "about"], name="open_answer_decided_once")]

    def __str__(self) -> str:
        return f"{self.question}, {self.get_state_display()}"


class Publication(models.Model):
    """What was published of a consultation's results. Each numbered release is a frozen version of this.

    `counts` keeps, for each release, the whole counts behind what was printed: the next release needs them so that
    whoever holds both cannot subtract. They are never shown.
    """

    scope: ClassVar[str] = "consultation.network"

    consultation = models.OneToOneField(Consultation, on_delete=models.PROTECT, related_name="publication")
    number = models.PositiveIntegerField(_("newest release"), default=0)
    note = models.JSONField(_("how the answers were collected"), default=dict, blank=True)
    counts = models.JSONField(default=list, editable=False)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-published_at"]

    def __str__(self) -> str:
        return f"{self.consultation}, {self.number}"
