"""A letter that waits and a request that waits, in the network and in the other one."""

from talka.foundation.owners.models import Standing, StandingRole
from talka.identity.actions import make_account
from talka.identity.models import NetworkMembership
from talka.organisations.actions import add_locality, ask_to_join, invite
from tests.world import World


def extend(world: World) -> None:
    world.empty_locality = add_locality(acting_user=world.coordinator, network=world.network, name="Empty Village")
    world.invitation = invite(
        acting_user=world.coordinator,
        network=world.network,
        email="invited@example.org",
        roles=[(world.third_organisation, StandingRole.DIRECTOR, "director")],
        message="Come and see.",
    )
    world.directors_invitation = invite(
        acting_user=world.director,
        network=world.network,
        email="colleague@example.org",
        roles=[(world.organisation, StandingRole.STAFF, "")],
    )
    world.foreign_invitation = invite(acting_user=world.stranger, network=world.other_network, email="far@example.org")
    world.asker = make_account(email="asker@example.org", name="Asker")
    world.join_request = ask_to_join(
        acting_user=world.asker,
        network=world.network,
        name="Asker",
        organisation_name="Town Library",
        kind="library",
        locality_name="tomaszów mazowiecki",
        message="We would like to share our room.",
    )
    world.staff_standing = Standing.objects.get(owner=world.organisation, account=world.staff)
    world.staff_membership = NetworkMembership.objects.get(network=world.network, account=world.staff)
