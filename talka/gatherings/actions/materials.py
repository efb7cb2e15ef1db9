"""What is handed out before and after."""

from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.files.actions import drop_file, keep_file
from talka.foundation.wording import Wording
from talka.gatherings.models import Audience, Gathering, Material, Session
from talka.identity.models import Account


class MaterialChanges(TypedDict, total=False):
    """What `edit_material` may change; what is left out stays as it is."""

    title: Wording
    session: Session | None
    url: str
    when: str
    audience: str


@transaction.atomic
def add_material(
    *,
    acting_user: Account | None,
    gathering: Gathering,
    title: Wording,
    url: str = "",
    file_name: str = "",
    data: bytes | None = None,
    session: Session | None = None,
    when: str = Material.When.BEFORE,
    audience: str = Audience.PARTICIPANTS,
) -> Material:
    """Add a file or a link. Raises Refusal where it is neither or both, or the file is not of a kind that is kept."""
    if (data is None) == (not url):
        raise Refusal(_("Bring a file, or write a link: one of the two."), "url")
    if session is not None and session.gathering_id != gathering.pk:
        raise Refusal(_("The session stands in another agenda."), "session")
    kept = None
    if data is not None:
        # Served by this room alone, to whom the audience says; so the file itself is nobody else's.
        kept = keep_file(
            acting_user=acting_user, network=gathering.network, owner=gathering.owner, name=file_name, data=data
        )
    material = Material.objects.create(
        gathering=gathering,
        session=session,
        title=title,
        url=url,
        file=kept,
        when=when,
        audience=audience,
        added_by=acting_user,
    )
    _record(acting_user, gathering, "added material", material)
    return material


@transaction.atomic
def edit_material(*, acting_user: Account | None, material: Material, **changes: Unpack[MaterialChanges]) -> Material:
    """Change what is given. A file stays the file that was brought; for another one, bring it anew."""
    for field, value in changes.items():
        setattr(material, field, value)
    if (material.file_id is None) == (not material.url):
        raise Refusal(_("Bring a file, or write a link: one of the two."), "url")
    material.save()
    _record(acting_user, material.gathering, "edited material", material)
    return material


@transaction.atomic
def remove_material(*, acting_user: Account | None, material: Material) -> None:
    """Take it off the page; a file goes with it."""
    _record(acting_user, material.gathering, "removed material", material)
    kept = material.file
    material.delete()
    if kept is not None:
        drop_file(kept=kept)


def _record(acting_user: Account | None, gathering: Gathering, verb: str, material: Material) -> None:
    record(acting_user=acting_user, network=gathering.network, verb=verb, target=gathering, material=material.pk)
