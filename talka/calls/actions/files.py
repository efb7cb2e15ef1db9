"""Attachments of an application. What was sent keeps the files that it names, whatever happens to the draft."""

from django.db import transaction
from django.utils.translation import gettext as _

from talka.calls import rules
from talka.calls.models import Application, ApplicationFile
from talka.foundation.access import Refusal
from talka.foundation.files.actions import keep_file
from talka.foundation.owners.models import Visibility
from talka.identity.models import Account


@transaction.atomic
def attach_file(
    *, application: Application, key: str, name: str, data: bytes, acting_user: Account | None = None
) -> ApplicationFile:
    """Bring one of the attachments that the call asks for; one that stood there is replaced.

    Raises Refusal where the call does not ask for it, or the file is of a kind that is not kept.
    """
    if not rules.may_be_typed(application):
        raise Refusal(_("This application can no longer be changed."))
    if all(each.key != key for each in application.call.terms.files):
        raise Refusal(_("The call does not ask for this attachment."))
    kept = keep_file(
        acting_user=acting_user,
        network=application.call.network,
        owner=None,
        name=name,
        data=data,
        visibility=Visibility.PRIVATE,
    )
    made, _new = ApplicationFile.objects.update_or_create(application=application, key=key, defaults={"file": kept})
    return made


@transaction.atomic
def detach_file(*, application: Application, key: str) -> None:
    """Take an attachment out of the draft."""
    if not rules.may_be_typed(application):
        raise Refusal(_("This application can no longer be changed."))
    application.files.filter(key=key).delete()
