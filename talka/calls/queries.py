"""Reading calls. Query counts do not grow with the rows."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Count, F, Q, QuerySet

from talka.calls import clock
from talka.calls.models import Application, Call, Decision, Inquiry, MarkChange, Outcome, Review, Reviewer
from talka.calls.ranking import Proposal, proposal_of
from talka.foundation.access import Viewer, visible_to
from talka.foundation.threads.models import Relation, Thread
from talka.foundation.versions.difference import Change, differences
from talka.foundation.versions.queries import versions_of
from talka.foundation.wording import Wording
from talka.identity.models import Network
from talka.organisations.models import Locality
from talka.organisations.queries import localities as all_localities


def calls_visible(viewer: Viewer) -> "QuerySet[Call]":
    """Calls of the viewer's network that the viewer may read: published ones as they are open, drafts of one's own,
    and those that one reviews."""
    allowed = Q(pk__in=visible_to(Call.objects.all(), viewer).values("pk"))
    if viewer.is_member and viewer.account is not None:
        mine = Reviewer.objects.filter(account=viewer.account, call__network=viewer.network)
        allowed |= Q(pk__in=mine.values("call_id"), version__gte=1)
    return Call.objects.filter(allowed, network=viewer.network)


def for_entries(calls: "QuerySet[Call]") -> "QuerySet[Call]":
    """With what a list shows of each: host, programme, `came` (applications that take part). One query."""
    return calls.select_related("owner", "programme", "network").annotate(
        came=Count("applications", filter=Q(applications__state="sent"), distinct=True)
    )


def open_calls(viewer: Viewer, now: datetime.datetime | None = None) -> "QuerySet[Call]":
    """Those to which one can apply, the nearest deadline first."""
    moment = now or clock.now()
    found = for_entries(calls_visible(viewer)).filter(state=Call.State.PUBLISHED, closes_at__gte=moment)
    return found.order_by("closes_at", "pk")


def closed_calls(viewer: Viewer, now: datetime.datetime | None = None) -> "QuerySet[Call]":
    """Those whose deadline has passed and those that were called off, newest first."""
    moment = now or clock.now()
    past = Q(closes_at__lt=moment) | Q(state=Call.State.CALLED_OFF)
    found = for_entries(calls_visible(viewer)).exclude(state=Call.State.DRAFT).filter(past)
    return found.order_by("-closes_at", "-pk")


def under_way(viewer: Viewer) -> "QuerySet[Call]":
    """Calls in which something is still to come, drafts of one's own included."""
    return calls_visible(viewer).exclude(state__in=[Call.State.ANNOUNCED, Call.State.CALLED_OFF])


def drafts(viewer: Viewer) -> list[Call]:
    """What one's own organisations are preparing."""
    if not viewer.acts_for:
        return []
    own = Call.objects.filter(network=viewer.network, owner_id__in=viewer.acts_for, state=Call.State.DRAFT)
    return list(for_entries(own).order_by("-made_at"))


def called_again(call: Call, viewer: Viewer) -> list[Call]:
    """Published calls that were drafted from this one. One query."""
    found = calls_visible(viewer).filter(drafted_from=call).exclude(state=Call.State.DRAFT)
    return list(found.select_related("network").order_by("published_at"))


def calls_of(programme_id: int, viewer: Viewer) -> list[Call]:
    found = for_entries(calls_visible(viewer)).filter(programme_id=programme_id).exclude(state=Call.State.DRAFT)
    return list(found.order_by("-closes_at", "-pk"))


@dataclass(frozen=True)
class Amendment:
    """A published version after the first: its number, when, what the host says of it, and what changed."""

    number: int
    at: datetime.datetime
    note: Wording
    changes: list[Change]


def amendments(call: Call) -> list[Amendment]:
    """Newest first. One query."""
    if call.version < 2:
        return []
    versions = versions_of(call)
    return [
        Amendment(
            newer.number,
            datetime.datetime.fromisoformat(newer.content["at"]),
            newer.content.get("note", {}),
            differences(older.content["terms"], newer.content["terms"]),
        )
        for newer, older in pairwise(versions)
    ]


def pending_changes(call: Call) -> list[Change]:
    """What the host has changed and not yet published."""
    return differences(call.terms_frozen, call.draft) if call.version else []


def answered(call: Call) -> list[Inquiry]:
    return list(call.inquiries.filter(answered_at__isnull=False).order_by("asked_at", "pk"))


def inquiries(call: Call) -> list[Inquiry]:
    """Unanswered first."""
    return list(call.inquiries.order_by(F("answered_at").asc(nulls_first=True), "asked_at", "pk"))


def locality_names(network: Network) -> dict[str, str]:
    return {place.slug: place.name for place in all_localities(network)}


def localities_by_slug(network: Network) -> dict[str, Locality]:
    return {place.slug: place for place in all_localities(network)}


@dataclass(frozen=True)
class Came:
    """How many applications there are; what they say is read after the deadline."""

    drafts: int
    sent: int
    withdrawn: int


def came(call: Call) -> Came:
    counted = dict(call.applications.order_by().values_list("state").annotate(many=Count("pk")))
    return Came(counted.get("draft", 0), counted.get("sent", 0), counted.get("withdrawn", 0))


def applications_sent(call: Call) -> list[Application]:
    """What was sent and not withdrawn, those not admitted included, each with its outcome."""
    return list(call.applications.filter(state="sent").select_related("outcome", "appeal", "owner").order_by("number"))


def my_applications(viewer: Viewer, call: Call | None = None) -> list[Application]:
    """Those of the viewer's own account and of those for whom they act."""
    if viewer.account is None:
        return []
    found = Application.objects.filter(call__network=viewer.network).exclude(state=Application.State.WITHDRAWN)
    if call is not None:
        found = found.filter(call=call)
    mine = Q(account=viewer.account) | Q(owner_id__in=viewer.acts_for)
    return list(found.filter(mine).select_related("call__network", "call__owner", "owner").order_by("pk"))


@dataclass
class Progress:
    """How far one reviewer is: declared, in conflict, scored, of how many."""

    reviewer: Reviewer
    of: int
    declared: int = 0
    conflicts: int = 0
    scored: int = 0

    @property
    def done(self) -> bool:
        return self.scored + self.conflicts >= self.of

    @property
    def to_score(self) -> int:
        return self.of - self.conflicts


def progress(call: Call) -> list[Progress]:
    """Every reviewer's progress, without a single mark: three queries."""
    of = call.applications.filter(state="sent", set_aside_reason="").count()
    found = {each.pk: Progress(each, of) for each in call.reviewers.select_related("account")}
    reviews = Review.objects.filter(
        reviewer__call=call, application__state="sent", application__set_aside_reason=""
    ).values_list("reviewer_id", "conflict", "scored_at")
    for reviewer_id, conflict, scored_at in reviews:
        one = found[reviewer_id]
        one.declared += 1
        one.conflicts += conflict
        one.scored += scored_at is not None
    return list(found.values())


def conflicts(call: Call) -> list[Review]:
    """All declared conflicts, for the host and the panel."""
    return list(
        Review.objects.filter(reviewer__call=call, conflict=True)
        .select_related("reviewer__account", "application")
        .order_by("application__number", "pk")
    )


@dataclass(frozen=True)
class ToReview:
    """One application on a reviewer's list; `review` None until they have declared."""

    application: Application
    review: Review | None

    @property
    def state(self) -> str:
        if self.review is None:
            return "declare"
        if self.review.conflict:
            return "conflict"
        return "scored" if self.review.scored_at else "begun" if self.review.marks else "score"


def to_review(reviewer: Reviewer) -> list[ToReview]:
    own = {each.application_id: each for each in reviewer.reviews.all()}
    applications = reviewer.call.applications.filter(state="sent", set_aside_reason="").order_by("number")
    return [ToReview(each, own.get(each.pk)) for each in applications]


def mark_changes(call: Call) -> list[MarkChange]:
    return list(
        MarkChange.objects.filter(review__reviewer__call=call)
        .select_related("review__reviewer__account", "review__application")
        .order_by("changed_at", "pk")
    )


def outcomes(decision: Decision) -> list[Outcome]:
    """The decision line by line: selected, then the reserve list, then the others in the order of the ranking."""
    rank = {"selected": 0, "reserve": 1, "not_selected": 2}
    found = list(decision.outcomes.select_related("application__owner"))
    return sorted(found, key=lambda each: (rank[each.result], each.reserve_number or 0, each.place or 10**6, each.pk))


def decision_of(call: Call) -> Decision | None:
    return Decision.objects.filter(call=call).first()


def not_yet_become(calls: Iterable[Call], today: datetime.date) -> Counter[int]:
    """For each announced call of a programme that still runs, how many of the selected became nothing in it yet. Two queries."""
    running = [
        call.pk
        for call in calls
        if call.state == Call.State.ANNOUNCED and call.programme is not None and call.programme.ends_on >= today
    ]
    if not running:
        return Counter()
    selected = dict(
        Outcome.objects.filter(decision__call__in=running, result=Outcome.Result.SELECTED).values_list(
            "application_id", "decision__call_id"
        )
    )
    became = Thread.objects.filter(
        source_kind=Application._meta.label_lower,
        source_id__in=[str(each) for each in selected],
        relation=Relation.BECOMES,
    )
    gone_on = {int(each) for each in became.values_list("source_id", flat=True)}
    return Counter(call for application, call in selected.items() if application not in gone_on)


def proposal(call: Call) -> Proposal:
    """The ranking of a call as its marks stand, and what the arithmetic proposes. Two queries."""
    return proposal_of(call)
