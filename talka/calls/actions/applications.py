"""Beginning an application, saving it as one goes, sending, withdrawing, and not admitting it."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from talka.calls import clock, rules
from talka.calls.actions.letters import write_later
from talka.calls.actions.reviews import open_if_complete
from talka.calls.eligibility import all_met, checks
from talka.calls.events import ApplicationSent
from talka.calls.models import Application, ApplicationFile, Call
from talka.calls.words import closed_words
from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.events import send
from talka.foundation.owners.models import Owner
from talka.foundation.threads.actions import end_deleted
from talka.identity.models import Account


@dataclass(frozen=True)
class Begun:
    """`repeated`: the same sending came before. `known`: such an application stands; its letter was sent again."""

    application: Application
    repeated: bool = False
    known: bool = False


@transaction.atomic
def begin_application(
    *,
    call: Call,
    name: str,
    email: str,
    kind: str,
    contact: str = "",
    field_id: uuid.UUID | None = None,
    owner: Owner | None = None,
    acting_user: Account | None = None,
    language: str = "",
    content: dict[str, Any] | None = None,
    letter: bool = True,
) -> Begun:
    """Begin an application and send its secret link by letter.

    `field_id` is made by the client: the same id with the same content is success and adds nothing. Raises Refusal
    where the call is not open, or a member of the network has an application already.
    """
    standing = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    identity = field_id or uuid.uuid4()
    before = Application.objects.filter(field_id=identity).first()
    if before is not None:
        if before.call_id == standing.pk and before.email == email.lower() and before.name == name:
            return Begun(before, repeated=True)
        identity = uuid.uuid4()
    if not rules.is_open(standing):
        raise Refusal(closed_words(standing))
    living = standing.applications.exclude(state=Application.State.WITHDRAWN)
    if owner is not None and living.filter(owner=owner).exists():
        raise Refusal(_("%(name)s has an application to this call already.") % {"name": owner.name}, "owner")
    known = living.filter(email__iexact=email, name__iexact=name).first()
    if known is not None:
        write_later("begun", known.pk)
        return Begun(known, known=True)
    highest = standing.applications.aggregate(highest=Max("number"))["highest"] or 0
    made = Application.objects.create(
        call=standing,
        number=highest + 1,
        field_id=identity,
        owner=owner,
        account=acting_user,
        name=name,
        email=email.lower(),
        language=language or get_language() or "",
        content={"name": name, "contact": contact, "kind": kind, **(content or {})},
        terms_version=standing.version,
    )
    if letter:
        write_later("begun", made.pk)
    return Begun(made)


@transaction.atomic
def take_over(*, application: Application, call: Call, acting_user: Account | None = None) -> Begun:
    """Begin an application to a call that was drafted from the one this was written for, with all that was typed.

    Raises Refusal where the call was not drafted from that one, is not open, or an application stands already.
    """
    if call.drafted_from_id != application.call_id:
        raise Refusal(_("This is another call; begin an application to it."))
    typed = application.content
    begun = begin_application(
        call=call,
        name=application.name,
        email=application.email,
        kind=str(typed.get("kind", "")),
        contact=str(typed.get("contact", "")),
        owner=application.owner,
        acting_user=acting_user or application.account,
        language=application.language,
        content=typed,
    )
    if not begun.known:
        ApplicationFile.objects.bulk_create(
            ApplicationFile(application=begun.application, key=each.key, file_id=each.file_id)
            for each in application.files.all()
        )
    return begun


@transaction.atomic
def save_application(*, application: Application, content: dict[str, Any], email: str | None = None) -> Application:
    """Keep what is being typed. What was sent stays as it is until it is sent again.

    Also after the deadline: nothing that somebody typed is lost. Raises Refusal once it is withdrawn, or the
    decision is announced.
    """
    locked = _locked(application)
    if not rules.may_be_typed(locked):
        raise Refusal(_("This application can no longer be changed."))
    name = str(content.get("name", "")).strip() or locked.name
    if email:
        locked.email = email.lower()
    twin = (
        locked.call.applications.exclude(state=Application.State.WITHDRAWN)
        .exclude(pk=locked.pk)
        .filter(email__iexact=locked.email, name__iexact=name)
    )
    if twin.exists():
        raise Refusal(_("You have begun another application under this name."), "name")
    locked.content = {**locked.content, **content, "name": name}
    locked.name = name
    locked.saved_at = clock.now()
    locked.save(update_fields=["content", "name", "email", "saved_at"])
    _carried(locked, application)
    return application


@transaction.atomic
def send_application(
    *, application: Application, acting_user: Account | None = None, letter: bool = True
) -> Application:
    """Freeze what was typed as what counts. May be done again until the deadline.

    Raises Refusal one moment after the deadline, and where the check is not met; the draft stays as it is.
    """
    locked = _locked(application)
    call = locked.call
    now = clock.now()
    if locked.state == Application.State.WITHDRAWN:
        raise Refusal(_("This application is withdrawn."))
    if rules.is_called_off(call):
        raise Refusal(_("This call was called off. What you typed is kept."))
    if not rules.is_open(call, now):
        closed = timezone.localtime(call.closes_at) if call.closes_at else now
        raise Refusal(
            _(
                "It is late: the call closed on %(day)s at %(time)s. What you typed is kept as a draft; it does not count."
            )
            % {"day": date_format(closed, "DATE_FORMAT"), "time": date_format(closed, "TIME_FORMAT")}
        )
    files = list(locked.files.select_related("file"))
    if not all_met(checks(call.terms, locked.content, [each.key for each in files])):
        raise Refusal(_("It cannot be sent yet: look at the check below. What you typed is kept."))
    locked.sent = {
        **locked.content,
        "files": [{"key": each.key, "name": each.file.name, "file": each.file_id} for each in files],
    }
    locked.state, locked.sent_at, locked.terms_version = Application.State.SENT, now, call.version
    locked.save(update_fields=["sent", "state", "sent_at", "terms_version"])
    _carried(locked, application)
    record(acting_user=acting_user, network=call.network, verb="application came", target=call, number=locked.number)
    if letter:
        write_later("sent", locked.pk)
    send(ApplicationSent(application_id=locked.pk))
    return application


@transaction.atomic
def withdraw_application(*, application: Application, acting_user: Account | None = None) -> Application:
    """Take it back. Possible until marks are opened or the call is called off; twice changes nothing."""
    locked = _locked(application)
    if locked.state == Application.State.WITHDRAWN:
        return application
    if rules.is_called_off(locked.call):
        raise Refusal(_("This call was called off; nobody reads your application any more."))
    if not rules.may_be_withdrawn(locked):
        raise Refusal(_("The panel is discussing it; write to the host to withdraw now."))
    locked.state, locked.withdrawn_at = Application.State.WITHDRAWN, clock.now()
    locked.save(update_fields=["state", "withdrawn_at"])
    _carried(locked, application)
    call = locked.call
    record(
        acting_user=acting_user, network=call.network, verb="application withdrawn", target=call, number=locked.number
    )
    write_later("withdrawn", locked.pk)
    open_if_complete(call)
    return application


@transaction.atomic
def set_aside(*, acting_user: Account | None, application: Application, reason: str) -> Application:
    """Do not admit an application whose statements turned out not to hold; an empty reason admits it again.

    Raises Refusal before the deadline and once marks are opened.
    """
    locked = _locked(application)
    call = locked.call
    if not rules.is_reviewed(call) or locked.state != Application.State.SENT:
        raise Refusal(_("Applications are admitted between the deadline and the opening of the marks."))
    locked.set_aside_reason = reason.strip()
    locked.save(update_fields=["set_aside_reason"])
    _carried(locked, application)
    verb = "application set aside" if locked.set_aside_reason else "application admitted"
    record(acting_user=acting_user, network=call.network, verb=verb, target=call, number=locked.number)
    if locked.set_aside_reason:
        write_later("set_aside", locked.pk)
        open_if_complete(call)
    return application


@transaction.atomic
def forget_applications(*, account: Account) -> None:
    """Take a person out: their drafts go; what was sent for themselves loses its words, for others only their name."""
    for application in Application.objects.filter(account=account) | Application.objects.filter(
        email__iexact=account.email
    ):
        if application.state == Application.State.DRAFT:
            end_deleted(thing=application)
            application.delete()
            continue
        gone: dict[str, Any] = {"contact": "…"}
        if application.sent.get("kind") == "person":
            gone |= {"name": "…", "answers": {}, "may_be_named": False, "files": []}
            application.name = "…"
        application.content = {**application.content, **{k: v for k, v in gone.items() if k != "files"}}
        application.sent = {**application.sent, **gone}
        application.email = f"forgotten-{application.pk}@invalid.example"
        application.account = None
        application.save(update_fields=["name", "content", "sent", "email", "account"])
        if application.sent.get("kind") == "person":
            application.files.all().delete()


def _locked(application: Application) -> Application:
    return Application.objects.select_for_update(of=("self",)).select_related("call__network").get(pk=application.pk)


def _carried(locked: Application, application: Application) -> None:
    for name in (
        "content", "sent", "name", "email", "state", "saved_at", "sent_at", "withdrawn_at", "set_aside_reason",
        "terms_version",
    ):  # fmt: skip
        setattr(application, name, getattr(locked, name))
