"""What a programme's concept says beyond what the programme and its cycles hold already."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talka.foundation.wording import said
from talka.identity.models import Account
from talka.programmes.models.programme import Programme


class Concept(models.Model):
    """The concept's own texts. Audience, goals and expected results are the programme's, the agenda is the cycles'."""

    scope: ClassVar[str] = "programme.network"

    programme = models.OneToOneField(Programme, on_delete=models.CASCADE, related_name="concept")
    background = models.JSONField(_("why it is needed"), default=dict, blank=True)
    aim = models.JSONField(_("aim"), default=dict, blank=True)
    approach = models.JSONField(_("how we work"), default=dict, blank=True)
    touched_at = models.DateTimeField(default=timezone.now)
    touched_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return said(self.programme.title)
