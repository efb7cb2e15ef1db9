"""Themes of a series: case examples, and what participants take home."""

from typing import TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.files.models import StoredFile
from talka.foundation.wording import Wording
from talka.gatherings.models import CaseExample, Meeting, SignUp, TakenHome
from talka.identity.models import Account
from talka.organisations.models import Locality


class ExampleChanges(TypedDict, total=False):
    """What `edit_example` may change."""

    title: Wording
    text: Wording
    who: str
    locality: Locality | None
    url: str
    file: StoredFile | None


@transaction.atomic
def set_theme(*, acting_user: Account | None, meeting: Meeting, theme: Wording, taken_home_seen_by: str) -> Meeting:
    """The theme of one gathering, and who reads what participants take home from it."""
    meeting.theme, meeting.taken_home_seen_by = theme, taken_home_seen_by
    meeting.save(update_fields=["theme", "taken_home_seen_by"])
    _record(acting_user, meeting, "set theme")
    return meeting


@transaction.atomic
def add_example(
    *,
    acting_user: Account | None,
    meeting: Meeting,
    title: Wording,
    text: Wording | None = None,
    who: str = "",
    locality: Locality | None = None,
    url: str = "",
    file: StoredFile | None = None,
) -> CaseExample:
    """Put a case example to a theme. Raises Refusal where locality or file are of another network."""
    example = CaseExample(
        meeting=meeting,
        title=title,
        text=text or {},
        who=who,
        locality=locality,
        url=url,
        file=file,
        position=meeting.examples.count() + 1,
    )
    _same_network(example)
    example.save()
    _record(acting_user, meeting, "added example")
    return example


@transaction.atomic
def edit_example(
    *, acting_user: Account | None, example: CaseExample, **changes: Unpack[ExampleChanges]
) -> CaseExample:
    """Change what is given."""
    for field, value in changes.items():
        setattr(example, field, value)
    _same_network(example)
    example.save()
    _record(acting_user, example.meeting, "edited example")
    return example


@transaction.atomic
def remove_example(*, acting_user: Account | None, example: CaseExample) -> None:
    """Take a case example away; its file stays kept."""
    _record(acting_user, example.meeting, "removed example")
    example.delete()


def _same_network(example: CaseExample) -> None:
    network = example.meeting.series.network_id
    if example.locality is not None and example.locality.network_id != network:
        raise Refusal(_("This locality is not of this network."), "locality")
    if example.file is not None and example.file.network_id != network:
        raise Refusal(_("This file is not of this network."), "file")


@transaction.atomic
def take_home(
    *,
    meeting: Meeting,
    words: str,
    signed: bool = False,
    sign_up: SignUp | None = None,
    account: Account | None = None,
) -> TakenHome | None:
    """Keep what one participant takes home; writing again changes it, nothing written takes it away.

    By the place that somebody kept, or by a member's account. Without `signed` no name stands beside it. The trail
    says nothing of it. Raises Refusal before the gathering has begun.
    """
    assert (sign_up is None) != (account is None), "by a place or by an account"
    if meeting.gathering.starts_at > timezone.now():
        raise Refusal(_("It has not begun yet. Write down afterwards what you take home."))
    own = {"sign_up": sign_up} if sign_up is not None else {"account": account}
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    if not words.strip():
        TakenHome.objects.filter(meeting=meeting, **own).delete()
        return None
    name = sign_up.name if sign_up is not None else account.name if account is not None else ""
    kept, _made = TakenHome.objects.update_or_create(
        meeting=meeting,
        **own,
        defaults={
            "words": words.strip(),
            "signed": signed,
            "name": name if signed else "",
            "comes_from": sign_up.comes_from if signed and sign_up is not None else "",
            "participant": sign_up.participant if sign_up is not None else None,
            "language": get_language() or "",
        },
    )
    return kept


@transaction.atomic
def forget_taken_home(*, account: Account) -> None:
    """Take away what an erased person wrote, by account or by a place kept with the same address."""
    TakenHome.objects.filter(account=account).delete()
    TakenHome.objects.filter(sign_up__account=account).delete()
    TakenHome.objects.filter(sign_up__email__iexact=account.email).delete()


def _record(acting_user: Account | None, meeting: Meeting, verb: str) -> None:
    series = meeting.series
    record(acting_user=acting_user, network=series.network, verb=verb, target=series, gathering=meeting.gathering_id)
