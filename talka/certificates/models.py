"""Rules in versions, works that are handed in, certificates in sets, and the network's signing keys."""

import uuid
from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talka.foundation.files.models import StoredFile
from talka.foundation.wording import said
from talka.gatherings.models import CohortMember
from talka.identity.models import Account, Network
from talka.programmes.models import Cohort, Cycle


class Rule(models.Model):
    """What a cycle's certificate is, and by which rule it is earned: the newest version of it holds."""

    scope: ClassVar[str] = "cycle.programme.network"

    cycle = models.OneToOneField(Cycle, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.cycle)


class RuleVersion(models.Model):
    """One wording of the rule. It never changes; a certificate names the version by which it was earned."""

    scope: ClassVar[str] = "rule.cycle.programme.network"

    rule = models.ForeignKey(Rule, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.JSONField(_("what the certificate is for"), default=dict)
    about = models.JSONField(_("what was learned, in a sentence or two"), default=dict, blank=True)
    share = models.PositiveSmallIntegerField(
        _("share of all planned hours, in percent"), default=80, validators=[MaxValueValidator(100)]
    )
    obligatory = models.BooleanField(_("obligatory sessions must be attended"), default=False)
    work = models.BooleanField(_("a work must be handed in and accepted"), default=False)
    work_title = models.JSONField(_("what the work is"), default=dict, blank=True)
    signed_name = models.CharField(_("who signs"), max_length=120, blank=True)
    signed_role = models.JSONField(_("as what"), default=dict, blank=True)
    made_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["rule", "number"], name="rule_version_once")]

    def __str__(self) -> str:
        return said(self.title)


class Work(models.Model):
    """What a member of a round hands in: a text, a link or a file. It may be handed in again until it is accepted."""

    scope: ClassVar[str] = "member.cohort.cycle.programme.network"

    class State(models.TextChoices):
        HANDED_IN = "handed_in", _("handed in")
        RETURNED = "returned", _("to be worked on")
        ACCEPTED = "accepted", _("accepted")

    member = models.OneToOneField(CohortMember, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(_("your work as text"), blank=True, max_length=20_000)
    link = models.URLField(_("link"), max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.HANDED_IN)
    remark = models.TextField(_("what is said of it"), blank=True, max_length=4000)
    handed_in_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return str(self.member)


class SigningKey(models.Model):
    """A key of the network. Its public half stays published for ever; the private one is kept encrypted.

    One key of each kind signs; those before it were retired, and what they signed holds. A revoked one is not
    trusted for anything signed since `revoked_at`.
    """

    scope: ClassVar[str] = "network"

    class Kind(models.TextChoices):
        ED25519 = "ed25519", "Ed25519"
        RSA = "rsa", "RSA"

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    public = models.JSONField()
    sealed = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_reason = models.CharField(_("why it is not trusted any more"), max_length=300, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["network", "number"], name="signing_key_number_once"),
            models.UniqueConstraint(
                fields=["network", "kind"],
                condition=models.Q(retired_at__isnull=True),
                name="one_signing_key_of_a_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_at__isnull=True) | models.Q(retired_at__isnull=False),
                name="revoked_key_does_not_sign",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


class CertificateSet(models.Model):
    """The certificates that somebody issued to a round at once. `field_id` comes with the form: sent twice, it is one."""

    scope: ClassVar[str] = "cohort.cycle.programme.network"

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="+")
    rule = models.ForeignKey(RuleVersion, on_delete=models.PROTECT, related_name="sets")
    field_id = models.UUIDField(unique=True, default=uuid.uuid4)
    issued_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField(default=timezone.now)
    touched_at = models.DateTimeField(
        default=timezone.now, help_text="When papers of it were last made; a set that lies still is taken up again."
    )
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-issued_at", "-pk"]

    def __str__(self) -> str:
        return str(self.cohort)


class Certificate(models.Model):
    """What one person earned: the numbers, frozen when it was issued, and the papers made from them.

    A row without `made_at` waits for the job that typesets and signs it. The person's name, address and papers can be
    erased (`erased_at`); the numbers, the hashes and the page stay, so that what was reported can still be counted.
    """

    scope: ClassVar[str] = "network"

    class Shown(models.TextChoices):
        NOBODY = "nobody", _("Nobody’s name")
        INITIALS = "initials", _("Initials")
        FULL = "full", _("The full name")

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(CohortMember, on_delete=models.PROTECT, related_name="certificates")
    issued_in = models.ForeignKey(CertificateSet, on_delete=models.PROTECT, related_name="certificates")
    code = models.CharField(max_length=10)
    secret = models.UUIDField(default=uuid.uuid4, unique=True, help_text="Of the holder's own link.")
    subject = models.UUIDField(default=uuid.uuid4, help_text="Names the holder inside the credential.")
    status_index = models.PositiveIntegerField()

    account = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=150, blank=True)
    email = models.EmailField(blank=True)
    comes_from = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=10)
    shown = models.CharField(
        _("whose name the public page shows"), max_length=10, choices=Shown.choices, default=Shown.NOBODY
    )
    erased_at = models.DateTimeField(null=True, blank=True)

    issued_at = models.DateTimeField()
    facts = models.JSONField(default=dict)

    made_at = models.DateTimeField(null=True, blank=True)
    letter_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    paper = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    paper_sha256 = models.CharField(max_length=64, blank=True)
    credential = models.JSONField(null=True, blank=True)
    token = models.TextField(blank=True)
    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    revoked_reason = models.CharField(_("why it does not hold any more"), max_length=300, blank=True)
    revoked_letter_at = models.DateTimeField(null=True, blank=True)
    replaces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        help_text="A revoked one of the same person, in whose place this was issued.",
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["network", "code"], name="certificate_code_once"),
            models.UniqueConstraint(fields=["network", "status_index"], name="certificate_status_index_once"),
            models.UniqueConstraint(
                fields=["member"], condition=models.Q(revoked_at__isnull=True), name="one_valid_certificate_a_member"
            ),
            models.CheckConstraint(
                condition=models.Q(made_at__isnull=True)
                | models.Q(erased_at__isnull=False)
                | ~models.Q(paper_sha256=""),
                name="made_certificate_has_paper",
            ),
        ]
        indexes = [models.Index(fields=["issued_in", "made_at"], name="certificate_waiting")]

    def __str__(self) -> str:
        return self.code
