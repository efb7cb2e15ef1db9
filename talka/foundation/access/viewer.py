"""Who is looking: the account, the network they are in, and for whom they may act there."""

from dataclasses import dataclass, field

from talka.foundation.access.exceptions import Absent
from talka.foundation.owners.models import PartnershipMember, Standing, StandingRole
from talka.identity.models import Account, Network, NetworkRole
from talka.identity.queries import role_in


@dataclass(frozen=True)
class Viewer:
    """Read once per request; every rule and access function takes it.

    `acts_for` holds the ids of owners for which the person is director or staff, partnerships of those included;
    `directs` those for which they are director (again with partnerships); `interviews_for` adds interviewers.
    """

    network: Network
    account: Account | None = None
    role: str | None = None
    acts_for: frozenset[int] = field(default_factory=frozenset)
    directs: frozenset[int] = field(default_factory=frozenset)
    interviews_for: frozenset[int] = field(default_factory=frozenset)

    @property
    def is_member(self) -> bool:
        return self.role is not None

    @property
    def is_coordinator(self) -> bool:
        return self.role == NetworkRole.COORDINATOR

    @property
    def person(self) -> Account:
        """The signed-in account, for views behind `members_only`; Absent where nobody is signed in."""
        if self.account is None:
            raise Absent
        return self.account

    @property
    def signed_in(self) -> bool:
        return self.account is not None


def viewer_for(account: Account | None, network: Network) -> Viewer:
    """The viewer that this account is in this network: three queries, none for a visitor without account."""
    if account is None:
        return Viewer(network=network)
    role = role_in(network, account)
    if role is None:
        return Viewer(network=network, account=account)
    standings = list(Standing.objects.filter(account=account, owner__network=network).values_list("owner_id", "role"))
    acting = {owner for owner, held in standings if held in (StandingRole.DIRECTOR, StandingRole.STAFF)}
    directing = {owner for owner, held in standings if held == StandingRole.DIRECTOR}
    if acting:
        partnerships = PartnershipMember.objects.filter(member_id__in=acting)
        for partnership, member in partnerships.values_list("partnership_id", "member_id"):
            acting.add(partnership)
            if member in directing:
                directing.add(partnership)
    return Viewer(
        network=network,
        account=account,
        role=role,
        acts_for=frozenset(acting),
        directs=frozenset(directing),
        interviews_for=frozenset(acting | {owner for owner, _held in standings}),
    )
