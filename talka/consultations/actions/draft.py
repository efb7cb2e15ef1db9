"""Writing the questionnaire: sections, questions, and what it is about. The draft alone changes, never a version."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from talka.consultations.models import Consultation, Question, QuestionKind, QuestionSection, Subject
from talka.consultations.names import free_name, plain_name
from talka.consultations.values import DONT_KNOW
from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.owners.models import Owner
from talka.foundation.threads.actions import end_deleted
from talka.foundation.wording import Wording
from talka.identity.models import Account

Direction = Literal["up", "down"]
WITH_OPTIONS = frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.SCALE})
KEY_MOST, OPTION_KEY_MOST = 40, 30


def _wrote(acting_user: Account | None, consultation: Consultation, verb: str, **details: Any) -> None:
    record(acting_user=acting_user, network=consultation.network, verb=verb, target=consultation, **details)


@transaction.atomic
def set_subjects(*, acting_user: Account | None, consultation: Consultation, owners: Iterable[Owner]) -> None:
    """Which organisations it is about, in this order. Answers that were given keep what they were about."""
    wanted = list(owners)
    if any(owner.network_id != consultation.network_id for owner in wanted):
        raise Refusal(_("One of these organisations belongs to another network."), "subjects")
    consultation.subjects.exclude(owner__in=wanted).delete()
    for position, owner in enumerate(wanted):
        Subject.objects.update_or_create(consultation=consultation, owner=owner, defaults={"position": position})
    _wrote(acting_user, consultation, "set subjects", owners=[owner.pk for owner in wanted])


@transaction.atomic
def add_section(
    *,
    acting_user: Account | None,
    consultation: Consultation,
    title: Wording | None = None,
    about: Wording | None = None,
    repeats: bool = False,
) -> QuestionSection:
    """A section at the end. `repeats`: asked again for each organisation that the respondent knows; "{name}" in its
    texts becomes that organisation's short name."""
    last = consultation.sections.aggregate(last=Max("position"))["last"]
    section = QuestionSection.objects.create(
        consultation=consultation,
        title=title or {},
        about=about or {},
        repeats=repeats,
        position=0 if last is None else last + 1,
    )
    _wrote(acting_user, consultation, "added a section", section=section.pk)
    return section


@transaction.atomic
def edit_section(
    *,
    acting_user: Account | None,
    section: QuestionSection,
    title: Wording,
    about: Wording,
    repeats: bool,
) -> QuestionSection:
    section.title, section.about, section.repeats = title, about, repeats
    section.save(update_fields=["title", "about", "repeats"])
    _wrote(acting_user, section.consultation, "edited a section", section=section.pk)
    return section


@transaction.atomic
def remove_section(*, acting_user: Account | None, section: QuestionSection) -> None:
    """Take a section and its questions out of the draft. Published versions keep them."""
    for question in section.questions.all():
        end_deleted(thing=question)
    identity, consultation = section.pk, section.consultation
    section.delete()
    _wrote(acting_user, consultation, "removed a section", section=identity)


@transaction.atomic
def move_section(*, acting_user: Account | None, section: QuestionSection, direction: Direction) -> None:
    sections = list(section.consultation.sections.all())
    place = sections.index(section)
    other = place - 1 if direction == "up" else place + 1
    if not 0 <= other < len(sections):
        return
    sections[place], sections[other] = sections[other], sections[place]
    for position, each in enumerate(sections):
        each.position = position
    QuestionSection.objects.bulk_update(sections, ["position"])
    _wrote(acting_user, section.consultation, "moved a section", section=section.pk, direction=direction)


def _options(options: Iterable[Mapping[str, Any]], kind: str) -> list[dict[str, Any]]:
    """Choices with their keys; a choice without one gets it from its words. Raises Refusal for a key used twice."""
    if kind not in WITH_OPTIONS:
        return []
    given = [dict(option) for option in options]
    taken = {DONT_KNOW} if kind == QuestionKind.SCALE else set()
    for option in given:
        key = str(option.get("key") or "")
        if not key:
            continue
        if key in taken:
            raise Refusal(
                _("The key “%(key)s” stands twice among the choices, or is kept for the program.") % {"key": key}
            )
        taken.add(key)
    made = []
    for number, option in enumerate(given, start=1):
        key = str(option.get("key") or "")
        if not key:
            key = free_name(plain_name(option["text"], OPTION_KEY_MOST, f"choice-{number}"), taken, OPTION_KEY_MOST)
            taken.add(key)
        made.append({"key": key, "text": {tag: text for tag, text in option["text"].items() if text.strip()}})
    return made


def _free_key(consultation: Consultation, key: str, text: Wording, besides: Question | None = None) -> str:
    """A key that no other question of this consultation has. Raises Refusal where the one asked for is taken."""
    others = Question.objects.filter(section__consultation=consultation)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    taken = set(others.values_list("key", flat=True))
    if key:
        if key in taken:
            raise Refusal(_("Another question has the key “%(key)s” already.") % {"key": key}, "key")
        return key
    return free_name(plain_name(text, 24, "question"), taken, KEY_MOST)


@transaction.atomic
def add_question(
    *,
    acting_user: Account | None,
    section: QuestionSection,
    kind: str,
    text: Wording,
    key: str = "",
    hint: Wording | None = None,
    required: bool = False,
    options: Iterable[Mapping[str, Any]] = (),
    limits: Mapping[str, Any] | None = None,
) -> Question:
    """A question at the end of the section. `options`: [{"text": {…}, "key": "weekend"}], the key may be left out."""
    consultation = section.consultation
    last = section.questions.aggregate(last=Max("position"))["last"]
    question = Question.objects.create(
        section=section,
        key=_free_key(consultation, key, text),
        kind=kind,
        text=text,
        hint=hint or {},
        required=required,
        options=_options(options, kind),
        limits=dict(limits or {}),
        position=0 if last is None else last + 1,
    )
    _wrote(acting_user, consultation, "added a question", question=question.pk, key=question.key)
    return question


@transaction.atomic
def edit_question(
    *,
    acting_user: Account | None,
    question: Question,
    kind: str,
    text: Wording,
    key: str,
    hint: Wording,
    required: bool,
    options: Iterable[Mapping[str, Any]],
    limits: Mapping[str, Any],
) -> Question:
    """Write a question anew. Its key ties answers of several versions together: keep it where the sense is the same."""
    consultation = question.section.consultation
    question.key = _free_key(consultation, key, text, besides=question)
    question.kind, question.text, question.hint, question.required = kind, text, hint, required
    question.options = _options(options, kind)
    question.limits = dict(limits)
    question.save(update_fields=["key", "kind", "text", "hint", "required", "options", "limits"])
    _wrote(acting_user, consultation, "edited a question", question=question.pk, key=question.key)
    return question


@transaction.atomic
def remove_question(*, acting_user: Account | None, question: Question) -> None:
    """Take a question out of the draft. Published versions and their answers keep it."""
    consultation, key = question.section.consultation, question.key
    end_deleted(thing=question)
    question.delete()
    _wrote(acting_user, consultation, "removed a question", key=key)


@transaction.atomic
def move_question(*, acting_user: Account | None, question: Question, direction: Direction) -> None:
    """One place up or down; over the edge of its section it goes into the neighbouring one."""
    consultation = question.section.consultation
    sections = list(consultation.sections.prefetch_related("questions"))
    lists = [list(section.questions.all()) for section in sections]
    here = next(number for number, section in enumerate(sections) if section.pk == question.section_id)
    place = next(number for number, each in enumerate(lists[here]) if each.pk == question.pk)
    step = -1 if direction == "up" else 1
    if 0 <= place + step < len(lists[here]):
        lists[here][place], lists[here][place + step] = lists[here][place + step], lists[here][place]
    elif 0 <= here + step < len(sections):
        moved = lists[here].pop(place)
        moved.section = sections[here + step]
        if direction == "up":
            lists[here + step].append(moved)
        else:
            lists[here + step].insert(0, moved)
    else:
        return
    changed = []
    for questions in lists:
        for position, each in enumerate(questions):
            each.position = position
            changed.append(each)
    Question.objects.bulk_update(changed, ["position", "section"])
    _wrote(acting_user, consultation, "moved a question", key=question.key, direction=direction)
