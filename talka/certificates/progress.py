"""Who is how far towards a certificate, and what still misses."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from talka.certificates.models import Certificate, RuleVersion, Work
from talka.gatherings.models import Attendance, CohortMember, Session
from talka.gatherings.queries import CohortHours, MemberHours, cohort_hours, union_minutes
from talka.programmes.models import Cohort

WAS_THERE = (Attendance.State.PRESENT, Attendance.State.LATE, Attendance.State.LEFT_EARLY)


@dataclass(frozen=True)
class Way:
    """How far one member is. Minutes are measured against all that is planned, past and to come."""

    member: CohortMember
    planned: int
    attended: int
    needed: int
    ahead: int
    obligatory_attended: int
    obligatory_missed: tuple[Session, ...]
    obligatory_ahead: tuple[Session, ...]
    work: Work | None
    rule: RuleVersion
    certificate: Certificate | None

    @property
    def share(self) -> int:
        """Percent of all planned time, rounded down: nobody is lifted over the mark by rounding."""
        return self.attended * 100 // self.planned if self.planned else 0

    @property
    def hours_reached(self) -> bool:
        return self.attended >= self.needed

    @property
    def hours_missing(self) -> int:
        return max(self.needed - self.attended, 0)

    @property
    def obligatory_reached(self) -> bool:
        return not self.rule.obligatory or not (self.obligatory_missed or self.obligatory_ahead)

    @property
    def work_reached(self) -> bool:
        return not self.rule.work or (self.work is not None and self.work.state == Work.State.ACCEPTED)

    @property
    def earned(self) -> bool:
        """Something was planned, and all that the rule asks is there."""
        return self.planned > 0 and self.hours_reached and self.obligatory_reached and self.work_reached

    @property
    def out_of_reach(self) -> bool:
        """Not even with everything that is still to come."""
        short = self.attended + self.ahead < self.needed
        return short or (self.rule.obligatory and bool(self.obligatory_missed))

    @property
    def state(self) -> str:
        """For the state's icon: done, late, half or todo."""
        if self.earned:
            return "done"
        if self.out_of_reach:
            return "late"
        return "half" if self.attended or self.work else "todo"


@dataclass(frozen=True)
class RoundProgress:
    """A round and its members, by name. `begins` and `ends` are those of what is planned."""

    cohort: Cohort
    rule: RuleVersion
    hours: CohortHours
    ways: list[Way]
    begins: datetime.date | None
    ends: datetime.date | None

    @property
    def earned(self) -> list[Way]:
        return [way for way in self.ways if way.earned]

    @property
    def ready(self) -> list[Way]:
        """Those who earned one and have none yet."""
        return [way for way in self.earned if way.certificate is None]

    @property
    def issued(self) -> list[Way]:
        return [way for way in self.ways if way.certificate is not None]


def needed_minutes(planned: int, share: int) -> int:
    """The least whole minutes that are the share of all planned ones."""
    return -(-planned * share // 100)


def round_progress(cohort: Cohort, rule: RuleVersion, now: datetime.datetime | None = None) -> RoundProgress:
    """Everybody in the round who did not leave it: six queries, however many."""
    moment = now or timezone.now()
    hours = cohort_hours(cohort)
    works = {work.member_id: work for work in Work.objects.filter(member__cohort=cohort).select_related("file")}
    valid = {
        each.member_id: each
        for each in Certificate.objects.filter(member__cohort=cohort, revoked_at__isnull=True).defer(
            "credential", "token"
        )
    }
    ahead = union_minutes((max(start, moment), end) for start, end in hours.planned if end > moment)
    return RoundProgress(
        cohort=cohort,
        rule=rule,
        hours=hours,
        ways=[
            _way(member, hours, rule, ahead, moment, works.get(member.member.pk), valid.get(member.member.pk))
            for member in hours.members
            if member.member.left_at is None
        ],
        begins=timezone.localdate(min(start for start, _end in hours.planned)) if hours.planned else None,
        ends=timezone.localdate(max(end for _start, end in hours.planned)) if hours.planned else None,
    )


def _way(
    row: MemberHours,
    hours: CohortHours,
    rule: RuleVersion,
    ahead: int,
    moment: datetime.datetime,
    work: Work | None,
    certificate: Certificate | None,
) -> Way:
    attended, missed, to_come = 0, [], []
    for session in hours.sessions if rule.obligatory else ():
        if not session.obligatory:
            continue
        here = row.sessions.get(session.pk)
        if here is not None and here.state in WAS_THERE:
            attended += 1
        elif session.ends_at <= moment:
            missed.append(session)
        else:
            to_come.append(session)
    return Way(
        member=row.member,
        planned=hours.planned_minutes,
        attended=row.attended_minutes,
        needed=needed_minutes(hours.planned_minutes, rule.share),
        ahead=ahead,
        obligatory_attended=attended,
        obligatory_missed=tuple(missed),
        obligatory_ahead=tuple(to_come),
        work=work,
        rule=rule,
        certificate=certificate,
    )
