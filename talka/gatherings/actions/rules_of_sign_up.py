"""The host decides how places are given and what is asked; what was answered is erased."""

import datetime
from collections.abc import Mapping
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.wording import Wording
from talka.gatherings import queries
from talka.gatherings.actions.waiting import settle
from talka.gatherings.models import Gathering, SectorPlaces, SignUpAnswer, SignUpQuestion, SignUpRules
from talka.identity.models import Account


class SignUpRuleChanges(TypedDict, total=False):
    """What `set_sign_up_rules` may change; what is left out stays as it is."""

    only_invited: bool
    offer_hours: int
    most_together: int
    per_organisation: int | None
    asks_organisation: bool
    asks_sector: bool
    asks_locality: bool
    keep_answers_days: int
    remind_days: list[int]


@transaction.atomic
def set_sign_up_rules(
    *,
    acting_user: Account | None,
    gathering: Gathering,
    kept_for: Mapping[str, int] | None = None,
    kept_until: datetime.datetime | None = None,
    **changes: Unpack[SignUpRuleChanges],
) -> SignUpRules:
    """Decide how places are given. `kept_for` gives by sector the places that are kept for it until `kept_until`.

    Nobody loses a place that they have. Raises Refusal where more is kept for sectors than there is, or no date says
    until when.
    """
    standing = Gathering.objects.select_for_update().select_related("network").get(pk=gathering.pk)
    rules = queries.sign_up_rules(standing)
    for field, value in changes.items():
        setattr(rules, field, value)
    if rules.per_organisation is not None or kept_for:
        # What a quota counts by must be asked.
        rules.asks_organisation = rules.asks_organisation or rules.per_organisation is not None
        rules.asks_sector = rules.asks_sector or bool(kept_for)
    rules.save()
    if kept_for is not None:
        _keep_for_sectors(standing, {sector: places for sector, places in kept_for.items() if places}, kept_until)
    settle(standing)
    record(
        acting_user=acting_user,
        network=standing.network,
        verb="decided on sign-up",
        target=standing,
        fields=sorted([*changes, *(["kept_for"] if kept_for is not None else [])]),
    )
    return rules


def _keep_for_sectors(gathering: Gathering, kept: Mapping[str, int], until: datetime.datetime | None) -> None:
    if kept and gathering.capacity is None:
        raise Refusal(_("Say first how many places there are; then some of them can be kept."), "kept_until")
    if kept and sum(kept.values()) > (gathering.capacity or 0):
        raise Refusal(
            _("Only %(places)d places can be kept in all.") % {"places": gathering.capacity or 0}, "kept_until"
        )
    gathering.sector_places.exclude(sector__in=kept).delete()
    if not kept:
        return
    if until is None:
        raise Refusal(_("Say until when they are kept; after that everybody can have them."), "kept_until")
    for sector, places in kept.items():
        SectorPlaces.objects.update_or_create(
            gathering=gathering, sector=sector, defaults={"places": places, "until": until}
        )


class QuestionChanges(TypedDict, total=False):
    kind: str
    wording: Wording
    reason: Wording
    options: list[dict[str, object]]
    required: bool


@transaction.atomic
def ask_at_sign_up(
    *, acting_user: Account | None, gathering: Gathering, **given: Unpack[QuestionChanges]
) -> SignUpQuestion:
    """Ask one thing more of those who sign up. Raises Refusal where no reason is given, or there is no choice."""
    last = gathering.sign_up_questions.aggregate(last=Max("position"))["last"]
    question = SignUpQuestion(gathering=gathering, position=(last or 0) + 1)
    for field, value in given.items():
        setattr(question, "question" if field == "wording" else field, value)
    _whole(question)
    question.save()
    _record(acting_user, gathering, "asked at sign-up", question)
    return question


@transaction.atomic
def edit_question(
    *, acting_user: Account | None, question: SignUpQuestion, **changes: Unpack[QuestionChanges]
) -> SignUpQuestion:
    """Change a question. Its kind stays once somebody has answered."""
    answered = question.answers.exists()
    for field, value in changes.items():
        if field == "kind" and value != question.kind and answered:
            raise Refusal(_("Somebody has answered already, so the way of answering stays."), "kind")
        setattr(question, "question" if field == "wording" else field, value)
    _whole(question)
    question.save()
    _record(acting_user, question.gathering, "changed sign-up question", question)
    return question


@transaction.atomic
def drop_question(*, acting_user: Account | None, question: SignUpQuestion) -> None:
    """Ask it no more. What was answered to it is erased."""
    _record(acting_user, question.gathering, "dropped sign-up question", question)
    question.delete()


def _whole(question: SignUpQuestion) -> None:
    if not any(text.strip() for text in question.reason.values()):
        raise Refusal(_("Say why you ask. It stands under the question."), "reason")
    if question.kind == SignUpQuestion.Kind.CHOICE and len(question.options) < 2:
        raise Refusal(_("Write at least two answers to choose from, one a line."), "options")
    if question.kind != SignUpQuestion.Kind.CHOICE:
        question.options = []


def _record(acting_user: Account | None, gathering: Gathering, verb: str, question: SignUpQuestion) -> None:
    record(acting_user=acting_user, network=gathering.network, verb=verb, target=gathering, question=question.pk)


@transaction.atomic
def erase_answers(*, acting_user: Account | None, gathering: Gathering) -> int:
    """Erase what everybody answered at sign-up, and write down that it was done: how many, never what."""
    standing = Gathering.objects.select_for_update().select_related("network").get(pk=gathering.pk)
    erased, _kinds = SignUpAnswer.objects.filter(sign_up__gathering=standing).delete()
    rules = queries.sign_up_rules(standing)
    rules.answers_erased_at = timezone.now()
    rules.save()
    record(acting_user=acting_user, network=standing.network, verb="erased answers", target=standing, erased=erased)
    return erased


def erase_due_answers(now: datetime.datetime | None = None) -> int:
    """The duty: answers of gatherings that ended more days ago than their host keeps them."""
    moment = now or timezone.now()
    ended = Gathering.objects.filter(sign_ups__answers__isnull=False, ends_at__lt=moment).distinct()
    erased = 0
    for gathering in ended.select_related("network", "sign_up_rules"):
        days = queries.sign_up_rules(gathering).keep_answers_days
        if gathering.ends_at + datetime.timedelta(days=days) <= moment:
            erased += erase_answers(acting_user=None, gathering=gathering)
    return erased
