"""Reading certificates: rules, rounds, sets, keys, and what is counted."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from talka.certificates.models import Certificate, CertificateSet, Rule, RuleVersion, SigningKey, Work
from talka.certificates.progress import round_progress as round_progress  # who is how far, for those above
from talka.foundation.access import Viewer
from talka.gatherings.models import CohortMember
from talka.identity.models import Network
from talka.programmes import rules as programme_rules
from talka.programmes.models import Cohort, Cycle, Programme
from talka.programmes.queries import programmes_visible


def current_rule(cycle: Cycle) -> RuleVersion | None:
    """The newest version of the cycle's rule."""
    return RuleVersion.objects.filter(rule__cycle=cycle).select_related("rule").order_by("-number").first()


def rule_versions(cycle: Cycle) -> list[RuleVersion]:
    """All versions, newest first, each with `certificates`, how many were issued by it. One query."""
    counted = Count("sets__certificates")
    return list(RuleVersion.objects.filter(rule__cycle=cycle).annotate(certificates=counted).order_by("-number"))


def runs_programmes(viewer: Viewer) -> list[int]:
    """Ids of the programmes that this viewer runs."""
    if not viewer.is_member or not (viewer.acts_for or viewer.is_coordinator):
        return []
    return [each.pk for each in programmes_visible(viewer) if programme_rules.may_run(viewer, each)]


@dataclass(frozen=True)
class RoundLine:
    """One round in a list, with its numbers."""

    cohort: Cohort
    members: int
    valid: int
    works_waiting: int
    has_rule: bool


def rounds_of(programmes: Iterable[int]) -> list[RoundLine]:
    """The rounds of these programmes with how many members and valid certificates they have. One query."""
    members = _count(CohortMember.objects.filter(cohort=OuterRef("pk"), left_at__isnull=True), "cohort")
    valid = _count(Certificate.objects.filter(member__cohort=OuterRef("pk"), revoked_at__isnull=True), "member__cohort")
    works = _count(Work.objects.filter(member__cohort=OuterRef("pk"), state=Work.State.HANDED_IN), "member__cohort")
    rule = Rule.objects.filter(cycle=OuterRef("cycle")).values("pk")[:1]
    rows = (
        Cohort.objects.filter(cycle__programme__in=list(programmes))
        .select_related("cycle__programme__network", "cycle__programme__owner", "locality")
        .annotate(member_count=members, valid_count=valid, works_waiting=works, rule_id=Subquery(rule))
        .order_by("cycle__programme", "cycle__position", "cycle", "position", "pk")
    )
    return [
        RoundLine(row, row.member_count or 0, row.valid_count or 0, row.works_waiting or 0, row.rule_id is not None)
        for row in rows
    ]


def rules_of(programme_id: int) -> list[tuple[Cycle, RuleVersion | None]]:
    """The cycles of a programme in their order, each with the newest version of its rule. Two queries."""
    cycles = list(Cycle.objects.filter(programme=programme_id).order_by("position", "pk"))
    versions = RuleVersion.objects.filter(rule__cycle__in=cycles).select_related("rule").order_by("number")
    newest = {each.rule.cycle_id: each for each in versions}
    return [(cycle, newest.get(cycle.pk)) for cycle in cycles]


def _count(rows: "QuerySet[CohortMember] | QuerySet[Certificate] | QuerySet[Work]", by: str) -> Subquery:
    return Subquery(rows.order_by().values(by).annotate(number=Count("pk")).values("number"))


@dataclass(frozen=True)
class SetProgress:
    """How far the papers of a set are made."""

    issued: CertificateSet
    total: int
    made: int

    @property
    def is_done(self) -> bool:
        return self.made >= self.total


def sets_of(cohort: Cohort) -> list[SetProgress]:
    """The sets of a round, newest first. One query."""
    rows = (
        CertificateSet.objects.filter(cohort=cohort)
        .select_related("rule", "issued_by")
        .annotate(
            total=Count("certificates"), made=Count("certificates", filter=Q(certificates__made_at__isnull=False))
        )
    )
    return [SetProgress(row, row.total, row.made) for row in rows]


def set_progress(issued: CertificateSet) -> SetProgress:
    counted = issued.certificates.aggregate(total=Count("pk"), made=Count("pk", filter=Q(made_at__isnull=False)))
    return SetProgress(issued, counted["total"], counted["made"])


def certificates_in(issued: CertificateSet) -> list[Certificate]:
    """By name, without their credentials."""
    return list(
        issued.certificates.select_related("network", "paper").defer("credential", "token").order_by("name", "pk")
    )


def papers_of(cohort: Cohort) -> list[Certificate]:
    """Valid certificates of a round that have a paper, by name."""
    return list(
        Certificate.objects.filter(member__cohort=cohort, revoked_at__isnull=True, paper__isnull=False)
        .select_related("paper")
        .defer("credential", "token")
        .order_by("name", "pk")
    )


def own_certificates(viewer: Viewer) -> list[Certificate]:
    """Those that the viewer's own account holds in this network."""
    if viewer.account is None:
        return []
    return list(
        Certificate.objects.filter(network=viewer.network, account=viewer.account, made_at__isnull=False)
        .select_related("issued_in__rule", "network", "member__cohort__cycle__programme")
        .defer("credential", "token")
        .order_by("-issued_at", "-pk")
    )


def own_rounds(viewer: Viewer) -> list[CohortMember]:
    """Rounds that the viewer's own account goes through and whose cycle has a rule."""
    if viewer.account is None:
        return []
    return list(
        CohortMember.objects.filter(
            participant__account=viewer.account,
            participant__network=viewer.network,
            left_at__isnull=True,
            cohort__cycle__in=Rule.objects.values("cycle"),
        )
        .exclude(certificates__revoked_at__isnull=True, certificates__isnull=False)
        .select_related("participant", "cohort__cycle__programme", "cohort__locality")
    )


def member_with_rule(network: Network, member_id: int) -> CohortMember | None:
    """Somebody's place in a round whose cycle has a rule."""
    return (
        CohortMember.objects.filter(
            pk=member_id, participant__network=network, cohort__cycle__in=Rule.objects.values("cycle")
        )
        .select_related("participant", "cohort")
        .first()
    )


def certificate_of(member: CohortMember) -> Certificate | None:
    """The certificate that holds and that its holder can open."""
    found = Certificate.objects.filter(member=member, revoked_at=None, erased_at=None, made_at__isnull=False)
    return found.defer("credential", "token").first()


@dataclass(frozen=True)
class WorkToDo:
    """A work that somebody has to hand in, or to work on once more."""

    member: CohortMember
    rule: RuleVersion
    work: Work | None


def works_to_do(viewer: Viewer) -> list[WorkToDo]:
    """What the viewer's own account has to hand in. Three queries."""
    members = own_rounds(viewer)
    if not members:
        return []
    newest: dict[int, RuleVersion] = {}
    cycles = {member.cohort.cycle_id for member in members}
    for version in RuleVersion.objects.filter(rule__cycle__in=cycles).select_related("rule").order_by("number"):
        newest[version.rule.cycle_id] = version
    works = {work.member_id: work for work in Work.objects.filter(member__in=members)}
    return [
        WorkToDo(member, newest[member.cohort.cycle_id], works.get(member.pk))
        for member in members
        if newest[member.cohort.cycle_id].work
        and (member.pk not in works or works[member.pk].state == Work.State.RETURNED)
    ]


def keys_of(network: Network) -> list[SigningKey]:
    return list(SigningKey.objects.filter(network=network).select_related("network").order_by("-number"))


def revoked_places(network: Network) -> list[int]:
    """Places on the status list of what does not hold any more."""
    found = Certificate.objects.filter(network=network, revoked_at__isnull=False)
    return sorted(found.values_list("status_index", flat=True))


@dataclass(frozen=True)
class CycleCount:
    """How many valid certificates a cycle yielded."""

    rule: Rule
    valid: int


def counted_by_cycle(programme: Programme | int) -> list[CycleCount]:
    """The cycles of a programme under whose rule certificates were issued. One query."""
    rows = (
        Rule.objects.filter(cycle__programme=programme)
        .select_related("cycle__programme__owner", "cycle__programme__network")
        .annotate(
            valid=Count(
                "versions__sets__certificates", filter=Q(versions__sets__certificates__revoked_at__isnull=True)
            ),
            place=F("cycle__position"),
        )
        .order_by("place", "pk")
    )
    return [CycleCount(row, row.valid) for row in rows if row.valid]
