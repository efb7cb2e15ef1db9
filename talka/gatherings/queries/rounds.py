"""The rounds of a cycle side by side."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet

from talka.foundation.access import Viewer
from talka.foundation.owners.models import Owner
from talka.foundation.versions.queries import versions_of
from talka.gatherings.models import Attendance, CohortMember, Gathering, Session, SignUp
from talka.gatherings.queries.differences import RoundCompared, compared, gatherings_of_round
from talka.gatherings.queries.gatherings import gatherings_visible
from talka.gatherings.queries.hours import Interval, attended_interval, open_hours, union_minutes
from talka.programmes.models import Cohort, Cycle


@dataclass(frozen=True)
class Round:
    """One round with what its records tell.

    `people` is None where there are too few to be told to this reader. `attended` is the share of all planned hours
    that its members attended so far, in percent; None before anything is written down, and where people are too few.
    """

    cohort: Cohort
    gatherings: list[Gathering]
    hosts: list[Owner]
    places: list[str]
    people: int | None
    few: bool
    planned_minutes: int
    attended: float | None
    compared: RoundCompared

    @property
    def held(self) -> int:
        return sum(1 for each in self.gatherings if each.state == Gathering.State.HELD)

    @property
    def standing(self) -> list[Gathering]:
        """What was not called off."""
        return [each for each in self.gatherings if each.state != Gathering.State.CANCELLED]

    @property
    def hours(self) -> float:
        return self.planned_minutes / 60


def rounds(cycle: Cycle, viewer: Viewer) -> list[Round]:
    """The rounds in their order: a fixed number of queries, however many rounds, days and people."""
    cohorts = list(Cohort.objects.filter(cycle=cycle).select_related("locality", "cycle__programme__network"))
    return rounds_of(cohorts, viewer)


def rounds_of(cohorts: list[Cohort], viewer: Viewer) -> list[Round]:
    """As `rounds`, for cohorts of one cycle that the caller holds."""
    if not cohorts:
        return []
    everything = gatherings_of_round(cohorts)
    wanted = [each.pk for each in everything]
    visible = set(gatherings_visible(viewer).filter(pk__in=wanted).values_list("pk", flat=True))
    contents = {version.number: version.content for version in versions_of(cohorts[0].cycle)}
    members = list(CohortMember.objects.filter(cohort__in=cohorts, left_at__isnull=True))
    sessions = [session for each in everything for session in each.sessions.all()]
    attendance = list(
        Attendance.objects.filter(
            session__in=[session.pk for session in sessions],
            participant__in=[member.participant_id for member in members],
        ).select_related("session__gathering")
    )
    return [
        _round(
            cohort,
            [each for each in everything if each.cohort_id == cohort.pk],
            [each for each in members if each.cohort_id == cohort.pk],
            [each for each in attendance if each.session.gathering.cohort_id == cohort.pk],
            contents.get(cohort.design_version),
            visible,
            viewer,
        )
        for cohort in cohorts
    ]


def _round(
    cohort: Cohort,
    gatherings: list[Gathering],
    members: list[CohortMember],
    attendance: list[Attendance],
    content: dict[str, object] | None,
    visible: set[int],
    viewer: Viewer,
) -> Round:
    shown = [each for each in gatherings if each.pk in visible]
    standing = [each for each in gatherings if each.state != Gathering.State.CANCELLED]
    planned = union_minutes(interval for each in standing for interval in _intervals(each))
    few = not viewer.is_member and 0 < len(members) < viewer.network.small_number
    return Round(
        cohort=cohort,
        gatherings=shown,
        hosts=list({each.owner_id: each.owner for each in shown}.values()),
        places=_places(cohort, shown),
        people=None if few else len(members),
        few=few,
        planned_minutes=planned,
        attended=None if few else _attended(members, attendance, planned),
        compared=compared(cohort, gatherings, content, visible),
    )


def _intervals(gathering: Gathering) -> list[Interval]:
    """Its sessions; a gathering without agenda counts by its open hours."""
    sessions: list[Session] = list(gathering.sessions.all())
    if not sessions:
        return open_hours(gathering)
    return [(session.starts_at, session.ends_at) for session in sessions]


def _attended(members: list[CohortMember], attendance: list[Attendance], planned: int) -> float | None:
    if not attendance or not planned or not members:
        return None
    minutes: Counter[int] = Counter()
    for member in members:
        own = [
            interval
            for row in attendance
            if row.participant_id == member.participant_id
            if (interval := attended_interval(row)) is not None
        ]
        minutes[member.participant_id] = union_minutes(own)
    return 100 * sum(minutes.values()) / (planned * len(members))


def _places(cohort: Cohort, gatherings: list[Gathering]) -> list[str]:
    named = [", ".join(filter(None, [each.place, str(each.locality or "")])) for each in gatherings]
    if cohort.locality is not None:
        named = [str(cohort.locality), *(name for name in named if name != str(cohort.locality))]
    return list(dict.fromkeys(name for name in named if name))


def round_members(cohort: Cohort) -> list[CohortMember]:
    """Everybody of the round by name, those who left it included; each with the person and where they come from."""
    return list(
        CohortMember.objects.filter(cohort=cohort).select_related("participant__owner", "participant__locality")
    )


def own_rounds(viewer: Viewer) -> list[CohortMember]:
    """Rounds that the viewer's own account goes through, the newest first. One query."""
    if viewer.account is None:
        return []
    return list(
        CohortMember.objects.filter(
            participant__account=viewer.account, participant__network=viewer.network, left_at__isnull=True
        )
        .select_related("participant", "cohort__cycle__programme")
        .order_by("-cohort__starts_on", "-pk")
    )


def gatherings_of_member(member: CohortMember) -> list[Gathering]:
    """What somebody's round consists of, by date, without what was called off. One query."""
    return list(
        Gathering.objects.filter(cohort=member.cohort)
        .exclude(state=Gathering.State.CANCELLED)
        .select_related("owner", "locality", "network")
        .order_by("starts_at", "pk")
    )


def not_written_to(cohort: Cohort) -> int:
    """How many of a round have an address and were not sent the link to their own page."""
    return to_write_to(cohort).count()


def to_write_to(cohort: Cohort) -> "QuerySet[CohortMember]":
    return CohortMember.objects.filter(
        cohort=cohort, left_at__isnull=True, written_at__isnull=True, participant__forgotten_at__isnull=True
    ).exclude(participant__email="")


def signed_up_beside(cohort: Cohort) -> int:
    """How many keep a place at the round's gatherings and were never taken into it."""
    known = CohortMember.objects.filter(cohort=cohort).values("participant_id")
    kept = SignUp.objects.filter(
        gathering__cohort=cohort, state=SignUp.State.COMING, participant__forgotten_at__isnull=True
    ).exclude(participant__in=known)
    return kept.exclude(participant=None).values("participant_id").distinct().count()
