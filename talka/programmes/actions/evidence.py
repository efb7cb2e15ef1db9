"""Joining an expected result to what proves it, by threads."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.threads.actions import tie, untie
from talka.foundation.threads.kinds import Name, known_kinds
from talka.foundation.threads.models import Relation
from talka.identity.models import Account
from talka.programmes.models import ExpectedResult


@transaction.atomic
def join_evidence(
    *,
    acting_user: Account | None,
    result: ExpectedResult,
    join: Mapping[Name, int],
    part: Iterable[Name] = (),
) -> None:
    """Join things, each at a version (0: as it stands), and part others. Doing it twice changes nothing.

    The caller gives only what the acting user may see. Raises Refusal for a kind that no room knows.
    """
    network = result.stage.programme.network
    for kind, _identity in join:
        if kind not in known_kinds():
            raise Refusal(_("This cannot stand as evidence."))
    for name, version in join.items():
        tie(
            acting_user=acting_user,
            network=network,
            source=name,
            relation=Relation.BACKS,
            target=result,
            source_version=version,
        )
    parted = list(part)
    for name in parted:
        untie(network=network, source=name, relation=Relation.BACKS, target=result)
    if join or parted:
        record(
            acting_user=acting_user,
            network=network,
            verb="joined evidence",
            target=result.stage.programme,
            expected_result=result.pk,
        )
