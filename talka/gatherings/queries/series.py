"""Series: who hosts next and why, what was hosted, themes and what people took home."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from talka.foundation.access import Viewer, visible_to
from talka.gatherings import rules
from talka.gatherings.hosting import Host, Turn, slip, whose_turn
from talka.gatherings.models import CaseExample, Gathering, HostTurn, Meeting, Series, SeriesMember, TakenHome
from talka.gatherings.queries.gatherings import gatherings_visible

STEP = {
    Series.Every.WEEK: datetime.timedelta(weeks=1),
    Series.Every.FORTNIGHT: datetime.timedelta(weeks=2),
    Series.Every.MONTH: datetime.timedelta(weeks=4),
    Series.Every.QUARTER: datetime.timedelta(weeks=13),
}
NOTICE = datetime.timedelta(weeks=2)
"""A host needs this long at least."""


def series_visible(viewer: Viewer) -> "QuerySet[Series]":
    return visible_to(Series.objects.all(), viewer).select_related("owner", "programme", "network")


def series_listed(viewer: Viewer) -> list[Series]:
    """With `meetings_held` and `members_now`, those that go on first. One query."""
    return list(
        series_visible(viewer)
        .annotate(
            meetings_held=Count(
                "meetings",
                filter=~Q(meetings__gathering__state=Gathering.State.CANCELLED),
                distinct=True,
            ),
            members_now=Count("members", filter=Q(members__left_on__isnull=True), distinct=True),
        )
        .order_by("ended_at", "pk")
    )


@dataclass(frozen=True)
class MemberStands:
    """A member as the page shows them: what they hosted, when last, how often they passed, and their slip."""

    member: SeriesMember
    host: Host
    slip: str
    place: int
    passed_now: bool


@dataclass(frozen=True)
class SeriesStands:
    """Where a series stands: its gatherings, who hosts in turn and in which order, who is asked or would be."""

    series: Series
    meetings: list[Meeting]
    members: list[MemberStands]
    turns: list[HostTurn]
    number: int
    seed: str
    open_turn: HostTurn | None
    proposal: Turn | None
    proposed: SeriesMember | None
    all_passed: bool
    around: datetime.date | None
    planned: Meeting | None


def hosts_of(members: Iterable[SeriesMember], meetings: Iterable[Meeting], turns: Iterable[HostTurn]) -> list[Host]:
    """Members as the rule sees them. Gatherings that were called off were not hosted."""
    hosted: dict[int, list[datetime.date]] = {}
    for meeting in meetings:
        if meeting.gathering.state != Gathering.State.CANCELLED:
            hosted.setdefault(meeting.gathering.owner_id, []).append(timezone.localdate(meeting.gathering.starts_at))
    passes: dict[int, int] = {}
    for turn in turns:
        if turn.state == HostTurn.State.PASSED:
            passes[turn.owner_id] = passes.get(turn.owner_id, 0) + 1
    return [
        Host(
            key=member.owner_id,
            hosted=len(hosted.get(member.owner_id, [])),
            joined=member.joined_on,
            last_hosted=max(hosted.get(member.owner_id, []), default=None),
            credit=member.credit,
            passes=passes.get(member.owner_id, 0),
        )
        for member in members
    ]


def series_stands(series: Series, today: datetime.date | None = None) -> SeriesStands:
    """Three queries, however long the series."""
    day = today or timezone.localdate()
    meetings = list(
        series.meetings.select_related("gathering__owner", "gathering__locality", "gathering__network").order_by(
            "gathering__starts_at", "pk"
        )
    )
    members = list(series.members.filter(left_on__isnull=True).select_related("owner"))
    turns = list(series.turns.select_related("owner", "gathering"))
    number = sum(meeting.gathering.state != Gathering.State.CANCELLED for meeting in meetings) + 1
    seed = f"{series.seed}-{number}"
    hosts = hosts_of(members, meetings, turns)
    passed = {turn.owner_id for turn in turns if turn.number == number and turn.state == HostTurn.State.PASSED}
    all_passed = bool(hosts) and passed >= {host.key for host in hosts}
    # Where everybody has passed, the order begins anew.
    proposal = whose_turn(hosts, seed, () if all_passed else passed)
    by_owner = {member.owner_id: member for member in members}
    order = {ranked.host.key: place for place, ranked in enumerate(proposal.order, start=1)} if proposal else {}
    stands = [
        MemberStands(by_owner[host.key], host, slip(seed, host.key), order.get(host.key, 0), host.key in passed)
        for host in hosts
    ]
    planned = next(
        (
            meeting
            for meeting in meetings
            if meeting.gathering.state == Gathering.State.PLANNED
            and timezone.localdate(meeting.gathering.ends_at) >= day
        ),
        None,
    )
    return SeriesStands(
        series=series,
        meetings=meetings,
        members=sorted(stands, key=lambda each: each.place),
        turns=turns,
        number=number,
        seed=seed,
        open_turn=next((turn for turn in turns if turn.state == HostTurn.State.ASKED), None),
        proposal=proposal,
        proposed=by_owner[proposal.host.key] if proposal else None,
        all_passed=all_passed,
        around=_around(series, meetings, day),
        planned=planned,
    )


def _around(series: Series, meetings: list[Meeting], today: datetime.date) -> datetime.date | None:
    """The day on which the next would be, the weekday kept; not sooner than a host can make ready."""
    step = STEP.get(Series.Every(series.every))
    if step is None or not meetings:
        return None
    day = timezone.localdate(meetings[-1].gathering.starts_at) + step
    while day < today + NOTICE:
        day += datetime.timedelta(weeks=1)
    return day


def meeting_of(gathering: Gathering) -> Meeting | None:
    return Meeting.objects.select_related("series__owner").filter(gathering=gathering).first()


def visible_meetings(meetings: Iterable[Meeting], viewer: Viewer) -> list[Meeting]:
    """Those whose gathering this viewer may read. One query."""
    found = list(meetings)
    allowed = set(
        gatherings_visible(viewer).filter(pk__in=[each.gathering_id for each in found]).values_list("pk", flat=True)
    )
    return [each for each in found if each.gathering_id in allowed]


def taken_home(meetings: Iterable[Meeting], viewer: Viewer) -> dict[int, list[TakenHome]]:
    """By meeting id what people took home, as far as the host lets this viewer read it. One query."""
    readable = [meeting for meeting in meetings if may_read_taken_home(viewer, meeting)]
    found: dict[int, list[TakenHome]] = {}
    for words in TakenHome.objects.filter(meeting__in=readable).order_by("written_at", "pk"):
        found.setdefault(words.meeting_id, []).append(words)
    return found


def may_read_taken_home(viewer: Viewer, meeting: Meeting) -> bool:
    if meeting.taken_home_seen_by == Meeting.TakenHome.PUBLIC:
        return True
    if not viewer.is_member:
        return False
    return meeting.taken_home_seen_by == Meeting.TakenHome.NETWORK or rules.may_run(viewer, meeting.gathering)


def series_to_ask_in(viewer: Viewer) -> list[Series]:
    """Series that this person's organisations look after, where nobody is planned or asked for the next. One query."""
    if not viewer.acts_for:
        return []
    now = timezone.now()
    coming = Q(meetings__gathering__state=Gathering.State.PLANNED, meetings__gathering__ends_at__gte=now)
    return list(
        Series.objects.filter(
            network=viewer.network, owner_id__in=viewer.acts_for, hosts_rotate=True, ended_at__isnull=True
        )
        .annotate(
            coming=Count("meetings", filter=coming, distinct=True),
            asked=Count("turns", filter=Q(turns__state=HostTurn.State.ASKED), distinct=True),
            hosts=Count("members", filter=Q(members__left_on__isnull=True), distinct=True),
        )
        .filter(coming=0, asked=0, hosts__gt=0)
        .select_related("owner", "network", "programme")
    )


def turns_asked(viewer: Viewer) -> list[HostTurn]:
    """Where an organisation of this person is asked to host. One query."""
    if not viewer.acts_for:
        return []
    return list(
        HostTurn.objects.filter(
            series__network=viewer.network,
            series__ended_at__isnull=True,
            state=HostTurn.State.ASKED,
            owner_id__in=viewer.acts_for,
        ).select_related("owner", "series__network", "series__programme")
    )


def examples_of(meetings: Iterable[Meeting]) -> dict[int, list[CaseExample]]:
    """By meeting id its case examples. One query."""
    found: dict[int, list[CaseExample]] = {}
    examples = CaseExample.objects.filter(meeting__in=list(meetings)).select_related("locality", "file")
    for example in examples.order_by("position", "pk"):
        found.setdefault(example.meeting_id, []).append(example)
    return found


def last_hours(series: Series) -> dict[str, datetime.time]:
    """When the last one began and ended, as what the next begins with. One query."""
    last = Gathering.objects.filter(meeting__series=series).order_by("-starts_at", "-pk").first()
    if last is None:
        return {}
    return {
        "starts": timezone.localtime(last.starts_at).time(),
        "ends": timezone.localtime(last.ends_at).time(),
    }


def has_theme(gathering: Gathering) -> bool:
    """Whether it is of a series with themes. One query."""
    return Meeting.objects.filter(gathering=gathering, series__has_themes=True).exists()
