"""What people do here: prepare the panel, take questions, reply to findings."""

import uuid

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.events import send
from talka.foundation.owners.models import Owner, Visibility
from talka.foundation.threads.actions import end_deleted, tie
from talka.foundation.threads.models import Relation
from talka.foundation.wording import Wording
from talka.gatherings.models import Gathering, GatheringKind
from talka.identity.models import Account
from talka.programmes.models import Programme
from talka.reports.events import PanelPublished, PanelQuestionAsked
from talka.reports.models import Panel, PanelQuestion, Reply


@transaction.atomic
def prepare_panel(
    *,
    acting_user: Account,
    programme: Programme,
    gathering: Gathering,
    opening: Wording,
    debate: Wording,
    questions_open: bool = True,
) -> Panel:
    """Make or change the panel's page. The gathering must be a panel of the same programme."""
    if gathering.programme_id != programme.pk or gathering.kind != GatheringKind.PANEL:
        raise Refusal(_("Choose a gathering of the kind “panel” that belongs to this programme."), "gathering")
    panel, made = Panel.objects.update_or_create(
        programme=programme,
        defaults={
            "gathering": gathering,
            "opening": opening,
            "debate": debate,
            "questions_open": questions_open,
        },
    )
    record(acting_user=acting_user, network=programme.network, verb="made" if made else "changed", target=panel)
    return panel


@transaction.atomic
def publish_panel(*, acting_user: Account, panel: Panel) -> None:
    """Show the page to everybody. The gathering must be public, or the invitation would lead nowhere."""
    if panel.gathering.visibility != Visibility.PUBLIC:
        raise Refusal(_("The gathering itself is not public yet. Make it public first, then publish this page."))
    if panel.published_at is None:
        panel.published_at = timezone.now()
        panel.save(update_fields=["published_at"])
        record(acting_user=acting_user, network=panel.programme.network, verb="published", target=panel)
        send(PanelPublished(panel.pk))


@transaction.atomic
def write_minutes(*, acting_user: Account, panel: Panel, minutes: Wording) -> None:
    panel.minutes = minutes
    panel.save(update_fields=["minutes"])
    record(acting_user=acting_user, network=panel.programme.network, verb="wrote minutes of", target=panel)


@transaction.atomic
def ask_panel(*, panel: Panel, field_id: uuid.UUID, text: str, name: str, language: str) -> PanelQuestion:
    """Put a question to the panel, without account. Sending the same again gives the question that stands.

    Raises Refusal where questions are closed. There is no audit row: the asker stays unknown.
    """
    if not panel.questions_open or panel.published_at is None:
        raise Refusal(_("Questions to this panel are closed. Nothing was kept."))
    question, made = PanelQuestion.objects.get_or_create(
        field_id=field_id,
        defaults={"panel": panel, "text": text.strip(), "name": name.strip(), "language": language},
    )
    if not made and (question.text, question.panel_id) != (text.strip(), panel.pk):
        # The same form was sent again with other words: both are kept.
        question = PanelQuestion.objects.create(panel=panel, text=text.strip(), name=name.strip(), language=language)
        made = True
    if made:
        send(PanelQuestionAsked(question.pk))
    return question


@transaction.atomic
def show_question(*, acting_user: Account, question: PanelQuestion, answer: Wording, answered_by: Owner | None) -> None:
    """Show a question in public, with its answer where there is one."""
    question.state = PanelQuestion.State.SHOWN
    question.answer = answer
    question.answered_by = answered_by
    question.reason = ""
    _decided(acting_user, question, "showed")


@transaction.atomic
def set_question_aside(*, acting_user: Account, question: PanelQuestion, reason: str) -> None:
    """Keep a question from the page. The reason is for those who run the programme, and is not optional."""
    if not reason.strip():
        raise Refusal(_("Say why the question is set aside."), "reason")
    question.state = PanelQuestion.State.SET_ASIDE
    question.reason = reason.strip()
    _decided(acting_user, question, "set aside")


def _decided(acting_user: Account, question: PanelQuestion, verb: str) -> None:
    question.decided_by = acting_user
    question.save()
    record(acting_user=acting_user, network=question.panel.programme.network, verb=verb, target=question)


@transaction.atomic
def reply_to_finding(
    *, acting_user: Account, programme: Programme, finding: models.Model, owner: Owner, kind: str, words: Wording
) -> Reply:
    """Say in public what comes of a finding where no measure answers it."""
    reply = Reply.objects.create(programme=programme, owner=owner, kind=kind, words=words)
    tie(
        acting_user=acting_user,
        network=programme.network,
        source=reply,
        relation=Relation.ANSWERS,
        target=finding,
    )
    record(acting_user=acting_user, network=programme.network, verb="replied", target=reply)
    return reply


@transaction.atomic
def change_reply(*, acting_user: Account, reply: Reply, owner: Owner, kind: str, words: Wording) -> None:
    reply.owner, reply.kind, reply.words = owner, kind, words
    reply.save()
    record(acting_user=acting_user, network=reply.programme.network, verb="changed", target=reply)


@transaction.atomic
def take_reply_back(*, acting_user: Account, reply: Reply) -> None:
    record(acting_user=acting_user, network=reply.programme.network, verb="took back", target=reply)
    end_deleted(thing=reply)
    reply.delete()
