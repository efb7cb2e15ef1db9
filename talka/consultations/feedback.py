"""What feedback says: only from the network's smallest number on, to the host as to everybody else.

Means are of a self-selected sample and no measurement of anybody: pages say so beside each figure.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from talka.consultations.models import Answer, Consultation, Feedback
from talka.consultations.queries import questionnaire_of
from talka.consultations.questionnaire import Question
from talka.consultations.ready import ABLE, AGREE
from talka.foundation.access import Absent, Viewer, or_absent
from talka.foundation.owners.models import Visibility
from talka.foundation.wording import Wording
from talka.gatherings import rules as gathering_rules
from talka.gatherings.models import Gathering
from talka.identity.models import Network
from talka.programmes import rules as programme_rules
from talka.programmes.models import Cohort

WITH = (
    "consultation__network",
    "consultation__owner",
    "gathering__owner",
    "gathering__network",
    "gathering__programme",
)
WITH_COHORT = ("cohort__cycle__programme__network", "cohort__cycle__programme__owner", "cohort__locality")


def may_read(viewer: Viewer, feedback: Feedback) -> bool:
    """Those who run the gathering or the programme, and who taught there with an account."""
    if not viewer.is_member:
        return False
    if feedback.gathering is not None:
        runs = gathering_rules.may_run(viewer, feedback.gathering)
        led = Gathering.objects.filter(feedback=feedback)
    else:
        assert feedback.cohort is not None
        runs = programme_rules.may_run(viewer, feedback.cohort.cycle.programme)
        led = Gathering.objects.filter(cohort=feedback.cohort)
    return runs or led.filter(sessions__taught_by__lecturer__account=viewer.account).exists()


def may_ask(viewer: Viewer, gathering: Gathering | None, cohort: Cohort | None) -> bool:
    if not viewer.is_member:
        return False
    if gathering is not None:
        return gathering_rules.may_run(viewer, gathering)
    return cohort is not None and programme_rules.may_run(viewer, cohort.cycle.programme)


def feedback_for(viewer: Viewer, feedback_id: int) -> Feedback:
    """The feedback if this viewer may read its results; Absent otherwise."""
    found = or_absent(
        Feedback.objects.select_related(*WITH, *WITH_COHORT)
        .filter(pk=feedback_id, consultation__network=viewer.network)
        .first()
    )
    if not may_read(viewer, found):
        raise Absent
    return found


def feedback_to_run(viewer: Viewer, feedback_id: int) -> Feedback:
    found = feedback_for(viewer, feedback_id)
    if not may_ask(viewer, found.gathering, found.cohort):
        raise Absent
    return found


@dataclass(frozen=True)
class Scale:
    """One question rated in five steps. Where fewer than the smallest number answered it, only that is told."""

    key: str
    text: Wording
    steps: tuple[Wording, ...]
    n: int
    counts: tuple[int, ...] = ()
    withheld: bool = False

    @property
    def mean(self) -> float | None:
        if self.withheld or not self.n:
            return None
        return sum(number * count for number, count in enumerate(self.counts, start=1)) / self.n

    @property
    def top(self) -> float | None:
        """The share of the two highest steps, in percent."""
        if self.withheld or not self.n:
            return None
        return 100 * sum(self.counts[-2:]) / self.n


@dataclass(frozen=True)
class Texts:
    text: Wording
    answers: list[str]


@dataclass(frozen=True)
class Results:
    """`few` where fewer than the smallest number answered: then nothing else stands in it, not even how many."""

    n: int
    few: bool
    scales: list[Scale] = field(default_factory=list)
    texts: list[Texts] = field(default_factory=list)
    composition: list[tuple[Wording, int]] = field(default_factory=list)


def answers_of(consultations: Iterable[Consultation]) -> dict[int, list[dict[str, Any]]]:
    """By consultation id: what was answered. One query."""
    found: dict[int, list[dict[str, Any]]] = {}
    rows = Answer.objects.filter(consultation__in=list(consultations), sent_as__isnull=True).order_by("pk")
    for consultation_id, content in rows.values_list("consultation_id", "content"):
        found.setdefault(consultation_id, []).append(content.get("answers", {}))
    return found


def results_of(feedback: Feedback) -> Results:
    """What one feedback says. Two queries."""
    consultation = feedback.consultation
    small = consultation.network.small_number
    rows = answers_of([consultation]).get(consultation.pk, [])
    if len(rows) < small:
        return Results(n=0, few=True)
    questions = [each for section in questionnaire_of(consultation).sections for each in section.questions]
    return Results(
        n=len(rows),
        few=False,
        scales=[_scale(each, rows, small) for each in questions if each.kind == "scale"],
        texts=[_texts(each, rows) for each in questions if each.kind == "long_text"],
        composition=_composition(questions, rows, small),
    )


def _scale(question: Question, rows: list[dict[str, Any]], small: int) -> Scale:
    counted = Counter(row.get(question.key) for row in rows)
    counts = tuple(counted[key] for key in question.option_keys)
    steps = tuple(option.text for option in question.options)
    n = sum(counts)
    if n < small:
        return Scale(question.key, question.text, steps, 0, withheld=True)
    return Scale(question.key, question.text, steps, n, counts)


def _texts(question: Question, rows: list[dict[str, Any]]) -> Texts:
    """In the order of the alphabet, which tells nothing about who wrote what."""
    given = (str(row[question.key]).strip() for row in rows if row.get(question.key))
    return Texts(question.text, sorted((each for each in given if each), key=str.casefold))


def _composition(questions: list[Question], rows: list[dict[str, Any]], small: int) -> list[tuple[Wording, int]]:
    """Who answered, by sector. Groups below the smallest number are put together; {} names them."""
    question = next((each for each in questions if each.key == "sector"), None)
    if question is None:
        return []
    counted = Counter(row.get("sector") for row in rows)
    groups = [(option.text, counted[option.key]) for option in question.options]
    shown = sorted((each for each in groups if each[1] >= small), key=lambda each: -each[1])
    rest = len(rows) - sum(number for _text, number in shown)
    while shown and 0 < rest < small:
        rest += shown.pop()[1]
    return [*shown, *([({}, rest)] if rest else [])]


@dataclass(frozen=True)
class Change:
    """One goal as people rated themselves before and after, on five steps. None where too few answered."""

    text: Wording
    before: Scale | None
    after: Scale | None

    @property
    def difference(self) -> float | None:
        before, after = (each.mean if each else None for each in (self.before, self.after))
        return after - before if before is not None and after is not None else None


@dataclass(frozen=True)
class Competence:
    """A round's self-rating before and after. The two groups are not the same people one by one: answers have no names."""

    before: Results | None
    after: Results | None
    goals: list[Change]

    @property
    def shown(self) -> bool:
        return any(each.difference is not None for each in self.goals)


def competence_of(cohort: Cohort) -> Competence | None:
    """None where nobody was asked to rate goals. At most five queries."""
    asked = list(Feedback.objects.filter(cohort=cohort).exclude(goals=[]).select_related("consultation__network"))
    if not asked:
        return None
    by_kind = {each.kind: results_of(each) for each in asked}
    before, after = by_kind.get(Feedback.Kind.BEFORE), by_kind.get(Feedback.Kind.AFTER)
    return Competence(before, after, _changes(asked[0].goals, before, after))


def _changes(goals: list[Wording], before: Results | None, after: Results | None) -> list[Change]:
    def scale(results: Results | None, key: str) -> Scale | None:
        return next((each for each in results.scales if each.key == key), None) if results else None

    return [
        Change(text, scale(before, f"goal-{number}"), scale(after, f"goal-{number}"))
        for number, text in enumerate(goals, start=1)
    ]


@dataclass(frozen=True)
class ProgrammeSays:
    """All that a programme's participants said: was it worth their time, and what they can do before and after."""

    satisfied: Scale | None
    goals: list[Change]


@dataclass(frozen=True)
class Occasion:
    """What was said after one gathering or round; `satisfied` is withheld where too few answered."""

    feedback: Feedback
    satisfied: Scale


def occasions(programme_id: int, network: Network) -> list[Occasion]:
    """All gatherings and rounds of a programme of which people were asked afterwards, newest first. Two queries."""
    asked = [each for each in _asked_in(programme_id, network) if _is_afterwards(each)]
    rows = answers_of(each.consultation for each in asked)
    return [Occasion(each, _satisfied([rows.get(each.consultation_id, [])], network.small_number)) for each in asked]


def _asked_in(programme_id: int, network: Network) -> list[Feedback]:
    """Without what a host keeps to itself, and without what was called off."""
    kept = (Visibility.PRIVATE, Visibility.SHARED)
    of_programme = Q(gathering__programme_id=programme_id) & ~Q(gathering__visibility__in=kept)
    of_programme |= Q(cohort__cycle__programme_id=programme_id)
    return list(
        Feedback.objects.filter(of_programme, consultation__network=network)
        .exclude(gathering__state=Gathering.State.CANCELLED)
        .select_related("consultation", "gathering", "cohort")
        .order_by("-pk")
    )


def programme_says(programme_id: int, network: Network) -> ProgrammeSays | None:
    """Over all its gatherings and rounds together, without what a host keeps to itself; None where too few answered.

    Three queries, however many gatherings. Goals are put together by their place where all rounds rate the same ones.
    """
    asked = _asked_in(programme_id, network)
    if not asked:
        return None
    rows = answers_of(each.consultation for each in asked)
    small = network.small_number
    satisfied = _satisfied([rows.get(each.consultation_id, []) for each in asked if _is_afterwards(each)], small)
    goals: list[Wording] = next((each.goals for each in asked if each.goals), [])
    same = [each for each in asked if each.goals == goals and each.goals]
    before, after = (
        [rows.get(each.consultation_id, []) for each in same if each.kind == kind]
        for kind in (Feedback.Kind.BEFORE, Feedback.Kind.AFTER)
    )
    steps = tuple(step["text"] for step in ABLE)
    changes = [
        Change(
            text,
            _pooled(f"goal-{number}", text, before, small, steps),
            _pooled(f"goal-{number}", text, after, small, steps),
        )
        for number, text in enumerate(goals, start=1)
    ]
    changes = [each for each in changes if each.difference is not None]
    if satisfied.withheld and not changes:
        return None
    return ProgrammeSays(None if satisfied.withheld else satisfied, changes)


def _is_afterwards(asked: Feedback) -> bool:
    return asked.kind != Feedback.Kind.BEFORE


def _satisfied(occasions: list[list[dict[str, Any]]], small: int) -> Scale:
    return _pooled("satisfied", {}, occasions, small, tuple(step["text"] for step in AGREE))


def _pooled(
    key: str, text: Wording, occasions: list[list[dict[str, Any]]], small: int, steps: tuple[Wording, ...]
) -> Scale:
    """One question over several occasions.

    Those with few answers count only where they are enough together: else the sum, less what the others show by
    themselves, would tell what the few said.
    """
    keys = [str(number) for number in range(1, len(steps) + 1)]
    counted = [Counter(row.get(key) for row in rows if row.get(key) in keys) for rows in occasions]
    few = [each for each in counted if each.total() < small]
    told = [each for each in counted if each.total() >= small]
    if sum(each.total() for each in few) >= small:
        told += few
    counts = tuple(sum(each[number] for each in told) for number in keys)
    n = sum(counts)
    return Scale(key, text, steps, 0, withheld=True) if n < small else Scale(key, text, steps, n, counts)
