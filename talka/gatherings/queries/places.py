"""Reading how places stand: the host's rules, who holds places, who waits in which order and why."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone

from talka.foundation.owners.models import Owner, StandingRole
from talka.foundation.owners.models import Standing as RoleInOwner
from talka.gatherings.models import (
    Gathering,
    Invitation,
    Participant,
    SectorPlaces,
    SignUp,
    SignUpAnswer,
    SignUpQuestion,
    SignUpRules,
    WaitingMove,
)
from talka.gatherings.places import Allocation, Party, Rule, Why, allocate, groups_may_be_passed
from talka.identity.models import Account, Network, NetworkMembership

LIVE = (SignUp.State.COMING, SignUp.State.OFFERED, SignUp.State.WAITING)


def sign_up_rules(gathering: Gathering) -> SignUpRules:
    """What the host decided; the defaults, not saved, where nothing was decided."""
    return SignUpRules.objects.filter(gathering=gathering).first() or SignUpRules(gathering=gathering)


@dataclass(frozen=True)
class Standing:
    """The parties that hold places and those that wait, in their order; `rows` holds the people of each by key."""

    rules: SignUpRules
    rule: Rule
    holding: list[Party]
    waiting: list[Party]
    rows: dict[int, list[SignUp]]
    sectors: list[SectorPlaces]

    @property
    def counted(self) -> bool:
        """Whether places are limited in any way."""
        return self.rule.capacity is not None or self.rule.per_organisation is not None

    def allocation(self) -> Allocation:
        return allocate(self.holding, self.waiting, self.rule)


def standing(gathering: Gathering, now: datetime.datetime) -> Standing:
    """How places stand: three queries, however many people there are."""
    rules = sign_up_rules(gathering)
    sectors = list(SectorPlaces.objects.filter(gathering=gathering))
    rows: dict[int, list[SignUp]] = {}
    for row in gathering.sign_ups.filter(state__in=LIVE).order_by("rank", "signed_up_at", "pk"):
        rows.setdefault(row.lead_id, []).append(row)
    holding: list[Party] = []
    waiting: list[Party] = []
    for key, people in rows.items():
        first = people[0]
        party = Party(key, len(people), organisation_key(first), first.sector)
        (waiting if first.state == SignUp.State.WAITING else holding).append(party)
    rule = Rule(
        capacity=gathering.capacity,
        per_organisation=rules.per_organisation,
        kept_for={each.sector: each.places for each in sectors if each.until > now},
        groups_may_be_passed=groups_may_be_passed(now, gathering.starts_at),
    )
    return Standing(rules, rule, holding, waiting, rows, sectors)


def organisation_key(sign_up: SignUp) -> str:
    """What a quota for organisations counts by: the member of the network, or the name as it was written."""
    return f"o{sign_up.owner_id}" if sign_up.owner_id else " ".join(sign_up.comes_from.casefold().split())


def places_due(gathering: Gathering, now: datetime.datetime | None = None) -> bool:
    """Whether an offer has run out, or somebody who waits could have a place now."""
    moment = now or timezone.now()
    if gathering.state != Gathering.State.PLANNED or gathering.ends_at < moment:
        return False
    found = standing(gathering, moment)
    late = [row for people in found.rows.values() for row in people if offer_is_over(row, moment)]
    return bool(late) or bool(found.waiting and found.allocation().placed)


def offer_is_over(sign_up: SignUp, now: datetime.datetime) -> bool:
    ends = sign_up.offer_ends_at
    return sign_up.state == SignUp.State.OFFERED and ends is not None and ends <= now


def gatherings_to_settle(now: datetime.datetime) -> list[Gathering]:
    """Planned ones with an offer that has run out, or with people who wait."""
    due = Q(sign_ups__state=SignUp.State.OFFERED, sign_ups__offer_ends_at__lte=now)
    waiting = Q(sign_ups__state=SignUp.State.WAITING)
    planned = Gathering.objects.filter(state=Gathering.State.PLANNED, ends_at__gte=now)
    return list(planned.filter(due | waiting).distinct().order_by("pk"))


@dataclass(frozen=True)
class Waiting:
    """One line of the list as everybody on it sees it: never a full name, an address or an organisation."""

    place: int
    shown: str
    seats: int
    since: datetime.datetime
    mine: bool
    why: Why | None


@dataclass(frozen=True)
class Move:
    shown: str
    from_place: int
    to_place: int
    why: str
    reason: str
    at: datetime.datetime
    mine: bool


@dataclass(frozen=True)
class WaitingList:
    """The whole list, the offers that are open, and what changed the order. `own` is one's own line."""

    lines: list[Waiting]
    offered: int
    moves: list[Move]
    stands: Standing
    own: Waiting | None = field(default=None)


def waiting_list(
    gathering: Gathering, viewing: SignUp | None = None, now: datetime.datetime | None = None
) -> WaitingList:
    """The list in its order: four queries. `viewing` is whoever reads it by their own letter."""
    stands = standing(gathering, now or timezone.now())
    waits = stands.allocation().waits
    own_key = viewing.lead_id if viewing else None
    lines = []
    for place, party in enumerate(stands.waiting, 1):
        lead = stands.rows[party.key][0]
        mine = party.key == own_key
        lines.append(Waiting(place, shown(lead), party.seats, lead.signed_up_at, mine, waits.get(party.key)))
    offered = sum(len(people) for people in stands.rows.values() if people[0].state == SignUp.State.OFFERED)
    moves = [
        Move(shown(m.sign_up), m.from_place, m.to_place, m.why, m.reason, m.moved_at, m.sign_up_id == own_key)
        for m in WaitingMove.objects.filter(gathering=gathering).select_related("sign_up")
    ]
    return WaitingList(lines, offered, moves, stands, next((line for line in lines if line.mine), None))


def shown(sign_up: SignUp) -> str:
    """How others on the list see somebody, as that person allows; empty for a number alone."""
    words = sign_up.name.split()
    if not words or sign_up.name == "…" or sign_up.shown_as == SignUp.ShownAs.NUMBER:
        return ""
    if sign_up.shown_as == SignUp.ShownAs.FIRST_NAME:
        return " ".join([words[0], *(f"{word[0].upper()}." for word in words[1:][-1:])])
    return " ".join(f"{word[0].upper()}." for word in [words[0], *words[1:][-1:]])


def waiting_order(gathering: Gathering) -> list[SignUp]:
    """Those who wait in their order, one row a party."""
    found = gathering.sign_ups.filter(state=SignUp.State.WAITING, led_by__isnull=True)
    return list(found.order_by("rank", "signed_up_at", "pk"))


def questions(gathering: Gathering) -> list[SignUpQuestion]:
    return list(gathering.sign_up_questions.order_by("position", "pk"))


def answers_of(gathering: Gathering) -> dict[int, dict[int, str]]:
    """By sign-up id and question id: for those who may see answers alone (`rules.may_see_answers`). One query."""
    found: dict[int, dict[int, str]] = {}
    for answer in SignUpAnswer.objects.filter(sign_up__gathering=gathering):
        found.setdefault(answer.sign_up_id, {})[answer.question_id] = answer.value
    return found


def invitations(gathering: Gathering) -> list[Invitation]:
    return list(gathering.invitations.select_related("owner", "group", "account", "sign_up"))


@dataclass(frozen=True)
class Answered:
    sent: int
    answered: int


def invitations_answered(gathering: Gathering) -> Answered:
    """How many were written to, and how many of them have answered. One query."""
    answers = list(gathering.invitations.values_list("answer", flat=True))
    return Answered(len(answers), sum(1 for answer in answers if answer))


def invited_by_address(gathering: Gathering, account: Account | None) -> Invitation | None:
    """The invitation that went to this account's own address, which it has proved."""
    if account is None:
        return None
    return gathering.invitations.filter(Q(account=account) | Q(email__iexact=account.email)).first()


def company_of(sign_ups: Iterable[SignUp]) -> dict[int, list[SignUp]]:
    """By the id of the one who leads: the others of the group. One query."""
    found: dict[int, list[SignUp]] = {}
    for row in SignUp.objects.filter(led_by__in=[each.pk for each in sign_ups]).order_by("pk"):
        found.setdefault(row.lead_id, []).append(row)
    return found


def people_of(network: Network, owners: Iterable[Owner], roles: Iterable[str]) -> list[tuple[Account, Owner | None]]:
    """Everybody who stands in one of these owners or has one of these roles, each once; "everybody" is every member
    of the network. Two queries."""
    asked = set(roles)
    found: dict[int, tuple[Account, Owner | None]] = {}
    standings = RoleInOwner.objects.filter(owner__network=network).select_related("account", "owner")
    of_owner = Q(owner__in=list(owners))
    of_role = Q(role__in=asked & set(StandingRole.values))
    for standing_ in standings.filter(of_owner | of_role).order_by("account__name", "pk"):
        found.setdefault(standing_.account_id, (standing_.account, standing_.owner))
    if "everybody" in asked:
        members = NetworkMembership.objects.filter(network=network).select_related("account").order_by("account__name")
        for membership in members:
            found.setdefault(membership.account_id, (membership.account, None))
    return [pair for pair in found.values() if pair[0].is_active]


def people_of_round(gathering: Gathering) -> list[Participant]:
    """Who goes through the gathering's round and can be written to, by name. One query at most."""
    if gathering.cohort_id is None:
        return []
    there = Participant.objects.filter(cohort_places__cohort=gathering.cohort_id, cohort_places__left_at__isnull=True)
    return list(there.exclude(email="").select_related("account", "owner").order_by("name", "pk"))


def answers_exported(account: Account) -> list[dict[str, str]]:
    """What this person answered at sign-up, as long as it stands."""
    own = SignUpAnswer.objects.filter(Q(sign_up__account=account) | Q(sign_up__email__iexact=account.email))
    return [
        {"gathering": str(each.sign_up.gathering), "question": str(each.question), "answer": each.value}
        for each in own.select_related("sign_up__gathering", "question")
    ]


def invitations_exported(account: Account) -> list[dict[str, str]]:
    """To what this person was invited by letter, and what they answered."""
    own = Invitation.objects.filter(Q(account=account) | Q(email__iexact=account.email)).select_related("gathering")
    return [
        {"gathering": str(each.gathering), "invited_at": each.invited_at.isoformat(), "answer": each.answer}
        for each in own
    ]
