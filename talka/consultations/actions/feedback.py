"""Asking those who took part: a consultation from a ready questionnaire, one door, letters when it is over."""

import datetime
from functools import partial
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from talka.consultations import ready
from talka.consultations.actions.doors import open_door
from talka.consultations.actions.draft import add_question, add_section
from talka.consultations.actions.life import make_consultation, publish_questionnaire
from talka.consultations.models import Channel, Consultation, Feedback
from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.owners.models import Owner, Visibility
from talka.foundation.threads.actions import tie
from talka.foundation.threads.models import Relation
from talka.foundation.wording import Wording, said
from talka.gatherings.models import Gathering, Participant
from talka.gatherings.queries import WAS_THERE
from talka.identity.models import Account, Network
from talka.programmes.models import Cohort

Kind = Feedback.Kind
OPEN_DAYS = 21
TITLES = {Kind.GATHERING: ready.GATHERING_TITLE, Kind.BEFORE: ready.BEFORE_TITLE, Kind.AFTER: ready.CYCLE_TITLE}
INTROS = {Kind.GATHERING: ready.GATHERING_INTRO, Kind.BEFORE: ready.BEFORE_INTRO, Kind.AFTER: ready.CYCLE_INTRO}


@transaction.atomic
def ask_for_feedback(
    *, acting_user: Account | None, kind: str, gathering: Gathering | None = None, cohort: Cohort | None = None
) -> Feedback:
    """Ask those who take part, without names: after a gathering, before a cycle or after it.

    Goals are those of the programme, or of the same round's earlier questionnaire, so that before and after compare.
    Asking twice gives what stands. Raises Refusal where the gathering was called off, or a round has no goals to rate.
    """
    wanted = Kind(kind)
    stands = Feedback.objects.filter(kind=wanted, gathering=gathering, cohort=cohort).first()
    if stands is not None:
        return stands
    if (wanted is Kind.GATHERING) != (gathering is not None) or (gathering is None) == (cohort is None):
        raise ValueError("after a gathering is about a gathering, before and after a cycle about a round of it")
    first: datetime.date | None
    last: datetime.date | None
    if gathering is not None:
        if gathering.state == Gathering.State.CANCELLED:
            raise Refusal(_("It was called off, so there is nothing to ask about."))
        network, owner = gathering.network, gathering.owner
        first = timezone.localdate(gathering.starts_at)
        last = timezone.localdate(gathering.ends_at) + datetime.timedelta(days=OPEN_DAYS)
    else:
        assert cohort is not None
        programme = cohort.cycle.programme
        network, owner = programme.network, programme.owner
        first, last = _days(cohort, wanted)
    goals = _goals(cohort) if cohort is not None else []
    if wanted is Kind.BEFORE and not goals:
        raise Refusal(_("Write the programme’s aims first, one a line: people rate themselves on them."))
    about = gathering or cohort
    assert about is not None
    intro = _named(about.title, INTROS[wanted])
    consultation = _consultation(acting_user, network, owner, wanted, intro, goals, first, last)
    made = Feedback.objects.create(
        consultation=consultation, kind=wanted, gathering=gathering, cohort=cohort, goals=goals
    )
    open_door(
        acting_user=acting_user, consultation=consultation, channel=Channel.ONLINE, collector=owner, event=gathering
    )
    tie(acting_user=acting_user, network=network, source=made, relation=Relation.REPORTS_ON, target=about)
    record(acting_user=acting_user, network=network, verb="asked for feedback", target=consultation)
    return made


def _named(title: Wording, intro: Wording) -> Wording:
    """What is asked about stands before the first sentence, in each language as far as it is written."""
    named = {}
    for tag, words in intro.items():
        about = said(title, tag)
        named[tag] = f"{about}{'' if about[-1:] in '.?…' else '.'} {words}" if about else words
    return named


def _days(cohort: Cohort, kind: Kind) -> tuple[datetime.date | None, datetime.date | None]:
    """Before: from now on until some days into the round. After: from its last day on, where one is named."""
    if kind is Kind.BEFORE:
        begins = cohort.starts_on
        return None, begins + datetime.timedelta(days=7) if begins else None
    ends = cohort.ends_on
    return ends, None


def _goals(cohort: Cohort) -> list[Wording]:
    earlier = Feedback.objects.filter(cohort=cohort).exclude(goals=[]).first()
    return list(earlier.goals) if earlier is not None else ready.goal_lines(cohort.cycle.programme.aims)


def _consultation(
    acting_user: Account | None,
    network: Network,
    owner: Owner,
    kind: Kind,
    intro: Wording,
    goals: list[Wording],
    first: datetime.date | None,
    last: datetime.date | None,
) -> Consultation:
    parts = {
        Kind.GATHERING: ready.after_gathering(),
        Kind.BEFORE: ready.before_cycle(goals),
        Kind.AFTER: ready.after_cycle(goals),
    }[kind]
    today = timezone.localdate()
    own = [network.language] if network.language in ready.LANGUAGES else []
    languages = list(dict.fromkeys([*own, *ready.LANGUAGES]))
    consultation = make_consultation(
        acting_user=acting_user,
        network=network,
        owner=owner,
        title=TITLES[kind],
        intro=intro,
        privacy=ready.PRIVACY,
        thanks=ready.THANKS,
        languages=languages,
        sample=Consultation.SampleKind.SELF_SELECTED,
        opens_on=first,
        closes_on=max(last, today) if last else None,
        visibility=Visibility.PRIVATE,
        slug=f"feedback-{kind.value}",
    )
    for part in parts:
        section = add_section(acting_user=acting_user, consultation=consultation, title=part.title, about=part.about)
        for asked in part.questions:
            add_question(
                acting_user=acting_user,
                section=section,
                key=asked.key,
                kind=asked.kind,
                text=asked.text,
                options=asked.options,
                limits=asked.limits,
            )
    publish_questionnaire(acting_user=acting_user, consultation=consultation)
    return consultation


def write_due_letters(now: datetime.datetime | None = None) -> int:
    """Letters of all feedback whose time has come: after the gathering, before the round begins, after its last day.

    Doing it twice writes nobody twice: each feedback is marked before its letters are sent.
    """
    moment = now or timezone.now()
    waiting = Feedback.objects.filter(letters_at=None, consultation__state=Consultation.State.OPEN).select_related(
        "gathering", "cohort__cycle__programme__network"
    )
    due = [each for each in waiting if _is_due(each, moment)]
    return sum(_mark_and_write(each, moment) for each in due)


def _is_due(feedback: Feedback, moment: datetime.datetime) -> bool:
    if feedback.gathering is not None:
        return feedback.gathering.state != Gathering.State.CANCELLED and feedback.gathering.ends_at < moment
    assert feedback.cohort is not None
    if feedback.kind == Kind.BEFORE:
        return True
    return feedback.cohort.ends_on is None or feedback.cohort.ends_on < timezone.localdate(moment)


def _mark_and_write(feedback: Feedback, moment: datetime.datetime) -> int:
    with transaction.atomic():
        if not Feedback.objects.filter(pk=feedback.pk, letters_at=None).update(letters_at=moment):
            return 0
        people = [person.pk for person in asked_people(feedback) if person.email]
        for identity in people:
            transaction.on_commit(partial(write_letter.enqueue, feedback.pk, identity))
    return len(people)


def asked_people(feedback: Feedback) -> list[Participant]:
    """Who is asked: those who were there, or keep a place where nobody is written down; the members of a round."""
    if feedback.cohort is not None:
        return list(Participant.objects.filter(cohort_places__cohort=feedback.cohort, cohort_places__left_at=None))
    there = Participant.objects.filter(
        attendance__session__gathering=feedback.gathering, attendance__state__in=WAS_THERE
    ).distinct()
    if there:
        return list(there)
    return list(Participant.objects.filter(sign_ups__gathering=feedback.gathering, sign_ups__state="coming").distinct())


@task()
def write_letter(feedback_id: int, participant_id: int) -> None:
    """One letter with the link that all have in common: nobody can tell who answered."""
    feedback = Feedback.objects.select_related("consultation__network", "gathering", "cohort__cycle__programme").get(
        pk=feedback_id
    )
    person = Participant.objects.filter(pk=participant_id).exclude(email="").first()
    door = feedback.consultation.doors.filter(is_open=True).first()
    if person is None or door is None or feedback.consultation.state != Consultation.State.OPEN:
        return
    network = feedback.consultation.network
    language = person.language or network.language
    with translation.override(language), timezone.override(ZoneInfo(network.time_zone)):
        about = said((feedback.gathering or feedback.cohort).title)  # type: ignore[union-attr]  # one of them stands, by constraint
        link = f"{settings.ADDRESS}{reverse('answer:ask', args=[door.token])}?lang={language}"
        body = render_to_string(
            "consultations/letters/feedback.txt",
            {
                "person": person,
                "kind": feedback.kind,
                "about": about,
                "link": link,
                "until": feedback.consultation.closes_on,
                "network": network,
            },
        )
        subject = (
            _("Before it begins: what can you do already? %(title)s")
            if feedback.kind == Kind.BEFORE
            else _("How was it for you? %(title)s")
        )
        send_mail(subject % {"title": about}, body, None, [person.email])
