"""What this room shows elsewhere."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from talka.foundation.access import Refusal, Viewer
from talka.foundation.owners.models import Standing
from talka.foundation.rooms import NavigationItem, Room, Section, Task
from talka.identity.models import Account, NetworkMembership
from talka.organisations import queries
from talka.organisations.models import Invitation, JoinRequest

SENTENCES = {
    ("organisations.locality", "added"): gettext_lazy("%(who)s added the locality %(title)s."),
    ("organisations.locality", "changed"): gettext_lazy("%(who)s changed the locality %(title)s."),
    ("organisations.locality", "removed"): gettext_lazy("%(who)s removed the locality %(title)s."),
    ("foundation.owner", "added"): gettext_lazy("%(who)s added %(title)s to the network."),
    ("foundation.owner", "changed"): gettext_lazy("%(who)s changed the profile of %(title)s."),
    ("foundation.owner", "removed"): gettext_lazy("%(who)s removed %(title)s from the network."),
    ("foundation.owner", "made"): gettext_lazy("%(who)s made the partnership %(title)s."),
    ("foundation.owner", "joined"): gettext_lazy("%(who)s changed who belongs to %(title)s."),
    ("foundation.standing", "given"): gettext_lazy("%(who)s gave %(person)s a role in %(organisation)s."),
    ("foundation.standing", "removed"): gettext_lazy("%(who)s took %(person)s out of %(organisation)s."),
    ("identity.networkmembership", "joined"): gettext_lazy("%(person)s joined the network."),
    ("identity.networkmembership", "made coordinator"): gettext_lazy("%(who)s made %(person)s coordinator."),
    ("identity.networkmembership", "made member"): gettext_lazy("%(who)s made %(person)s a member again."),
    ("identity.networkmembership", "removed"): gettext_lazy("%(who)s took %(person)s out of the network."),
    ("organisations.invitation", "sent"): gettext_lazy("%(who)s invited %(title)s."),
    ("organisations.invitation", "sent again"): gettext_lazy("%(who)s sent the invitation to %(title)s again."),
    ("organisations.invitation", "withdrawn"): gettext_lazy("%(who)s withdrew the invitation to %(title)s."),
    ("organisations.invitation", "accepted"): gettext_lazy("%(who)s accepted an invitation."),
    ("organisations.joinrequest", "asked"): gettext_lazy("%(title)s asked to join."),
    ("organisations.joinrequest", "accepted"): gettext_lazy("%(who)s accepted the request of %(title)s."),
    ("organisations.joinrequest", "declined"): gettext_lazy("%(who)s declined the request of %(title)s."),
}


def navigation(viewer: Viewer) -> Iterator[NavigationItem]:
    yield NavigationItem(
        "organisations", _("Organisations"), reverse("organisations:directory", args=[viewer.network.slug]), 40
    )


def tasks(viewer: Viewer) -> Iterator[Task]:
    """Requests to answer; the first steps of a new network; a profile that still says nothing."""
    if viewer.account is None:
        return
    slug = viewer.network.slug
    if viewer.is_coordinator:
        yield from _to_coordinate(viewer)
    for profile in queries.my_organisations(viewer):
        if profile.owner_id in viewer.directs and not (profile.about or profile.strengths or profile.offers):
            yield Task(
                title=_("Say what %(name)s is good at") % {"name": profile.owner.short_name},
                url=reverse("organisations:edit", args=[slug, profile.slug]),
                button=_("Write the profile"),
                owner=profile.owner,
                about=_("A few sentences, strengths and offers; others find you by them."),
            )


def _to_coordinate(viewer: Viewer) -> Iterator[Task]:
    slug = viewer.network.slug
    for asked in queries.waiting_requests(viewer.network):
        yield Task(
            title=_("Answer %(name)s, who asks to join") % {"name": asked.organisation_name},
            url=reverse("organisations:join_request", args=[slug, asked.pk]),
            button=_("Read the request"),
            due=asked.asked_at.date(),
            about=_("%(person)s wrote through the open invitation.") % {"person": asked.name},
        )
    begun = queries.beginnings(viewer.network)
    if not begun.localities:
        yield Task(
            title=_("Add the first locality"),
            url=reverse("organisations:add_locality", args=[slug]),
            button=_("Add a locality"),
            about=_("Towns and villages in which the network works."),
        )
    if begun.organisations < 2:
        yield Task(
            title=_("Add the organisations of the network"),
            url=reverse("organisations:add", args=[slug]),
            button=_("Add an organisation"),
            about=_("Culture centres, libraries, local groups, artists: each gets its colour and shape."),
        )
    elif begun.people < 2 and not begun.invitations:
        yield Task(
            title=_("Invite the people of the network"),
            url=reverse("organisations:invite", args=[slug]),
            button=_("Write invitations"),
            about=_("You are alone here so far. A letter brings each of them in with their role."),
        )


def desk_sections(_id: int, viewer: Viewer) -> Iterator[Section]:
    mine = queries.my_organisations(viewer)
    if mine:
        yield Section(
            key="my_organisations",
            template="organisations/parts/desk.html",
            context={"profiles": mine, "directs": viewer.directs, "acts_for": viewer.acts_for},
            order=40,
        )


def export_person(account: Account) -> Mapping[str, Any]:
    """Where the person belongs, what they do there, and the letters that name their address."""
    memberships = NetworkMembership.objects.filter(account=account).select_related("network")
    standings = Standing.objects.filter(account=account).select_related("owner__network")
    letters = Invitation.objects.filter(email=account.email).select_related("network")
    requests = JoinRequest.objects.filter(account=account).select_related("network")
    return {
        "networks": [
            {"network": m.network.name, "role": m.role, "since": m.joined_at.isoformat()} for m in memberships
        ],
        "organisations": [
            {"network": s.owner.network.name, "organisation": s.owner.name, "role": s.role, "what": s.title}
            for s in standings
        ],
        "invitations": [
            {"network": i.network.name, "address": i.email, "name": i.name, "sent": i.invited_at.isoformat()}
            for i in letters
        ],
        "requests_to_join": [
            {
                "network": r.network.name,
                "name": r.name,
                "organisation": r.organisation_name,
                "message": r.message,
                "state": r.state,
                "asked": r.asked_at.isoformat(),
            }
            for r in requests
        ],
    }


def erase_person(account: Account) -> None:
    """Leave every network. Raises Refusal where others would be left without coordinator or director."""
    left_alone = [network.name for network in queries.coordinated_alone(account)]
    left_alone += [owner.name for owner in queries.directed_alone(account)]
    if left_alone:
        raise Refusal(
            _("You alone direct or coordinate: %(names)s. Hand this over to somebody else first.")
            % {"names": ", ".join(left_alone)}
        )
    Standing.objects.filter(account=account).delete()
    Invitation.objects.filter(email=account.email).update(email="erased@invalid", name="")
    JoinRequest.objects.filter(account=account).update(name="—", message="")
    JoinRequest.objects.filter(account=account, state=JoinRequest.State.WAITING).delete()


ROOM = Room(
    name="organisations",
    navigation=navigation,
    tasks=tasks,
    desk_sections=desk_sections,
    export_person=export_person,
    erase_person=erase_person,
)
