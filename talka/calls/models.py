"""A call with its frozen terms, applications, questions, sealed reviews and the decision."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from talka.calls import clock
from talka.calls.terms import Terms
from talka.foundation.files.models import StoredFile
from talka.foundation.owners.models import Owned, Owner
from talka.foundation.wording import said
from talka.identity.models import Account
from talka.programmes.models import Programme


class ApplicantKind(models.TextChoices):
    ORGANISATION = "organisation", _("organisation")
    GROUP = "group", _("group")
    PERSON = "person", _("single person")


class Call(Owned):
    """Owned by who calls. `draft` is what its host works on; `terms` what stands published, as version `version`.

    Title, lead sentence and deadline of what is published stand in columns of their own, for lists.
    """

    scope: ClassVar[str] = "network"

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        OPENED = "opened", _("marks opened")
        DECIDED = "decided", _("decided")
        ANNOUNCED = "announced", _("announced")
        CALLED_OFF = "called_off", _("called off")

    programme = models.ForeignKey(Programme, on_delete=models.SET_NULL, null=True, blank=True, related_name="calls")
    title = models.JSONField(_("title"), default=dict)
    lead = models.JSONField(_("in one or two sentences"), default=dict, blank=True)
    draft = models.JSONField(default=dict)
    terms_frozen = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    closes_at = models.DateTimeField(_("deadline"), null=True, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    marks_opened_at = models.DateTimeField(null=True, blank=True)
    marks_opened_reason = models.CharField(max_length=600, blank=True)
    called_off_at = models.DateTimeField(null=True, blank=True)
    called_off_reason = models.JSONField(_("why it is called off"), default=dict, blank=True)
    drafted_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="drafted_again"
    )
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-closes_at", "-pk"]
        verbose_name = _("open call")
        verbose_name_plural = _("open calls")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", version=0)
                | (Q(version__gte=1, closes_at__isnull=False, published_at__isnull=False) & ~Q(state="draft")),
                name="call_published_has_deadline",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "published", "called_off"]) | Q(marks_opened_at__isnull=False),
                name="call_decided_after_marks",
            ),
            models.CheckConstraint(
                condition=Q(state="called_off", called_off_at__isnull=False)
                | (~Q(state="called_off") & Q(called_off_at__isnull=True)),
                name="call_called_off_has_moment",
            ),
        ]

    def __str__(self) -> str:
        return said(self.title)

    @cached_property
    def terms(self) -> Terms:
        """What stands published; before that, the draft."""
        return Terms.from_json(self.terms_frozen or self.draft)

    @property
    def lot(self) -> str:
        """The published seed of a lot: nobody can choose it after the applications are known."""
        return f"{self.pk}:{self.closes_at:%Y-%m-%dT%H:%M}"


class Application(models.Model):
    """What somebody applies with. `content` is what is being typed; `sent` what counts, frozen when it was sent.

    Whoever holds the `token` may write it: a letter brings it, no account is needed.
    """

    scope: ClassVar[str] = "call.network"

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SENT = "sent", _("sent")
        WITHDRAWN = "withdrawn", _("withdrawn")

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="applications")
    number = models.PositiveIntegerField()
    token = models.UUIDField(default=uuid.uuid4, unique=True)
    field_id = models.UUIDField(default=uuid.uuid4, unique=True)
    owner = models.ForeignKey(Owner, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(_("who applies"), max_length=200)
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(max_length=10, blank=True)
    content = models.JSONField(default=dict)
    sent = models.JSONField(default=dict)
    terms_version = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    begun_at = models.DateTimeField(default=clock.now)
    saved_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    set_aside_reason = models.CharField(_("why it is not admitted"), max_length=600, blank=True)

    class Meta:
        ordering = ["number"]
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="application_number_once"),
            models.UniqueConstraint(
                fields=["call", "owner"],
                condition=Q(owner__isnull=False) & ~Q(state="withdrawn"),
                name="application_once_per_owner",
            ),
            models.UniqueConstraint(
                "call",
                Lower("email"),
                Lower("name"),
                condition=~Q(state="withdrawn"),
                name="application_once_per_name",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False), name="application_sent_has_moment"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.name}" if self.title else self.name

    @property
    def title(self) -> str:
        """Of what was sent; of what is being typed where nothing was sent yet."""
        return str((self.sent or self.content).get("title", ""))

    @property
    def counts(self) -> bool:
        """It takes part: sent and admitted."""
        return self.state == self.State.SENT and not self.set_aside_reason


class ApplicationFile(models.Model):
    """An attachment of what is being typed. What was sent names its files itself and keeps them."""

    scope: ClassVar[str] = "application.call.network"

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="files")
    key = models.CharField(max_length=20)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["application", "key"], name="application_file_once")]

    def __str__(self) -> str:
        return self.file.name


class Inquiry(models.Model):
    """A question about the call. Its asker is never named; the address is kept until the answer has gone there."""

    scope: ClassVar[str] = "call.network"

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="inquiries")
    field_id = models.UUIDField(default=uuid.uuid4, unique=True)
    text = models.TextField(_("your question"))
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=10, blank=True)
    asked_at = models.DateTimeField(default=clock.now)
    answer = models.JSONField(_("answer"), default=dict, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["asked_at", "pk"]
        verbose_name = _("question about a call")
        verbose_name_plural = _("questions about calls")

    def __str__(self) -> str:
        return self.text[:80]


class Reviewer(models.Model):
    scope: ClassVar[str] = "call.network"

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="reviewers")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    appointed_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["appointed_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["call", "account"], name="reviewer_once")]

    def __str__(self) -> str:
        return str(self.account)


class Review(models.Model):
    """One reviewer and one application: first whether anything stands between them, then the marks.

    `marks` holds criterion → mark, null where it does not apply; `words` criterion → a line for the panel.
    """

    scope: ClassVar[str] = "application.call.network"

    reviewer = models.ForeignKey(Reviewer, on_delete=models.CASCADE, related_name="reviews")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="reviews")
    conflict = models.BooleanField(default=False)
    conflict_reason = models.CharField(_("what stands between"), max_length=600, blank=True)
    declared_at = models.DateTimeField(default=clock.now)
    marks = models.JSONField(default=dict)
    words = models.JSONField(default=dict)
    scored_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["reviewer", "application"], name="review_once"),
            models.CheckConstraint(
                condition=Q(conflict=False) | Q(scored_at__isnull=True), name="review_no_marks_in_conflict"
            ),
            models.CheckConstraint(
                condition=Q(conflict=False) | ~Q(conflict_reason=""), name="review_conflict_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reviewer}: {self.application}"


class MarkChange(models.Model):
    """A mark changed in the discussion, with what stood before and why."""

    scope: ClassVar[str] = "review.application.call.network"

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="changes")
    criterion = models.CharField(max_length=20)
    before = models.IntegerField(null=True)
    after = models.IntegerField(null=True)
    reason = models.CharField(_("why"), max_length=600)
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["changed_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="mark_change_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.before} → {self.after}"


class Decision(models.Model):
    """What the panel decided; `ranking` keeps the arithmetic that lay before it."""

    scope: ClassVar[str] = "call.network"

    call = models.OneToOneField(Call, on_delete=models.CASCADE, related_name="decision")
    note = models.JSONField(_("what the panel says to everybody"), default=dict, blank=True)
    ranking = models.JSONField(default=dict)
    decided_at = models.DateTimeField(default=clock.now)
    decided_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    announced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("decision of a call")
        verbose_name_plural = _("decisions of calls")

    def __str__(self) -> str:
        return str(self.call)


class Outcome(models.Model):
    """What was decided for one application, beside what the arithmetic proposed."""

    scope: ClassVar[str] = "decision.call.network"

    class Result(models.TextChoices):
        SELECTED = "selected", _("selected")
        RESERVE = "reserve", _("on the reserve list")
        NOT_SELECTED = "not_selected", _("not selected")

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="outcomes")
    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="outcome")
    place = models.PositiveIntegerField(null=True)
    result = models.CharField(max_length=12, choices=Result.choices)
    proposed = models.CharField(max_length=12, choices=Result.choices)
    reserve_number = models.PositiveIntegerField(null=True, blank=True)
    departure = models.CharField(_("why the panel departs from the ranking"), max_length=600, blank=True)
    reasons = models.JSONField(_("reasons for the applicant"), default=dict, blank=True)

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(result=models.F("proposed")) | ~Q(departure=""), name="departure_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(result="reserve", reserve_number__isnull=False)
                | (~Q(result="reserve") & Q(reserve_number__isnull=True)),
                name="reserve_is_numbered",
            ),
            models.UniqueConstraint(fields=["decision", "reserve_number"], name="reserve_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.get_result_display()}"


class Appeal(models.Model):
    scope: ClassVar[str] = "application.call.network"

    class State(models.TextChoices):
        LODGED = "lodged", _("lodged")
        UPHELD = "upheld", _("upheld")
        DISMISSED = "dismissed", _("dismissed")

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="appeal")
    text = models.TextField(_("what should be looked at again"))
    lodged_at = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=10, choices=State.choices, default=State.LODGED)
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["lodged_at"]

    def __str__(self) -> str:
        return f"{self.application}: {self.get_state_display()}"
