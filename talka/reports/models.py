"""The final panel with its public questions, and replies to what residents said."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from talka.foundation.owners.models import Owner
from talka.foundation.wording import said
from talka.gatherings.models import Gathering
from talka.identity.models import Account
from talka.programmes.models import Programme


class Panel(models.Model):
    """What the public page of a programme's final panel says; date, place, invited groups stand in the gathering."""

    scope: ClassVar[str] = "programme.network"

    programme = models.OneToOneField(Programme, on_delete=models.CASCADE, related_name="panel")
    gathering = models.OneToOneField(Gathering, on_delete=models.PROTECT, related_name="panel")
    opening = models.JSONField(_("what the panel is for"), default=dict, blank=True)
    debate = models.JSONField(_("what will be debated"), default=dict, blank=True)
    minutes = models.JSONField(_("what was said and decided"), default=dict, blank=True)
    questions_open = models.BooleanField(_("the public may put questions"), default=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.gathering)


class PanelQuestion(models.Model):
    """A question from the public. Nothing is shown before a person has read it; one set aside gets a reason.

    `field_id` is made where the form was shown, so that a repeated sending makes no second question. No account,
    address or time is kept with it, only the day.
    """

    scope: ClassVar[str] = "panel.programme.network"

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting to be read")
        SHOWN = "shown", _("shown")
        SET_ASIDE = "set_aside", _("set aside")

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="questions")
    field_id = models.UUIDField(unique=True, default=uuid.uuid4)
    text = models.TextField(_("your question"), max_length=600)
    name = models.CharField(_("your name, if it may be shown"), max_length=80, blank=True)
    language = models.CharField(max_length=12)
    asked_on = models.DateField(default=timezone.localdate)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    reason = models.CharField(_("why it is set aside"), max_length=300, blank=True)
    answer = models.JSONField(_("answer"), default=dict, blank=True)
    answered_by = models.ForeignKey(Owner, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    decided_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        # Never the words themselves: this stands in the audit trail.
        return gettext("Question %(number)s") % {"number": self.pk}


class Reply(models.Model):
    """A reply to a finding that no measure answers: done already, or not this year and why. A refusal is printed too.

    It hangs on the finding by a thread: the reply *answers* the finding.
    """

    scope: ClassVar[str] = "programme.network"

    class Kind(models.TextChoices):
        DONE = "done", _("done already")
        LATER = "later", _("later, and when")
        NO = "no", _("not this time, and why")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="replies")
    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="+", verbose_name=_("who replies"))
    kind = models.CharField(_("reply"), max_length=10, choices=Kind.choices)
    words = models.JSONField(_("in a sentence or two"), default=dict)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "replies"

    def __str__(self) -> str:
        return said(self.words)
