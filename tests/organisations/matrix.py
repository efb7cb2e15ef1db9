"""Networks, localities, members, people, invitations and requests: who gets what."""

from typing import Any

from tests.matrix import SIGN_IN, Row, coordinators, everyone, members, owners, statuses
from tests.world import World

PEOPLE = owners(coordinator=200)  # staff and director of MOK, and the coordinator
DIRECTOR = statuses(404, visitor=SIGN_IN, director=200, coordinator=200)


def slug(world: World) -> str:
    return str(world.organisation.profile.slug)


def partnership(world: World) -> str:
    return str(world.partnership.profile.slug)


def standing(world: World) -> Any:
    return world.staff_standing.pk


MOK = {"slug": slug}
STANDING = {"slug": slug, "standing_id": standing}
MEMBERSHIP = {"membership_id": lambda world: world.staff_membership.pk}
LETTER = {"invitation_id": lambda world: world.invitation.pk}
DIRECTORS_LETTER = {"invitation_id": lambda world: world.directors_invitation.pk}
REQUEST = {"request_id": lambda world: world.join_request.pk}

ROWS = [
    Row("make_network", statuses(200, visitor=SIGN_IN)),
    Row("invitation", everyone(), {"token": lambda world: world.invitation.token}),
    Row("invitation", everyone(404), {"token": "no-such-token"}, note="unknown"),
    Row("organisations:settings", coordinators()),
    Row("organisations:localities", members()),
    Row("organisations:add_locality", coordinators()),
    Row("organisations:edit_locality", coordinators(), {"slug": "empty-village"}),
    Row("organisations:remove_locality", coordinators(), {"slug": "empty-village"}),
    Row("organisations:remove_locality", coordinators(302), {"slug": "empty-village"}, method="post"),
    Row("organisations:edit_locality", everyone(404) | {"visitor": SIGN_IN}, {"slug": "far-town"}, note="foreign"),
    Row("organisations:directory", everyone()),
    Row("organisations:directory", everyone(), query="?words=mok&kind=culture_centre", note="filtered"),
    Row("organisations:add", coordinators()),
    Row("organisations:make_partnership", coordinators()),
    Row("organisations:profile", everyone(), MOK),
    Row("organisations:profile", everyone(), {"slug": partnership}, note="partnership"),
    Row("organisations:profile", everyone(404), {"slug": "far-library"}, note="foreign"),
    Row("organisations:edit", PEOPLE, MOK),
    Row("organisations:edit", everyone(404) | {"visitor": SIGN_IN}, {"slug": partnership}, note="partnership"),
    Row("organisations:remove", coordinators(), MOK),
    Row("organisations:edit_partnership", coordinators(), {"slug": partnership}),
    Row("organisations:edit_partnership", everyone(404) | {"visitor": SIGN_IN}, MOK, note="no partnership"),
    Row("organisations:people_of", PEOPLE, MOK),
    Row("organisations:add_person", DIRECTOR, MOK),
    Row("organisations:change_standing", DIRECTOR, STANDING),
    Row("organisations:remove_standing", DIRECTOR, STANDING),
    Row(
        "organisations:remove_standing",
        statuses(404, visitor=SIGN_IN, director=302, coordinator=302),
        STANDING,
        method="post",
    ),
    Row("organisations:people", coordinators()),
    Row("organisations:change_role", coordinators(302), MEMBERSHIP, method="post"),
    Row("organisations:change_role", statuses(405, visitor=SIGN_IN, stranger=404), MEMBERSHIP),
    Row("organisations:remove_member", coordinators(), MEMBERSHIP),
    Row("organisations:remove_member", coordinators(302), MEMBERSHIP, method="post"),
    Row("organisations:invitations", DIRECTOR),
    Row("organisations:invite", DIRECTOR),
    Row("organisations:resend_invitation", coordinators(302), LETTER, method="post", note="the coordinator’s"),
    Row(
        "organisations:resend_invitation",
        statuses(404, visitor=SIGN_IN, director=302, coordinator=302),
        DIRECTORS_LETTER,
        method="post",
        note="the director’s",
    ),
    Row("organisations:withdraw_invitation", coordinators(302), LETTER, method="post"),
    Row(
        "organisations:withdraw_invitation",
        statuses(404, visitor=SIGN_IN),
        {"invitation_id": lambda world: world.foreign_invitation.pk},
        method="post",
        note="foreign",
    ),
    Row("organisations:join", everyone()),
    Row("organisations:join", statuses(200, visitor=SIGN_IN), method="post", note="nothing written"),
    Row("organisations:join_requests", coordinators()),
    Row("organisations:join_request", coordinators(), REQUEST),
    Row(
        "organisations:join_request",
        coordinators(302),
        REQUEST,
        method="post",
        data={"decline": "1", "owner": "new", "reason": "Full."},
    ),
]
