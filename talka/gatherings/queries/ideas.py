"""Ideas: where each stands, and which come back on an agenda."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from talka.foundation.access import Viewer, visible_to
from talka.foundation.wording import said
from talka.gatherings.models import Gathering, Idea, IdeaFollowUp, IdeaPartner, TakenHome
from talka.identity.models import Account

OPEN = (Idea.State.BORN, Idea.State.LOOKING, Idea.State.UNDER_WAY)


def ideas_visible(viewer: Viewer) -> "QuerySet[Idea]":
    """Ideas that the viewer may read; partners read also what is kept from others."""
    allowed = Q(pk__in=visible_to(Idea.objects.all(), viewer).values("pk"))
    if viewer.acts_for:
        allowed |= Q(pk__in=IdeaPartner.objects.filter(owner_id__in=viewer.acts_for).values("idea_id"))
    return Idea.objects.filter(network=viewer.network).filter(allowed)


def for_lists(ideas: "QuerySet[Idea]") -> "QuerySet[Idea]":
    """With owner, partners, programme and who takes the first step: two queries."""
    partners = IdeaPartner.objects.select_related("owner")
    return ideas.select_related("owner", "programme", "network", "first_step_owner").prefetch_related(
        Prefetch("partners", partners)
    )


@dataclass(frozen=True)
class Shelf:
    """The ideas that stand in one state."""

    state: str
    title: Any
    ideas: list[Idea]


def shelves(viewer: Viewer, programme: str = "") -> list[Shelf]:
    """By state, in the order of an idea's life; the newest first among those that ended. Two queries."""
    wanted = ideas_visible(viewer)
    if programme:
        wanted = wanted.filter(programme__slug=programme)
    return shelved(list(for_lists(wanted).order_by("made_at", "pk")))


def shelved(ideas: Iterable[Idea]) -> list[Shelf]:
    found = list(ideas)
    by_state = []
    for state in Idea.State:
        standing = [idea for idea in found if idea.state == state]
        if state in OPEN:
            standing.sort(key=lambda idea: idea.first_step_on or datetime.date.max)
        else:
            standing.sort(key=lambda idea: idea.ended_on or datetime.date.min, reverse=True)
        by_state.append(Shelf(state.value, state.label, standing))
    return by_state


def ideas_of(programme_id: int, viewer: Viewer) -> list[Idea]:
    return list(for_lists(ideas_visible(viewer).filter(programme_id=programme_id)).order_by("made_at", "pk"))


def follow_ups(idea: Idea, viewer: Viewer) -> list[IdeaFollowUp]:
    """What was said of it, gathering by gathering, with those gatherings that the viewer may read."""
    readable = visible_to(Gathering.objects.all(), viewer).values("pk")
    return list(idea.follow_ups.filter(gathering__in=readable).select_related("gathering__network"))


def follows(gathering: Gathering) -> bool:
    """Whether ideas come back here: it is of a series or of a programme, and was not called off."""
    if gathering.state == Gathering.State.CANCELLED:
        return False
    return gathering.programme_id is not None or hasattr(gathering, "meeting")


def is_next_agenda(gathering: Gathering, now: datetime.datetime | None = None) -> bool:
    """The first of its series that has not ended; without a series, the first of its programme. One query."""
    moment = now or timezone.now()
    same = _same(gathering)
    if same is None or gathering.ends_at < moment or gathering.state != Gathering.State.PLANNED:
        return False
    earlier = Q(starts_at__lt=gathering.starts_at) | Q(starts_at=gathering.starts_at, pk__lt=gathering.pk)
    return not Gathering.objects.filter(
        same, earlier, network=gathering.network, state=Gathering.State.PLANNED, ends_at__gte=moment
    ).exists()


def _same(gathering: Gathering) -> Q | None:
    series = _series_of(gathering)
    if series is not None:
        return Q(meeting__series=series)
    return Q(programme_id=gathering.programme_id) if gathering.programme_id else None


def _series_of(gathering: Gathering) -> int | None:
    meeting = getattr(gathering, "meeting", None)
    return meeting.series_id if meeting is not None else None


def ideas_to_follow(gathering: Gathering, viewer: Viewer) -> list[Idea]:
    """What comes back on this agenda: open ideas of the same series, or of the same programme that have no series,
    and those that were spoken of here already. Each has `said_here`, its follow-up at this gathering or None.

    Ideas that were born here do not come back here. Three queries.
    """
    series = _series_of(gathering)
    wanted = Q(follow_ups__gathering=gathering)
    if series is not None:
        wanted |= Q(series_id=series, state__in=OPEN)
    if gathering.programme_id is not None:
        wanted |= Q(programme_id=gathering.programme_id, series__isnull=True, state__in=OPEN)
    found = (
        for_lists(ideas_visible(viewer).filter(wanted))
        .filter(made_at__lte=max(gathering.ends_at, timezone.now()))
        .exclude(born_at=gathering)
        .distinct()
        .order_by("made_at", "pk")
    )
    ideas = list(found)
    said_here = {each.idea_id: each for each in IdeaFollowUp.objects.filter(gathering=gathering, idea__in=ideas)}
    for idea in ideas:
        idea.said_here = said_here.get(idea.pk)  # type: ignore[attr-defined]  # for the page
    return ideas


def born_here(gathering: Gathering, viewer: Viewer) -> list[Idea]:
    return list(for_lists(ideas_visible(viewer).filter(born_at=gathering)).order_by("made_at", "pk"))


def first_steps_due(viewer: Viewer) -> list[Idea]:
    """First steps that an organisation of this person has taken on and not yet done. One query."""
    if not viewer.acts_for:
        return []
    return list(
        Idea.objects.filter(
            network=viewer.network,
            state=Idea.State.UNDER_WAY,
            first_step_done_on__isnull=True,
            first_step_owner_id__in=viewer.acts_for,
        ).select_related("first_step_owner", "network", "programme")
    )


def brought_by(account: Account) -> dict[str, Any]:
    """For the export of a person's data."""
    ideas = Idea.objects.filter(made_by=account)
    words = TakenHome.objects.filter(
        Q(account=account) | Q(sign_up__account=account) | Q(sign_up__email__iexact=account.email)
    ).select_related("meeting__gathering")
    return {
        "ideas": [{"idea": said(each.title), "at": each.made_at.isoformat(), "state": each.state} for each in ideas],
        "taken_home": [
            {"gathering": said(each.meeting.gathering.title), "words": each.words, "signed": each.signed}
            for each in words
        ],
    }


def may_read(gathering: Gathering, viewer: Viewer) -> bool:
    """Whether the gathering at which an idea was born may be named to this viewer."""
    return visible_to(Gathering.objects.filter(pk=gathering.pk), viewer).exists()


def spoken_of(idea: Idea) -> bool:
    """Whether `ideas_to_follow` found something said of it at that gathering."""
    return getattr(idea, "said_here", None) is not None
