"""What others may cite: a consultation, and a question of its draft or of what was asked."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talka.consultations import rules
from talka.consultations.models import Consultation, Question
from talka.consultations.queries import answers_by_consultation, consultations_visible
from talka.foundation.access import Viewer
from talka.foundation.threads.kinds import End, register_kind

CONSULTATION, QUESTION = "consultations.consultation", "consultations.question"


def _address(consultation: Consultation, viewer: Viewer) -> str:
    return reverse("consultations:consultation", args=[viewer.network.slug, consultation.slug])


def resolve_consultations(identities: Iterable[str], viewer: Viewer) -> dict[str, End]:
    """Three queries. The number of answers stands beside it where it is not small, or for those who edit it."""
    wanted = [int(identity) for identity in identities]
    there = list(
        Consultation.objects.filter(network=viewer.network, pk__in=wanted).select_related("owner", "programme")
    )
    visible = set(consultations_visible(viewer).filter(pk__in=wanted).values_list("pk", flat=True))
    numbers = answers_by_consultation(there)
    return {str(each.pk): _end(each, viewer, each.pk in visible, numbers.get(each.pk, 0)) for each in there}


def _end(consultation: Consultation, viewer: Viewer, visible: bool, number: int) -> End:
    if not visible:
        return End(CONSULTATION, str(consultation.pk), label=_("consultation"), hidden=True)
    told = number >= viewer.network.small_number or rules.may_edit(consultation, viewer)
    return End(
        CONSULTATION,
        str(consultation.pk),
        title=str(consultation),
        url=_address(consultation, viewer),
        figures=ngettext("%(number)s answer", "%(number)s answers", number) % {"number": number} if told else "",
        label=_("consultation"),
        owner=consultation.owner,
        state=str(consultation.get_state_display()),
    )


def resolve_questions(identities: Iterable[str], viewer: Viewer) -> dict[str, End]:
    """Two queries. A question is seen by those who see its consultation."""
    questions = list(
        Question.objects.filter(section__consultation__network=viewer.network, pk__in=list(identities)).select_related(
            "section__consultation__owner"
        )
    )
    asked = {question.section.consultation_id for question in questions}
    visible = set(consultations_visible(viewer).filter(pk__in=asked).values_list("pk", flat=True))
    ends = {}
    for question in questions:
        consultation = question.section.consultation
        name = str(question.pk)
        if consultation.pk not in visible:
            ends[name] = End(QUESTION, name, label=_("question"), hidden=True)
            continue
        ends[name] = End(
            QUESTION,
            name,
            title=str(question),
            url=_address(consultation, viewer),
            label=_("question"),
            owner=consultation.owner,
        )
    return ends


def register() -> None:
    register_kind(CONSULTATION, resolve_consultations)
    register_kind(QUESTION, resolve_questions)
