import pytest

from talka.foundation.access import Absent, may_see, viewer_for, visible_to
from talka.foundation.owners.models import Owner, Standing, StandingRole, Visibility
from talka.identity.models import Account, Network
from talka.programmes.models import Programme


def programme(network: Network, owner: Owner, visibility: str) -> Programme:
    return Programme.objects.create(
        network=network,
        owner=owner,
        visibility=visibility,
        slug=f"{owner.short_name}-{visibility}".lower(),
        title={"en": "A programme"},
        starts_on="2026-01-01",
        ends_on="2026-12-31",
    )


def test_a_visitor_acts_for_nobody(network: Network) -> None:
    viewer = viewer_for(None, network)
    assert (viewer.is_member, viewer.is_coordinator, viewer.signed_in) == (False, False, False)
    with pytest.raises(Absent):
        _ = viewer.person


def test_staff_act_for_their_organisation_and_its_partnerships_but_direct_neither(
    network: Network, weaver: Account, tkacz: Owner, partnership: Owner
) -> None:
    viewer = viewer_for(weaver, network)
    assert viewer.acts_for == {tkacz.pk, partnership.pk}
    assert viewer.directs == set()


def test_a_director_directs_partnerships_too(
    network: Network, director: Account, mok: Owner, partnership: Owner
) -> None:
    assert viewer_for(director, network).directs == {mok.pk, partnership.pk}


def test_an_interviewer_collects_and_does_not_act(network: Network, weaver: Account, mok: Owner) -> None:
    Standing.objects.create(owner=mok, account=weaver, role=StandingRole.INTERVIEWER)
    viewer = viewer_for(weaver, network)
    assert mok.pk not in viewer.acts_for
    assert mok.pk in viewer.interviews_for


def test_standing_in_one_network_is_nothing_in_another(weaver: Account, other_network: Network) -> None:
    viewer = viewer_for(weaver, other_network)
    assert (viewer.is_member, viewer.acts_for) == (False, frozenset())


@pytest.mark.parametrize(
    ("visibility", "seen_by"),
    [
        (Visibility.PRIVATE, {"director"}),
        (Visibility.SHARED, {"director", "weaver"}),
        (Visibility.NETWORK, {"director", "weaver", "coordinator"}),
        (Visibility.PUBLIC, {"director", "weaver", "coordinator", "visitor"}),
    ],
)
def test_who_sees_what_mok_owns(
    network: Network,
    mok: Owner,
    tkacz: Owner,
    director: Account,
    weaver: Account,
    coordinator: Account,
    visibility: str,
    seen_by: set[str],
) -> None:
    thing = programme(network, mok, visibility)
    thing.shared_with.add(tkacz)
    viewers = {
        "director": viewer_for(director, network),
        "weaver": viewer_for(weaver, network),
        "coordinator": viewer_for(coordinator, network),
        "visitor": viewer_for(None, network),
    }
    one_by_one = {name for name, viewer in viewers.items() if may_see(thing, viewer)}
    in_a_list = {name for name, viewer in viewers.items() if thing in visible_to(Programme.objects.all(), viewer)}
    assert one_by_one == in_a_list == seen_by


def test_what_is_public_in_one_network_is_not_listed_in_another(
    network: Network, other_network: Network, mok: Owner
) -> None:
    thing = programme(network, mok, Visibility.PUBLIC)
    stranger = viewer_for(None, other_network)
    assert not may_see(thing, stranger)
    assert list(visible_to(Programme.objects.all(), stranger)) == []
