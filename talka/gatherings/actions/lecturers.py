"""Profiles of those who teach."""

from collections.abc import Sequence
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.files.actions import drop_file, keep_file
from talka.foundation.files.models import StoredFile
from talka.foundation.owners.models import Owner, Visibility
from talka.foundation.wording import Wording
from talka.gatherings.models import Lecturer, Session, SessionLecturer
from talka.identity.models import Account, Network


class LecturerChanges(TypedDict, total=False):
    """What `edit_lecturer` may change; what is left out stays as it is."""

    name: str
    about: Wording
    owner: Owner | None
    comes_from: str
    website: str


@transaction.atomic
def introduce_lecturer(
    *,
    acting_user: Account | None,
    network: Network,
    name: str,
    about: Wording | None = None,
    owner: Owner | None = None,
    comes_from: str = "",
    website: str = "",
    account: Account | None = None,
) -> Lecturer:
    """The profile of this name in the network, made where there is none yet. What stands in it is not overwritten."""
    name = " ".join(name.split())[:200]
    if not name:
        raise Refusal(_("Write a name."), "name")
    known = Lecturer.objects.filter(network=network, name__iexact=name).order_by("pk").first()
    if known is not None:
        return known
    lecturer = Lecturer.objects.create(
        network=network,
        name=name,
        about=about or {},
        owner=owner,
        comes_from=comes_from,
        website=website,
        account=account,
    )
    record(acting_user=acting_user, network=network, verb="introduced", target=lecturer)
    return lecturer


@transaction.atomic
def edit_lecturer(*, acting_user: Account | None, lecturer: Lecturer, **changes: Unpack[LecturerChanges]) -> Lecturer:
    for field, value in changes.items():
        setattr(lecturer, field, value)
    lecturer.save()
    record(acting_user=acting_user, network=lecturer.network, verb="edited", target=lecturer, fields=sorted(changes))
    return lecturer


@transaction.atomic
def set_portrait(
    *, acting_user: Account | None, lecturer: Lecturer, name: str = "", data: bytes | None = None
) -> Lecturer:
    """Keep this picture as the portrait; without data, take it away. Raises Refusal where it is not a picture."""
    portrait: StoredFile | None = None
    if data is not None:
        portrait = keep_file(
            acting_user=acting_user,
            network=lecturer.network,
            owner=None,
            name=name,
            data=data,
            visibility=Visibility.PUBLIC,
        )
        if not portrait.content_type.startswith("image/"):
            raise Refusal(_("“%(name)s” is not a picture. Bring a JPEG, PNG or WebP.") % {"name": name}, "portrait")
    before = lecturer.portrait
    lecturer.portrait = portrait
    lecturer.save(update_fields=["portrait"])
    if before is not None:
        drop_file(kept=before)
    record(acting_user=acting_user, network=lecturer.network, verb="edited", target=lecturer, fields=["portrait"])
    return lecturer


def set_lecturers(*, acting_user: Account | None, session: Session, lecturers: Sequence[Lecturer | str]) -> None:
    """Name who leads a session, in this order: profiles, or names whose profiles are found or made."""
    found: dict[int, Lecturer] = {}
    for each in lecturers:
        if isinstance(each, str):
            if not each.strip():
                continue
            each = introduce_lecturer(acting_user=acting_user, network=session.gathering.network, name=each)
        elif each.network_id != session.gathering.network_id:
            raise Refusal(_("The lecturer is not of this network."), "lecturers")
        found.setdefault(each.pk, each)
    session.taught_by.all().delete()
    SessionLecturer.objects.bulk_create(
        SessionLecturer(session=session, lecturer=lecturer, position=position)
        for position, lecturer in enumerate(found.values())
    )
