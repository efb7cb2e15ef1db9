"""Questionnaires: the draft, and the frozen versions that each process keeps."""

from collections import OrderedDict
from datetime import datetime
from threading import Lock

from talka.consultations import access
from talka.consultations import questionnaire as form
from talka.consultations.models import Consultation, QuestionSection, Subject
from talka.foundation.access import or_absent
from talka.foundation.versions.models import FrozenVersion
from talka.foundation.versions.queries import version_number, versions_of

MOST_KEPT = 200
_frozen: "OrderedDict[tuple[int, datetime, int], form.Questionnaire]" = OrderedDict()
_lock = Lock()


def draft_of(consultation: Consultation) -> form.Questionnaire:
    """The questionnaire as it stands in the draft: four queries."""
    return draft_from(consultation, *access.draft_parts(consultation))


def draft_from(
    consultation: Consultation, sections: list[QuestionSection], subjects: list[Subject]
) -> form.Questionnaire:
    """The same from parts that were read already; the sections come with their questions."""
    return form.Questionnaire(
        title=consultation.title,
        intro=consultation.intro,
        privacy=consultation.privacy,
        thanks=consultation.thanks,
        contact=consultation.contact,
        languages=tuple(consultation.languages),
        subjects=tuple(
            form.Subject(
                key=str(subject.owner_id),
                name=subject.owner.name,
                short_name=subject.owner.short_name,
                dye=subject.owner.dye,
                shape=subject.owner.shape,
            )
            for subject in subjects
        ),
        sections=tuple(
            form.Section(
                key=f"section-{section.pk}",
                title=section.title,
                about=section.about,
                repeats=section.repeats,
                questions=tuple(
                    form.Question(
                        key=question.key,
                        kind=question.kind,
                        text=question.text,
                        hint=question.hint,
                        required=question.required,
                        options=tuple(form.Option.from_content(option) for option in question.options),
                        limits=question.limits,
                    )
                    for question in section.questions.all()
                ),
            )
            for section in sections
        ),
    )


def questionnaire_of(consultation: Consultation, version: int | None = None) -> form.Questionnaire:
    """The frozen questionnaire of a version; without one the version that is asked now, or the draft before any.

    Frozen versions never change, so each process keeps those it has read. Raises Absent for a version that was
    never published.
    """
    wanted = consultation.version if version is None else version
    if not wanted:
        return draft_of(consultation)
    # The moment it was made tells apart two databases that gave the same number, as tests and restores do.
    name = (consultation.pk, consultation.made_at, wanted)
    kept = _frozen.get(name)
    if kept is not None:
        return kept
    frozen = or_absent(version_number(consultation, wanted))
    read = form.Questionnaire.from_content(frozen.content)
    with _lock:
        _frozen[name] = read
        while len(_frozen) > MOST_KEPT:
            _frozen.popitem(last=False)
    return read


def versions(consultation: Consultation) -> list[FrozenVersion]:
    """The published versions, newest first."""
    return versions_of(consultation)
