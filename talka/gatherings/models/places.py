"""How places of a gathering are given: the host's rules, questions and invitations, and what became of them."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talka.foundation.owners.models import Owner
from talka.foundation.wording import said
from talka.gatherings.models.gathering import Gathering
from talka.gatherings.models.sign_ups import InvitedGroup, SignUp
from talka.identity.models import Account
from talka.organisations.models import Sector


def remind_before() -> list[int]:
    return [7, 1]


class SignUpRules(models.Model):
    """What the host decided about sign-up. A gathering without this row follows the defaults of these fields."""

    scope: ClassVar[str] = "gathering.network"

    gathering = models.OneToOneField(Gathering, on_delete=models.CASCADE, related_name="sign_up_rules")
    only_invited = models.BooleanField(_("only those who are invited"), default=False)
    offer_hours = models.PositiveSmallIntegerField(_("hours to accept an offered place"), default=0)
    most_together = models.PositiveSmallIntegerField(_("most people in a group"), default=1)
    per_organisation = models.PositiveSmallIntegerField(_("places for one organisation"), null=True, blank=True)
    asks_organisation = models.BooleanField(default=True)
    asks_sector = models.BooleanField(default=False)
    asks_locality = models.BooleanField(default=False)
    keep_answers_days = models.PositiveSmallIntegerField(_("days until answers are erased"), default=14)
    answers_erased_at = models.DateTimeField(null=True, blank=True)
    remind_days = models.JSONField(default=remind_before, blank=True, help_text="Days before the start.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(most_together__gte=1), name="group_has_somebody"),
            models.CheckConstraint(
                condition=models.Q(per_organisation__isnull=True) | models.Q(per_organisation__gte=1),
                name="organisation_has_a_place",
            ),
        ]

    def __str__(self) -> str:
        return str(self.gathering)

    @property
    def offer_days(self) -> int:
        """Whole days from three on; 0 where the time is better told in hours."""
        days, rest = divmod(self.offer_hours, 24)
        return days if days > 2 and not rest else 0


class SectorPlaces(models.Model):
    """Places that are kept for one sector until a moment."""

    scope: ClassVar[str] = "gathering.network"

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="sector_places")
    sector = models.CharField(_("sector"), max_length=20, choices=Sector.choices)
    places = models.PositiveSmallIntegerField(_("places"))
    until = models.DateTimeField(_("kept until"))

    class Meta:
        ordering = ["sector"]
        constraints = [models.UniqueConstraint(fields=["gathering", "sector"], name="sector_places_once")]

    def __str__(self) -> str:
        return f"{self.get_sector_display()}: {self.places}"


class SignUpQuestion(models.Model):
    """Something that the host needs to know of those who come, and why. `options` is a list of {key, text}."""

    scope: ClassVar[str] = "gathering.network"

    class Kind(models.TextChoices):
        TEXT = "text", _("in words")
        CHOICE = "choice", _("one of several")
        YES_NO = "yes_no", _("yes or no")

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="sign_up_questions")
    kind = models.CharField(_("how it is answered"), max_length=10, choices=Kind.choices)
    question = models.JSONField(_("question"), default=dict)
    reason = models.JSONField(_("why you ask"), default=dict)
    options = models.JSONField(default=list, blank=True)
    required = models.BooleanField(_("must be answered"), default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return said(self.question)


class SignUpAnswer(models.Model):
    """What somebody answered: for the host alone, and erased after the gathering. Never in a record of the trail."""

    scope: ClassVar[str] = "sign_up.gathering.network"

    sign_up = models.ForeignKey(SignUp, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(SignUpQuestion, on_delete=models.CASCADE, related_name="answers")
    value = models.CharField(max_length=600)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sign_up", "question"], name="sign_up_answers_once")]

    def __str__(self) -> str:
        # Never the value: this text may stand in a log.
        return f"answer {self.pk}"


class WaitingMove(models.Model):
    """A change of the order of waiting, which everybody on the list can read with its reason.

    `to_place` 0 means that a place was given before those who stood in front.
    """

    scope: ClassVar[str] = "gathering.network"

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="waiting_moves")
    sign_up = models.ForeignKey(SignUp, on_delete=models.CASCADE, related_name="moves")
    from_place = models.PositiveIntegerField()
    to_place = models.PositiveIntegerField(default=0)
    why = models.CharField(max_length=12, blank=True, help_text="The rule that passed somebody; empty for the host.")
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    moved_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    moved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-moved_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.from_place} → {self.to_place}"


class Invitation(models.Model):
    """A letter to one person that asks them to come. The token is the key; whoever holds it may answer."""

    scope: ClassVar[str] = "gathering.network"

    class Answer(models.TextChoices):
        NONE = "", _("not answered")
        COMING = "coming", _("is coming")
        CANNOT = "cannot", _("cannot come")

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    account = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=150, blank=True)
    owner = models.ForeignKey(Owner, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    group = models.ForeignKey(
        InvitedGroup, on_delete=models.SET_NULL, null=True, blank=True, related_name="invitations"
    )
    message = models.JSONField(_("a line of your own"), default=dict, blank=True)
    language = models.CharField(max_length=10, blank=True)
    token = models.UUIDField(default=uuid.uuid4, unique=True)
    invited_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    sign_up = models.ForeignKey(SignUp, on_delete=models.SET_NULL, null=True, blank=True, related_name="invitations")

    class Meta:
        ordering = ["name", "email", "pk"]
        constraints = [models.UniqueConstraint("gathering", Lower("email"), name="invited_once_an_address")]

    def __str__(self) -> str:
        return self.name or self.email


class Reminder(models.Model):
    """A letter that reminded somebody, so many days before the start: once each."""

    scope: ClassVar[str] = "sign_up.gathering.network"

    sign_up = models.ForeignKey(SignUp, on_delete=models.CASCADE, related_name="reminders")
    days = models.PositiveSmallIntegerField()
    reminded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sign_up", "days"], name="reminded_once_a_date")]

    def __str__(self) -> str:
        return f"{self.days}"
