"""Forms put together from pages, and what was read from each question of them."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talka.identity.models import Account
from talka.paper.models.prints import PaperPrint
from talka.paper.models.scans import ScanImport, ScannedPage


class FilledForm(models.Model):
    """One form that came back. Its answer carries `answer_id`, so that counting it twice is counting it once."""

    scope: ClassVar[str] = "scan_import.consultation.network"

    class State(models.TextChoices):
        OPEN = "open", _("to be checked")
        COUNTED = "counted", _("counted")
        SET_ASIDE = "set_aside", _("set aside")

    scan_import = models.ForeignKey(ScanImport, on_delete=models.CASCADE, related_name="forms")
    paper_print = models.ForeignKey(PaperPrint, on_delete=models.PROTECT, related_name="filled")
    number = models.PositiveIntegerField(null=True, blank=True)
    position = models.PositiveIntegerField()
    answer_id = models.UUIDField(unique=True, default=uuid.uuid4)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    reason = models.CharField(max_length=300, blank=True)
    twin = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", help_text="Looks like this one."
    )
    twin_settled = models.BooleanField(default=False, help_text="A person said that they are two forms.")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper_print", "number"],
                condition=~models.Q(state="set_aside"),
                name="numbered_form_counts_once",
            )
        ]

    def __str__(self) -> str:
        return str(self.number or self.position + 1)

    @property
    def waits_for_its_twin(self) -> bool:
        """Whether a person has still to say if this is a sheet that was scanned twice."""
        return self.twin_id is not None and not self.twin_settled


class Reading(models.Model):
    """One question of one form: what the program proposes, and what a person decided where it was not sure.

    `proposed` and `value` are lists of the keys of choices, or of one text. A reading that is sure has its value from
    the start. `second_wanted` asks a second person, who does not see what the first decided.
    """

    scope: ClassVar[str] = "form.scan_import.consultation.network"

    class Kind(models.TextChoices):
        CHOICE = "choice", _("marks")
        NUMBER = "number", _("numbers")
        TEXT = "text", _("words")

    class State(models.TextChoices):
        SURE = "sure", _("read by itself")
        OPEN = "open", _("to be decided")
        SECOND = "second", _("to be decided by a second person")
        CONTESTED = "contested", _("two people decided differently")
        DECIDED = "decided", _("decided")

    form = models.ForeignKey(FilledForm, on_delete=models.CASCADE, related_name="readings")
    scanned = models.ForeignKey(ScannedPage, on_delete=models.PROTECT, related_name="readings")
    name = models.CharField(max_length=120, help_text="The field of the questionnaire, as on its form.")
    place = models.PositiveSmallIntegerField(default=0, help_text="Which question of the form, in print.")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices)
    why = models.CharField(max_length=120, blank=True, help_text="Why the program was not sure.")
    proposed = models.JSONField(default=list)
    value = models.JSONField(default=list)
    second_wanted = models.BooleanField(default=False)
    decided_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    second_value = models.JSONField(null=True, blank=True)
    second_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    taken_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    taken_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["form__position", "place", "pk"]
        constraints = [models.UniqueConstraint(fields=["form", "name"], name="reading_once_a_form")]
        indexes = [models.Index(fields=["state", "kind"], name="reading_by_state")]

    def __str__(self) -> str:
        return self.name


class Correction(models.Model):
    """A decision that was taken back or changed: what stood before."""

    scope: ClassVar[str] = "reading.form.scan_import.consultation.network"

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="corrections")
    was = models.JSONField(default=list)
    by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return str(self.was)
