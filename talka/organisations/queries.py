"""Reading localities, members, people, invitations and requests. Query counts do not grow with the rows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Count, ForeignObjectRel, Q, QuerySet
from django.utils import timezone

from talka.foundation.access import Viewer
from talka.foundation.owners.models import Owner, OwnerKind, PartnershipMember, Standing, StandingRole
from talka.identity.models import Account, Network, NetworkMembership, NetworkRole
from talka.organisations.models import Invitation, JoinRequest, Locality, Profile, Sector


def localities(network: Network) -> list[Locality]:
    return list(Locality.objects.filter(network=network).order_by("name", "part_of"))


def uses_of(places: Iterable[Locality]) -> dict[int, dict[str, int]]:
    """Locality id → kind of thing → how many stand in it, whatever room they are of: one query per kind."""
    ids = [place.pk for place in places]
    found: dict[int, dict[str, int]] = {pk: {} for pk in ids}
    for relation in Locality._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel) or relation.related_model._meta.auto_created:
            continue
        model, name = relation.related_model, relation.field.name
        counted = model._default_manager.filter(**{f"{name}__in": ids}).order_by().values_list(name)
        for pk, how_many in counted.annotate(how_many=Count("pk", distinct=True)):
            found[pk][str(model._meta.verbose_name_plural)] = how_many
    return found


@dataclass(frozen=True)
class Filters:
    """What a reader asked the directory for; empty texts ask for nothing."""

    words: str = ""
    kind: str = ""
    sector: str = ""
    locality: str = ""

    @property
    def are_set(self) -> bool:
        return bool(self.words or self.kind or self.sector or self.locality)


def directory(network: Network, filters: Filters | None = None, viewer: Viewer | None = None) -> "QuerySet[Profile]":
    """Organisations, groups and single members that fit, by name; partnerships stand apart.

    Words are looked for in what this viewer may read: name and public part for everybody, strengths, values and what
    is sought for members. Needs and challenges are never searched.
    """
    asked = filters or Filters()
    found = (
        Profile.objects.filter(network=network)
        .exclude(owner__kind=OwnerKind.PARTNERSHIP)
        .select_related("owner", "locality")
        .order_by("owner__name", "pk")
    )
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.sector:
        found = found.filter(sector=asked.sector)
    if asked.locality:
        found = found.filter(locality__slug=asked.locality)
    for word in asked.words.split()[:8]:
        fits = Q(owner__name__icontains=word) | Q(owner__short_name__icontains=word)
        fits |= Q(locality__name__icontains=word)
        pks = [pk for pk, texts in _texts(network, viewer) if word.casefold() in texts]
        found = found.filter(fits | Q(pk__in=pks))
    return found


def _texts(network: Network, viewer: Viewer | None) -> list[tuple[int, str]]:
    """Each profile's words, folded. JSON is kept with escapes in one database and without in the other, so the
    texts are compared here and not there; a network has hundreds of members, not millions."""
    fields = ["about", "offers"]
    if viewer is not None and viewer.is_member:
        fields += ["strengths", "values", "seeks"]
    rows = Profile.objects.filter(network=network).values_list("pk", *fields)
    return [(row[0], "\n".join(text for part in row[1:] for text in part.values()).casefold()) for row in rows]


def partnerships(network: Network) -> list[Profile]:
    """Partnerships by name; each `owner.partners` carries its members."""
    return list(
        Profile.objects.filter(network=network, owner__kind=OwnerKind.PARTNERSHIP)
        .select_related("owner")
        .prefetch_related("owner__partners__member__profile")
        .order_by("owner__name")
    )


def partnerships_of(owner: Owner) -> list[Profile]:
    return list(
        Profile.objects.filter(owner__partners__member=owner)
        .select_related("owner")
        .prefetch_related("owner__partners__member")
        .order_by("owner__name")
    )


def profiles_of(owner_ids: Iterable[int]) -> dict[int, Profile]:
    """Owner id → its profile, for pages that link to it."""
    return {p.owner_id: p for p in Profile.objects.filter(owner_id__in=owner_ids).select_related("owner", "locality")}


def my_organisations(viewer: Viewer) -> list[Profile]:
    """Those in which the person stands, whatever the role; partnerships are reached through them."""
    if viewer.account is None:
        return []
    standing = Standing.objects.filter(account=viewer.account, owner__network=viewer.network)
    return list(
        Profile.objects.filter(owner_id__in=standing.values("owner_id"))
        .select_related("owner", "locality")
        .annotate(people=Count("owner__standings"))
        .order_by("owner__name")
    )


def kinds_in_use(network: Network) -> list[str]:
    found = Profile.objects.filter(network=network).exclude(owner__kind=OwnerKind.PARTNERSHIP)
    return sorted(found.values_list("kind", flat=True).order_by().distinct())


def members_in_figures(network: Network) -> Mapping[str, int]:
    """How many organisations, groups, single members, localities and people: two queries."""
    kinds = dict(Owner.objects.filter(network=network).order_by().values_list("kind").annotate(how_many=Count("pk")))
    places = Locality.objects.filter(network=network).count()
    return {
        "organisations": kinds.get(OwnerKind.ORGANISATION, 0),
        "groups": kinds.get(OwnerKind.GROUP, 0),
        "singles": kinds.get(OwnerKind.SINGLE, 0),
        "partnerships": kinds.get(OwnerKind.PARTNERSHIP, 0),
        "localities": places,
    }


@dataclass
class Person:
    """A member of the network with their roles in it."""

    membership: NetworkMembership
    standings: list[Standing] = field(default_factory=list)
    email: str = ""  # empty where this viewer may not read it

    @property
    def account(self) -> Account:
        return self.membership.account


def memberships(network: Network, words: str = "") -> "QuerySet[NetworkMembership]":
    found = NetworkMembership.objects.filter(network=network).select_related("account", "network")
    if words:
        named = Q(account__name__icontains=words) | Q(account__email__icontains=words)
        found = found.filter(
            named | Q(account__standings__owner__network=network, account__standings__owner__name__icontains=words)
        )
        found = found.distinct()
    return found.order_by("account__name", "account__email")


def people(found: Iterable[NetworkMembership], viewer: Viewer) -> list[Person]:
    """These members with their roles; addresses only for coordinators and colleagues. One query more."""
    listed = [Person(membership) for membership in found]
    standings: dict[int, list[Standing]] = defaultdict(list)
    held = Standing.objects.filter(
        owner__network=viewer.network, account_id__in=[person.membership.account_id for person in listed]
    )
    for standing in held.select_related("owner__profile").order_by("owner__name"):
        standings[standing.account_id].append(standing)
    for person in listed:
        person.standings = standings[person.membership.account_id]
        colleague = any(standing.owner_id in viewer.acts_for for standing in person.standings)
        if viewer.is_coordinator or colleague or person.account == viewer.account:
            person.email = person.account.email
    return listed


def people_of(owner: Owner) -> list[Standing]:
    """Those who stand for an owner, directors first."""
    order = {"director": 0, "staff": 1, "interviewer": 2}
    found = Standing.objects.filter(owner=owner).select_related("account", "owner")
    return sorted(found, key=lambda s: (order.get(s.role, 9), str(s.account).casefold()))


def member_accounts(network: Network) -> list[Account]:
    """Everybody in the network by name, for choosing people."""
    return list(Account.objects.filter(memberships__network=network, is_active=True).order_by("name", "email"))


def invitations(viewer: Viewer) -> "QuerySet[Invitation]":
    """Coordinators see all letters of the network, directors those they wrote."""
    found = Invitation.objects.filter(network=viewer.network)
    if not viewer.is_coordinator:
        found = found.filter(invited_by=viewer.account)
    return found.select_related("invited_by", "accepted_by").prefetch_related("roles__owner")


def waiting_invitations(owner: Owner) -> list[Invitation]:
    return list(
        Invitation.objects.filter(
            roles__owner=owner,
            accepted_at__isnull=True,
            withdrawn_at__isnull=True,
            expires_at__gt=timezone.now(),
        ).order_by("email")
    )


def join_requests(network: Network) -> "QuerySet[JoinRequest]":
    return JoinRequest.objects.filter(network=network).select_related("account", "owner__profile", "decided_by")


def waiting_requests(network: Network) -> list[JoinRequest]:
    return list(join_requests(network).filter(state=JoinRequest.State.WAITING).order_by("asked_at"))


def my_request(network: Network, account: Account) -> JoinRequest | None:
    """The newest request of this person, whatever its state."""
    return JoinRequest.objects.filter(network=network, account=account).order_by("-asked_at").first()


def coordinated_alone(account: Account) -> list[Network]:
    """Networks with other members that this person alone coordinates."""
    held = NetworkMembership.objects.filter(account=account, role=NetworkRole.COORDINATOR).values("network_id")
    others = Count("memberships", filter=~Q(memberships__account=account))
    coordinators = Count("memberships", filter=Q(memberships__role=NetworkRole.COORDINATOR))
    found = Network.objects.filter(pk__in=held).annotate(others=others, coordinators=coordinators)
    return list(found.filter(others__gt=0, coordinators=1).order_by("name"))


def directed_alone(account: Account) -> list[Owner]:
    """Organisations with other people that this person alone directs."""
    held = Standing.objects.filter(account=account, role=StandingRole.DIRECTOR).values("owner_id")
    others = Count("standings", filter=~Q(standings__account=account))
    directors = Count("standings", filter=Q(standings__role=StandingRole.DIRECTOR))
    found = Owner.objects.filter(pk__in=held).annotate(others=others, directors=directors)
    return list(found.filter(others__gt=0, directors=1).order_by("name"))


@dataclass(frozen=True)
class Beginnings:
    """How far a new network has come."""

    localities: int
    organisations: int
    people: int
    invitations: int


def beginnings(network: Network) -> Beginnings:
    return Beginnings(
        localities=Locality.objects.filter(network=network).count(),
        organisations=Profile.objects.filter(network=network).count(),
        people=NetworkMembership.objects.filter(network=network).count(),
        invitations=Invitation.objects.filter(network=network).count(),
    )


def sectors_named(network: Network) -> list[tuple[str, str]]:
    used = set(Profile.objects.filter(network=network).values_list("sector", flat=True))
    return [(value, str(label)) for value, label in Sector.choices if value in used]


def members_of(partnership: Owner) -> list[PartnershipMember]:
    return list(partnership.partners.select_related("member__profile").order_by("member__name"))


def members_by_locality(network: Network) -> dict[int, int]:
    """Locality id → how many members of the network are at home there."""
    counted = Profile.objects.filter(network=network, locality__isnull=False).order_by().values_list("locality_id")
    return {pk: how_many for pk, how_many in counted.annotate(how_many=Count("pk")) if pk is not None}


def homes(network: Network, most: int = 60) -> list[tuple[Locality | None, list[Profile]]]:
    """Members by locality, for the network's home: at most so many, those without a locality last."""
    found = (
        Profile.objects.filter(network=network)
        .exclude(owner__kind=OwnerKind.PARTNERSHIP)
        .select_related("owner", "locality")
        .order_by("locality__name", "pk")[:most]
    )
    by_place: dict[int | None, tuple[Locality | None, list[Profile]]] = {}
    for profile in found:
        by_place.setdefault(profile.locality_id, (profile.locality, []))[1].append(profile)
    nowhere = by_place.pop(None, None)
    return [*by_place.values(), *([nowhere] if nowhere else [])]
