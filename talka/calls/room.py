"""What calls show elsewhere: masthead, desk, programme pages, the network's home, a person's own data."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talka.calls import actions, clock, queries, rules, threads
from talka.calls.models import Appeal, Application, Call, Decision, Inquiry, Review, Reviewer
from talka.foundation.access import Viewer
from talka.foundation.rooms import Evidence, NavigationItem, Room, Section, Task, register_room
from talka.foundation.wording import said
from talka.identity.models import Account
from talka.programmes.models import Programme

MOST_AT_HOME = 3
RESULT_SHOWN = datetime.timedelta(days=60)


def navigation(viewer: Viewer) -> list[NavigationItem]:
    """An entry while a call is under way: most of the time a network has none. Decided ones stand with their
    programme and in the list."""
    if not queries.under_way(viewer).exists():
        return []
    return [NavigationItem("calls", _("Open calls"), reverse("calls:list", args=[viewer.network.slug]), order=35)]


def _url(name: str, call: Call) -> str:
    return reverse(f"calls:{name}", args=[call.network.slug, call.pk])


def _day(call: Call) -> datetime.date | None:
    return timezone.localdate(call.closes_at) if call.closes_at else None


def tasks(viewer: Viewer) -> list[Task]:
    """For applicants: drafts before the deadline. For reviewers: what to score. For hosts: questions and decisions.

    Five queries.
    """
    if not viewer.is_member or viewer.account is None:
        return []
    return [*_to_send(viewer), *_to_score(viewer), *_to_run(viewer)]


def _to_send(viewer: Viewer) -> list[Task]:
    now = clock.now()
    mine = Q(account=viewer.account) | Q(owner_id__in=viewer.acts_for)
    drafts = Application.objects.filter(
        mine,
        call__network=viewer.network,
        call__state=Call.State.PUBLISHED,
        call__closes_at__gte=now,
        state=Application.State.DRAFT,
    ).select_related("call__network", "call__programme", "owner")
    return [
        Task(
            title=_("Send the application to “%(title)s”") % {"title": said(each.call.title)},
            url=reverse("calls:application", args=[viewer.network.slug, each.token]),
            button=_("Go on writing"),
            due=_day(each.call),
            owner=each.owner,
            about=each.name,
            programme_id=each.call.programme_id,
        )
        for each in drafts
    ]


def _to_score(viewer: Viewer) -> list[Task]:
    now = clock.now()
    appointed = (
        Reviewer.objects.filter(
            account=viewer.account,
            call__network=viewer.network,
            call__state=Call.State.PUBLISHED,
            call__closes_at__lt=now,
        )
        .select_related("call__network", "call__owner")
        .annotate(
            of=Count(
                "call__applications",
                filter=Q(call__applications__state="sent", call__applications__set_aside_reason=""),
                distinct=True,
            ),
            done=Count(
                "reviews",
                filter=Q(reviews__application__state="sent", reviews__application__set_aside_reason="")
                & (Q(reviews__conflict=True) | Q(reviews__scored_at__isnull=False)),
                distinct=True,
            ),
        )
    )
    found = []
    for each in appointed:
        left = each.of - each.done
        if left > 0:
            words = ngettext(
                "Score %(left)d application to “%(title)s”", "Score %(left)d applications to “%(title)s”", left
            )
            found.append(
                Task(
                    title=words % {"left": left, "title": said(each.call.title)},
                    url=_url("review", each.call),
                    button=_("Score them"),
                    owner=each.call.owner,
                    programme_id=each.call.programme_id,
                )
            )
    return found


def _to_run(viewer: Viewer) -> list[Task]:
    if not viewer.acts_for:
        return []
    calls = (
        Call.objects.filter(network=viewer.network, owner_id__in=viewer.acts_for)
        .exclude(state=Call.State.DRAFT)
        .select_related("network", "owner", "programme")
        .annotate(
            unanswered=Count("inquiries", filter=Q(inquiries__answered_at__isnull=True), distinct=True),
            appeals=Count("applications__appeal", filter=Q(applications__appeal__state="lodged"), distinct=True),
            appointed=Count("reviewers", distinct=True),
        )
    )
    found = []
    waiting = queries.not_yet_become(calls, timezone.localdate())
    for call in calls:
        named = {"title": said(call.title)}
        common: dict[str, Any] = {"owner": call.owner, "programme_id": call.programme_id}
        if call.unanswered and rules.is_open(call):
            words = ngettext(
                "Answer %(many)d question about “%(title)s”",
                "Answer %(many)d questions about “%(title)s”",
                call.unanswered,
            )
            found.append(
                Task(
                    words % {**named, "many": call.unanswered},
                    _url("questions", call),
                    _("Answer"),
                    due=_day(call),
                    **common,
                )
            )
        if not call.appointed and rules.phase(call) in ("open", "review"):
            found.append(
                Task(
                    _("Appoint reviewers of “%(title)s”") % named,
                    _url("reviewers", call),
                    _("Appoint"),
                    due=_day(call),
                    **common,
                )
            )
        if rules.phase(call) == "discussion":
            found.append(
                Task(_("Decide on “%(title)s”") % named, _url("ranking", call), _("See the ranking"), **common)
            )
        if rules.phase(call) == "decided":
            found.append(
                Task(
                    _("Announce the decision on “%(title)s”") % named,
                    _url("announce", call),
                    _("Announce it"),
                    **common,
                )
            )
        if waiting[call.pk]:
            words = ngettext(
                "Say what %(many)d selected application of “%(title)s” becomes",
                "Say what %(many)d selected applications of “%(title)s” become",
                waiting[call.pk],
            )
            found.append(
                Task(
                    words % {**named, "many": waiting[call.pk]},
                    _url("chain", call),
                    _("What the selected become"),
                    **common,
                )
            )
        if call.appeals:
            found.append(
                Task(_("Answer an appeal on “%(title)s”") % named, _url("applications", call), _("Read it"), **common)
            )
    return found


def next_steps(programme_id: int, viewer: Viewer) -> list[Task]:
    """The deadlines of the programme's open calls, for everybody in its room. One query."""
    return [
        Task(
            title=_("Last day to apply: %(title)s") % {"title": said(call.title)},
            url=_url("call", call),
            button=_("Read the call"),
            due=_day(call),
            owner=call.owner,
            programme_id=programme_id,
        )
        for call in queries.open_calls(viewer).filter(programme_id=programme_id)
    ]


def _sections(programme_id: int, viewer: Viewer, template: str, order: int, empty: bool = False) -> list[Section]:
    calls = queries.calls_of(programme_id, viewer)
    may_make = rules.may_make(viewer)
    if not calls and not (empty and Programme.objects.filter(pk=programme_id, owner_id__in=viewer.acts_for).exists()):
        return []
    context = {
        "calls": [(call, rules.phase(call)) for call in calls],
        "may_make": may_make,
        "in_programme": programme_id,
    }
    return [Section("calls", template, context, order=order)]


def story_sections(programme_id: int, viewer: Viewer) -> list[Section]:
    return _sections(programme_id, viewer, "calls/sections/story.html", 55)


def room_sections(programme_id: int, viewer: Viewer) -> list[Section]:
    return _sections(programme_id, viewer, "calls/sections/room.html", 25, empty=True)


def home_sections(_programme_id: int, viewer: Viewer) -> list[Section]:
    calls = list(queries.open_calls(viewer)[:MOST_AT_HOME])
    if not calls:
        return []
    return [Section("calls", "calls/sections/home.html", {"calls": calls}, order=28)]


def export_person(account: Account) -> Mapping[str, Any]:
    """Applications, by account or address; what this person reviewed; questions that they wait for an answer to."""
    own = Application.objects.filter(Q(account=account) | Q(email__iexact=account.email)).select_related("call")
    reviews = Review.objects.filter(reviewer__account=account).select_related("application__call")
    return {
        "applications": [
            {
                "call": said(each.call.title),
                "number": each.number,
                "state": each.state,
                "begun_at": each.begun_at.isoformat(),
                "sent_at": each.sent_at.isoformat() if each.sent_at else None,
                "draft": each.content,
                "sent": each.sent,
            }
            for each in own
        ],
        "appeals": [
            {"call": said(each.application.call.title), "text": each.text, "state": each.state, "answer": each.answer}
            for each in Appeal.objects.filter(application__in=own).select_related("application__call")
        ],
        "reviews": [
            {
                "call": said(each.application.call.title),
                "application": each.application.number,
                "conflict": each.conflict_reason,
                "marks": each.marks,
                "words": each.words,
            }
            for each in reviews
        ],
        "questions": [
            {"call": said(each.call.title), "text": each.text}
            for each in Inquiry.objects.filter(email__iexact=account.email).select_related("call")
        ],
    }


def erase_person(account: Account) -> None:
    """Drafts go; what was sent loses the person. A reviewer's marks stay where they were discussed, without words.

    An appointment before the marks are opened goes with its marks: somebody else must judge.
    """
    Inquiry.objects.filter(email__iexact=account.email).update(email="")
    actions.forget_applications(account=account)
    actions.forget_reviewer(account=account)


def evidence(programme_id: int, viewer: Viewer) -> list[Evidence]:
    """Announced decisions of the programme's calls, with how many were selected. One query."""
    decided = (
        Decision.objects.filter(
            call__programme_id=programme_id,
            call__in=queries.calls_visible(viewer),
            call__state=Call.State.ANNOUNCED,
        )
        .select_related("call__owner")
        .annotate(selected=Count("outcomes", filter=Q(outcomes__result="selected")))
    )
    return [
        Evidence(
            name=(threads.DECISION, str(each.pk)),
            title=said(each.call.title),
            label=_("decision"),
            figures=ngettext("%(number)d selected", "%(number)d selected", each.selected) % {"number": each.selected},
            owner=each.call.owner,
        )
        for each in decided
    ]


def register() -> None:
    register_room(
        Room(
            name="calls",
            navigation=navigation,
            tasks=tasks,
            next_steps=next_steps,
            story_sections=story_sections,
            room_sections=room_sections,
            home_sections=home_sections,
            evidence=evidence,
            export_person=export_person,
            erase_person=erase_person,
        )
    )
