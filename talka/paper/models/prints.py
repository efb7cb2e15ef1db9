"""What was printed: a version in one language and one look, with the exact place of every box."""

import secrets
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talka.consultations.models import Consultation, Door
from talka.identity.models import Account

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def new_code() -> str:
    """Names a print in its page codes: seven letters and figures that nobody mixes up."""
    return "".join(secrets.choice(LETTERS) for _letter in range(7))


class PaperLook(models.TextChoices):
    A4 = "a4", _("A4, both sides")
    A5 = "a5", _("A5, as a booklet")
    LARGE = "large", _("A4 in large print")


class PaperPrint(models.Model):
    """One way in which a frozen version is printed. `frames` holds, page by page, where every box stands: never
    changed afterwards, because paper that is out cannot be changed either."""

    scope: ClassVar[str] = "consultation.network"

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="paper_prints")
    version = models.PositiveIntegerField()
    language = models.CharField(_("language"), max_length=12)
    look = models.CharField(_("paper"), max_length=10, choices=PaperLook.choices, default=PaperLook.A4)
    code = models.CharField(max_length=12, unique=True, default=new_code)
    frames = models.JSONField(default=list)
    credits = models.JSONField(default=list, help_text="What funders require, as it stood when it was made ready.")
    retired = models.BooleanField(
        default=False,
        help_text="The program sets its pages otherwise now: what is out is read, nothing more is printed.",
    )
    next_number = models.PositiveIntegerField(default=1, help_text="The number of the next form that is printed.")
    made_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-version", "language", "look"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "version", "language", "look"],
                condition=models.Q(retired=False),
                name="paper_print_once_a_version",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} ({self.language}, {self.get_look_display()})"

    @property
    def pages(self) -> int:
        return len(self.frames)


class PrintRun(models.Model):
    """Numbered forms that were made for the printer, for one door."""

    scope: ClassVar[str] = "paper_print.consultation.network"

    paper_print = models.ForeignKey(PaperPrint, on_delete=models.PROTECT, related_name="runs")
    door = models.ForeignKey(Door, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    printed_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    printed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-printed_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="print_run_is_not_empty")
        ]

    def __str__(self) -> str:
        return f"{self.first} to {self.last}"
