"""Development plans of organisations and cooperation plans of partnerships: one document, one structure.

Parts of a plan are never deleted, only taken out (`removed_at`): an approved version may still show them, and
what was taken out can be brought back.
"""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talka.foundation.owners.models import Owned, Owner
from talka.foundation.wording import said
from talka.identity.models import Account, Network
from talka.programmes.models import Programme, Stage
from talka.strategy.models.groups import PlanningGroup
from talka.strategy.models.swots import Swot


class PlanKind(models.TextChoices):
    DEVELOPMENT = "development", _("development plan")
    COOPERATION = "cooperation", _("cooperation plan")


class Plan(Owned):
    """`visibility` says who may read the approved version; the draft is for its owner and the planning group."""

    scope: ClassVar[str] = "network"

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        APPROVED = "approved", _("approved")

    kind = models.CharField(_("kind"), max_length=12, choices=PlanKind.choices, default=PlanKind.DEVELOPMENT)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, null=True, blank=True, related_name="plans")
    stage = models.ForeignKey(Stage, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    group = models.ForeignKey(PlanningGroup, on_delete=models.SET_NULL, null=True, blank=True, related_name="plans")
    swot = models.ForeignKey(Swot, on_delete=models.SET_NULL, null=True, blank=True, related_name="plans")
    title = models.JSONField(_("title"), default=dict)
    language = models.CharField(_("first language of the plan"), max_length=10, default="en")
    starts_on = models.DateField(_("begins"))
    ends_on = models.DateField(_("ends"))
    who_we_are = models.JSONField(_("who we are"), default=dict, blank=True)
    what_we_know = models.JSONField(_("what we know"), default=dict, blank=True)
    mission = models.JSONField(_("mission"), default=dict, blank=True)
    vision = models.JSONField(_("vision"), default=dict, blank=True)
    values = models.JSONField(_("values"), default=dict, blank=True)
    how_made = models.JSONField(_("how this plan was made"), default=dict, blank=True)
    how_monitored = models.JSONField(_("how we will know"), default=dict, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    report_every = models.PositiveSmallIntegerField(_("months between reports on progress"), default=6)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=0, editable=False)
    revision = models.PositiveIntegerField(default=1)
    touched_at = models.DateTimeField(default=timezone.now)
    touched_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="plan_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return said(self.title)


class StrategicGoal(models.Model):
    scope: ClassVar[str] = "plan.network"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="goals")
    title = models.JSONField(_("strategic goal"), default=dict)
    short = models.JSONField(_("in two or three words, for the contents"), default=dict, blank=True)
    why = models.JSONField(_("why"), default=dict, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return said(self.title)


class OperationalGoal(models.Model):
    scope: ClassVar[str] = "goal.plan.network"

    goal = models.ForeignKey(StrategicGoal, on_delete=models.CASCADE, related_name="operational_goals")
    title = models.JSONField(_("operational goal"), default=dict)
    position = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return said(self.title)


class Progress(models.TextChoices):
    PLANNED = "planned", _("to come")
    BEGUN = "begun", _("begun")
    DONE = "done", _("done")
    DROPPED = "dropped", _("not this year")


class Measure(models.Model):
    scope: ClassVar[str] = "operational_goal.goal.plan.network"

    operational_goal = models.ForeignKey(OperationalGoal, on_delete=models.CASCADE, related_name="measures")
    title = models.JSONField(_("what is done"), default=dict)
    about = models.JSONField(_("more about it"), default=dict, blank=True)
    responsible = models.ForeignKey(
        Account, verbose_name=_("owner"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    responsible_name = models.CharField(_("owner"), max_length=150, blank=True)
    lead = models.ForeignKey(
        Owner,
        verbose_name=_("which partner leads it"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    partners = models.ManyToManyField(Owner, verbose_name=_("with whom"), related_name="+", blank=True)
    with_others = models.CharField(_("with others who are not in the network"), max_length=200, blank=True)
    starts_on = models.DateField(_("begins"), null=True, blank=True)
    ends_on = models.DateField(_("ends"), null=True, blank=True)
    risk = models.JSONField(_("risk"), default=dict, blank=True)
    progress = models.CharField(_("progress"), max_length=10, choices=Progress.choices, default=Progress.PLANNED)
    progress_note = models.JSONField(_("what came of it, or why not"), default=dict, blank=True)
    progress_on = models.DateField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on"))
                | models.Q(starts_on__isnull=True)
                | models.Q(ends_on__isnull=True),
                name="measure_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return said(self.title)


class MeasureCost(models.Model):
    scope: ClassVar[str] = "measure.operational_goal.goal.plan.network"

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="costs")
    year = models.PositiveSmallIntegerField(_("year"), validators=[MinValueValidator(1990), MaxValueValidator(2100)])
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2, validators=[MinValueValidator(0)])

    class Meta:
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "year"], name="cost_once_a_year"),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="cost_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.amount}"


class MoneyState(models.TextChoices):
    SECURED = "secured", _("secured")
    APPLIED = "applied", _("applied for")
    PLANNED = "planned", _("planned")


class MeasureSource(models.Model):
    scope: ClassVar[str] = "measure.operational_goal.goal.plan.network"

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="sources")
    name = models.CharField(_("where the money comes from"), max_length=150)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2, validators=[MinValueValidator(0)])
    state = models.CharField(
        _("state of the money"), max_length=10, choices=MoneyState.choices, default=MoneyState.PLANNED
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(condition=models.Q(amount__gte=0), name="source_not_negative")]

    def __str__(self) -> str:
        return self.name


class IndicatorKind(models.TextChoices):
    OUTPUT = "output", _("output")
    RESULT = "result", _("result")


class Indicator(models.Model):
    scope: ClassVar[str] = "measure.operational_goal.goal.plan.network"

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="indicators")
    title = models.JSONField(_("indicator"), default=dict)
    kind = models.CharField(_("kind"), max_length=10, choices=IndicatorKind.choices, default=IndicatorKind.OUTPUT)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    baseline = models.DecimalField(_("baseline value"), max_digits=14, decimal_places=2, null=True, blank=True)
    baseline_year = models.PositiveSmallIntegerField(_("year of the baseline"), null=True, blank=True)
    target = models.DecimalField(_("target value"), max_digits=14, decimal_places=2, null=True, blank=True)
    target_year = models.PositiveSmallIntegerField(_("year of the target"), null=True, blank=True)
    source = models.CharField(_("where the data come from"), max_length=200, blank=True)
    collector = models.CharField(_("who collects them"), max_length=150, blank=True)
    split_by = models.CharField(_("split by"), max_length=150, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return said(self.title)


class IndicatorValue(models.Model):
    scope: ClassVar[str] = "indicator.measure.operational_goal.goal.plan.network"

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="reported")
    period = models.CharField(_("period"), max_length=20, help_text=_("A year, or a half of one: 2027, 2027-2."))
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2)
    note = models.CharField(_("note"), max_length=300, blank=True)
    reported_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    reported_on = models.DateField()

    class Meta:
        ordering = ["period"]
        constraints = [models.UniqueConstraint(fields=["indicator", "period"], name="one_value_per_period")]

    def __str__(self) -> str:
        return f"{self.period}: {self.value}"


class ProgressReport(models.Model):
    scope: ClassVar[str] = "measure.operational_goal.goal.plan.network"

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="reports")
    progress = models.CharField(_("progress"), max_length=10, choices=Progress.choices)
    note = models.JSONField(_("what came of it, or why not"), default=dict, blank=True)
    reported_on = models.DateField()
    reported_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["reported_on", "pk"]

    def __str__(self) -> str:
        return f"{self.reported_on}: {self.get_progress_display()}"


class PromiseRole(models.TextChoices):
    LEADS = "leads", _("leads")
    GIVES = "gives", _("gives")
    RECEIVES = "receives", _("receives")


class Promise(models.Model):
    """What a partner leads, gives or receives in a measure of the cooperation plan.

    What it leads or gives has to stand in its own plan: `own_measure`.
    """

    scope: ClassVar[str] = "measure.operational_goal.goal.plan.network"

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="promises")
    owner = models.ForeignKey(Owner, verbose_name=_("partner"), on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("what it does"), max_length=10, choices=PromiseRole.choices)
    words = models.JSONField(_("in one sentence"), default=dict)
    own_measure = models.ForeignKey(
        Measure, on_delete=models.SET_NULL, null=True, blank=True, related_name="promised_as"
    )
    position = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return said(self.words)


class Comment(models.Model):
    """A remark of an expert or a colleague on a plan, a SWOT or one part of them."""

    scope: ClassVar[str] = "network"

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="plan_comments")
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, null=True, blank=True, related_name="comments")
    swot = models.ForeignKey(Swot, on_delete=models.CASCADE, null=True, blank=True, related_name="comments")
    part = models.CharField(max_length=60, blank=True)
    text = models.TextField(_("comment"), max_length=4000)
    as_expert = models.BooleanField(default=False)
    made_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    made_by_name = models.CharField(max_length=150)
    made_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(_("answer"), max_length=4000, blank=True)
    answered_by_name = models.CharField(max_length=150, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(plan__isnull=False, swot__isnull=True)
                | models.Q(plan__isnull=True, swot__isnull=False),
                name="comment_on_one_document",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Approval(models.Model):
    scope: ClassVar[str] = "plan.network"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="approvals")
    version = models.PositiveIntegerField()
    approved_on = models.DateField(_("date"))
    who = models.CharField(_("who approves it"), max_length=200)
    by_order = models.CharField(_("by which order or resolution"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["plan", "version"], name="approved_once_a_version")]

    def __str__(self) -> str:
        return f"{self.plan}, {self.version}"
