from talka.foundation.access import viewer_for
from talka.foundation.audit.actions import record
from talka.foundation.audit.queries import records_for, trail_of
from talka.foundation.owners.models import Owner, Visibility
from talka.identity.models import Account, Network
from tests.foundation.test_access import programme


def test_a_record_of_a_private_thing_is_read_by_its_owner_only(
    network: Network, mok: Owner, director: Account, coordinator: Account, weaver: Account
) -> None:
    secret = programme(network, mok, Visibility.PRIVATE)
    open_one = programme(network, mok, Visibility.PUBLIC)
    for thing in (secret, open_one):
        record(acting_user=director, network=network, verb="made", target=thing, fields=["title"])

    def read(account: Account) -> set[str]:
        return {r.object_id for r in records_for(viewer_for(account, network))}

    assert read(director) == {str(secret.pk), str(open_one.pk)}
    assert read(coordinator) == {str(open_one.pk)}
    assert read(weaver) == set()
    (kept,) = trail_of("programmes.programme", str(open_one.pk), viewer_for(coordinator, network))
    assert (kept.verb, kept.account_name, kept.title, kept.details) == (
        "made",
        "Director",
        "A programme",
        {"fields": ["title"]},
    )
