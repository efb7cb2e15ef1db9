"""One consultation with many doors: the questionnaire, where answers come in, and the answers themselves."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talka.foundation.owners.models import Owned, Owner
from talka.foundation.wording import said
from talka.gatherings.models import Gathering
from talka.identity.models import Account
from talka.programmes.models import Cohort, Programme, Stage


class Consultation(Owned):
    """Owned by an organisation or a partnership. Its questionnaire is a draft until it is published as a version."""

    scope: ClassVar[str] = "network"

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")

    class SampleKind(models.TextChoices):
        SELF_SELECTED = "self_selected", _("whoever wished to answer")
        PROBABILITY = "probability", _("drawn by chance from a known list")
        CENSUS = "census", _("everybody concerned was asked")

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, null=True, blank=True, related_name="consultations"
    )
    stage = models.ForeignKey(Stage, on_delete=models.SET_NULL, null=True, blank=True, related_name="consultations")
    slug = models.SlugField(_("address"), max_length=80)
    title = models.JSONField(_("title"), default=dict)
    intro = models.JSONField(_("what it is for, in two sentences"), default=dict, blank=True)
    privacy = models.JSONField(_("what happens with the answers"), default=dict, blank=True)
    thanks = models.JSONField(_("what to say after an answer"), default=dict, blank=True)
    contact = models.EmailField(_("who answers questions about it"), blank=True)
    languages = models.JSONField(_("languages"), default=list)
    sample = models.CharField(
        _("how respondents come"), max_length=20, choices=SampleKind.choices, default=SampleKind.SELF_SELECTED
    )
    target = models.PositiveIntegerField(_("answers hoped for"), null=True, blank=True)
    opens_on = models.DateField(_("opens"), null=True, blank=True)
    closes_on = models.DateField(_("last day"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=0, editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-made_at"]
        constraints = [models.UniqueConstraint(fields=["network", "slug"], name="consultation_slug_once")]

    def __str__(self) -> str:
        return said(self.title)


class Subject(models.Model):
    """An organisation that the consultation is about; the repeated block is asked for each that is known."""

    scope: ClassVar[str] = "consultation.network"

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="subjects")
    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["consultation", "owner"], name="subject_once")]

    def __str__(self) -> str:
        return str(self.owner)


class QuestionSection(models.Model):
    scope: ClassVar[str] = "consultation.network"

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="sections")
    title = models.JSONField(_("title"), default=dict, blank=True)
    about = models.JSONField(_("a line before the questions"), default=dict, blank=True)
    repeats = models.BooleanField(_("repeat for each organisation that the respondent knows"), default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return said(self.title)


class QuestionKind(models.TextChoices):
    SINGLE = "single", _("one choice")
    MULTIPLE = "multiple", _("several choices")
    SCALE = "scale", _("scale")
    NUMBER = "number", _("number")
    SHORT_TEXT = "short_text", _("short text")
    LONG_TEXT = "long_text", _("long text")
    KNOWN = "known", _("which organisations the respondent knows")


class Question(models.Model):
    """One question of the draft.

    `options`: [{"key": "weekend", "text": {"pl": …}}] for choices and the steps of a scale, lowest first.
    `limits`: {"most_choices": 3} · {"least": 0, "most": 120, "unit": {…}, "decimals": true} ·
    {"longest": 400} · {"dont_know": true}. The choices of the kind `known` are the consultation's subjects.
    """

    scope: ClassVar[str] = "section.consultation.network"

    section = models.ForeignKey(QuestionSection, on_delete=models.CASCADE, related_name="questions")
    key = models.SlugField(_("short key for tables"), max_length=40)
    kind = models.CharField(_("kind"), max_length=12, choices=QuestionKind.choices)
    text = models.JSONField(_("question"), default=dict)
    hint = models.JSONField(_("hint"), default=dict, blank=True)
    required = models.BooleanField(_("must be answered"), default=False)
    options = models.JSONField(_("choices"), default=list, blank=True)
    limits = models.JSONField(default=dict, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return said(self.text)


class Channel(models.TextChoices):
    ONLINE = "online", _("online")
    STREET = "street", _("in the street")
    PAPER = "paper", _("on paper at events")
    IN_PERSON = "in_person", _("in person")


class Door(models.Model):
    """Where answers come in: the channel, who collects, at which point or event. Not what the answer is about."""

    scope: ClassVar[str] = "consultation.network"

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="doors")
    channel = models.CharField(_("way"), max_length=10, choices=Channel.choices)
    collector = models.ForeignKey(
        Owner,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("collected by"),
    )
    place = models.CharField(_("collecting point"), max_length=200, blank=True)
    event = models.ForeignKey(
        Gathering, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("event")
    )
    token = models.SlugField(max_length=40, unique=True)
    target = models.PositiveIntegerField(_("answers hoped for"), null=True, blank=True)
    is_open = models.BooleanField(_("open"), default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.token


class Batch(models.Model):
    """A pile that somebody typed in: paper forms of one event, one afternoon in the street."""

    scope: ClassVar[str] = "door.consultation.network"

    door = models.ForeignKey(Door, on_delete=models.PROTECT, related_name="batches")
    operator = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    operator_name = models.CharField(max_length=150)
    collected_on = models.DateField(_("collected on"))
    handed_out = models.PositiveIntegerField(_("forms handed out"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    scanned = models.BooleanField(default=False, help_text="Its answers come from scans; nobody types them in.")
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    last_answer = models.UUIDField(null=True, blank=True, help_text="What may still be taken back, while it is open.")

    class Meta:
        ordering = ["-opened_at"]

    def __str__(self) -> str:
        return f"{self.operator_name}, {self.collected_on}"


class Answer(models.Model):
    """One person's answers, under the frozen version that they saw.

    `id` is made at random where the form was shown and may be sent again safely. `content` is
    {"answers": {question key: value}, "about": {owner id as text: {question key: value}}}; values are option keys,
    lists of them, numbers or texts; a question left open is absent. `about` repeats the owner ids of the content
    as "|12|14|", so that they can be counted without reading it. Only the day of arrival is kept, so that an
    anonymous answer cannot be matched with a log by its time.

    An answer with `sent_as` came with an id that stood already with other content. Both are kept; only the first
    is counted.
    """

    scope: ClassVar[str] = "consultation.network"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="answers")
    version = models.PositiveIntegerField()
    door = models.ForeignKey(Door, on_delete=models.PROTECT, related_name="answers")
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, null=True, blank=True, related_name="answers")
    language = models.CharField(max_length=12)
    received_on = models.DateField()
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    about = models.CharField(max_length=400, blank=True)
    sent_as = models.UUIDField(
        null=True,
        blank=True,
        help_text="The id it was sent with, where that id stood already with other content.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consultation", "sent_as", "content_hash"], name="conflicting_answer_once")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Feedback(models.Model):
    """A consultation made from a ready questionnaire for those who take part in a gathering or a round of a cycle.

    It has pages of its own: nobody edits its questions, and its answers are shown only from the network's smallest
    number on, to the host as to everybody else.
    """

    scope: ClassVar[str] = "consultation.network"

    class Kind(models.TextChoices):
        GATHERING = "gathering", _("after a gathering")
        BEFORE = "before", _("before a cycle")
        AFTER = "after", _("after a cycle")

    consultation = models.OneToOneField(Consultation, on_delete=models.CASCADE, related_name="feedback")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    gathering = models.ForeignKey(
        Gathering, on_delete=models.CASCADE, null=True, blank=True, related_name="feedback", verbose_name=_("gathering")
    )
    cohort = models.ForeignKey(
        Cohort, on_delete=models.CASCADE, null=True, blank=True, related_name="feedback", verbose_name=_("round")
    )
    goals = models.JSONField(default=list, blank=True, help_text="The goals that are rated, one wording each.")
    letters_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="gathering", gathering__isnull=False, cohort__isnull=True)
                | models.Q(kind__in=["before", "after"], gathering__isnull=True, cohort__isnull=False),
                name="feedback_on_gathering_or_round",
            ),
            models.UniqueConstraint(
                fields=["gathering"], condition=models.Q(gathering__isnull=False), name="feedback_once_a_gathering"
            ),
            models.UniqueConstraint(
                fields=["cohort", "kind"], condition=models.Q(cohort__isnull=False), name="feedback_once_a_round"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.gathering or self.cohort}"
