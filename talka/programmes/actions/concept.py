"""Writing the concept of a programme, and keeping what it says as a numbered version."""

from typing import TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.versions.actions import freeze
from talka.foundation.versions.models import FrozenVersion
from talka.foundation.wording import Wording
from talka.identity.models import Account
from talka.programmes.models import Concept, Programme
from talka.programmes.queries import concept_content


class ConceptChanges(TypedDict, total=False):
    """What `write_concept` may change; what is left out stays as it is. The last two are the programme's own."""

    background: Wording
    aim: Wording
    approach: Wording
    aims: Wording
    target_groups: Wording


OF_PROGRAMME = ("aims", "target_groups")


@transaction.atomic
def write_concept(*, acting_user: Account | None, programme: Programme, **changes: Unpack[ConceptChanges]) -> Concept:
    """Change what is given. Goals and audience are the programme's aims and target groups: they are written once."""
    concept, _made = Concept.objects.get_or_create(programme=programme)
    shared = []
    for field, value in changes.items():
        if field in OF_PROGRAMME:
            setattr(programme, field, value)
            shared.append(field)
        else:
            setattr(concept, field, value)
    if shared:
        programme.save(update_fields=shared)
    concept.touched_at, concept.touched_by = timezone.now(), acting_user
    concept.save()
    record(
        acting_user=acting_user,
        network=programme.network,
        verb="wrote the concept",
        target=programme,
        fields=sorted(changes),
    )
    return concept


@transaction.atomic
def keep_concept(*, acting_user: Account | None, programme: Programme) -> FrozenVersion:
    """Keep the concept as it stands as the next version; from then on the public reads versions alone.

    Raises Refusal while it says neither what it aims at nor what happens when.
    """
    content = concept_content(programme)
    if not any(content["aim"].values()) and not any(cycle["days"] for cycle in content["cycles"]):
        raise Refusal(_("Write the aim or design the days first; there is nothing to keep yet."))
    concept, _made = Concept.objects.get_or_create(programme=programme)
    version = freeze(acting_user=acting_user, network=programme.network, target=concept, content=content)
    record(
        acting_user=acting_user,
        network=programme.network,
        verb="kept the concept",
        target=programme,
        version=version.number,
    )
    return version
