"""Keeping a place, without account, alone or as a group, and giving it back."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.owners.models import Owner
from talka.gatherings import queries, rules
from talka.gatherings.actions.letters import write_later
from talka.gatherings.actions.people import meet_participant
from talka.gatherings.actions.waiting import end, settle
from talka.gatherings.models import (
    Gathering,
    Invitation,
    InvitedGroup,
    Participant,
    SignUp,
    SignUpAnswer,
    SignUpQuestion,
    SignUpRules,
)
from talka.identity.models import Account
from talka.organisations.models import Locality

LETTER_OF = {SignUp.State.COMING: "kept", SignUp.State.OFFERED: "offered", SignUp.State.WAITING: "waiting"}


@dataclass(frozen=True)
class SignedUp:
    """What came of it.

    `repeated`   the same sending came before; nothing was added
    `known`      this address keeps or waits for a place already; its letter was sent again
    """

    sign_up: SignUp
    repeated: bool = False
    known: bool = False


@transaction.atomic
def sign_up(
    *,
    gathering: Gathering,
    name: str,
    email: str,
    comes_from: str = "",
    owner: Owner | None = None,
    sector: str = "",
    locality: Locality | None = None,
    company: Sequence[str] = (),
    answers: Mapping[int, str] | None = None,
    shown_as: str = SignUp.ShownAs.INITIALS,
    field_id: uuid.UUID | None = None,
    acting_user: Account | None = None,
    group: InvitedGroup | None = None,
    invitation: Invitation | None = None,
    language: str = "",
    letter: bool = True,
) -> SignedUp:
    """Keep a place, or the next place on the waiting list where all are kept.

    `field_id` is made by the client: the same id with the same content is success and adds nothing; the same id
    with other content is another person at the same page, and both are kept. One address keeps one place.
    `company` are the names of those who come along: all get a place, or none yet. `answers` by question id.
    The gathering's row is locked, so its capacity is never exceeded. Raises Refusal where sign-up is closed, is for
    those who are invited, the group is too large or an answer is missing.
    """
    standing = Gathering.objects.select_for_update().select_related("network").get(pk=gathering.pk)
    identity = field_id or uuid.uuid4()
    before = SignUp.objects.filter(field_id=identity).first()
    if before is not None:
        same = before.gathering_id == standing.pk and before.email == email.lower() and before.name == name
        if same:
            return SignedUp(before, repeated=True)
        identity = uuid.uuid4()
    if not rules.takes_sign_ups(standing):
        raise Refusal(_("Sign-up for this gathering is closed. The host can tell you whether there is still a way."))
    decided = queries.sign_up_rules(standing)
    invitation = invitation or queries.invited_by_address(standing, acting_user)
    if decided.only_invited and group is None and invitation is None:
        raise Refusal(_("This gathering is for those who are invited. The letter of invitation holds the link."))
    known = standing.sign_ups.filter(email__iexact=email).exclude(state=SignUp.State.CANCELLED).first()
    if known is not None:
        if letter:
            write_later(LETTER_OF[SignUp.State(known.state)], known.pk)
        return SignedUp(known, known=True)
    companions = [each.strip() for each in company if each.strip()]
    _fits(standing, decided, 1 + len(companions), bool(owner or comes_from.strip()))
    told = language or get_language() or ""
    common = {
        "gathering": standing,
        "owner": owner,
        "comes_from": comes_from or (owner.name if owner else ""),
        "sector": sector,
        "locality": locality,
        "group": group,
        "language": told,
        "state": SignUp.State.WAITING,
        "shown_as": shown_as,
        "rank": (standing.sign_ups.aggregate(last=Max("rank"))["last"] or 0) + 1,
        "signed_up_at": timezone.now(),
    }

    def met(who: str, address: str = "", account: Account | None = None) -> Participant:
        return meet_participant(
            network=standing.network,
            name=who,
            email=address,
            account=account,
            owner=owner,
            comes_from=comes_from,
            sector=sector,
            locality=locality,
            language=told,
        )

    made = SignUp.objects.create(
        field_id=identity,
        account=acting_user,
        participant=met(name, email, acting_user),
        name=name,
        email=email.lower(),
        **common,
    )
    for each in companions:
        SignUp.objects.create(led_by=made, name=each, participant=met(each), **common)
    _answer(made, queries.questions(standing), answers or {})
    if invitation is not None:
        invitation.answer, invitation.answered_at = Invitation.Answer.COMING, timezone.now()
        invitation.sign_up = made
        invitation.save(update_fields=["answer", "answered_at", "sign_up"])
    settle(standing, newcomer=made)
    made.refresh_from_db(fields=["state"])
    record(acting_user=acting_user, network=standing.network, verb="signed up", target=standing, sign_up=made.pk)
    if letter:
        write_later(LETTER_OF[SignUp.State(made.state)], made.pk)
    return SignedUp(made)


def _fits(gathering: Gathering, decided: SignUpRules, seats: int, has_organisation: bool) -> None:
    """A group that could never get places together is not let wait for ever."""
    if seats > max(decided.most_together, 1):
        raise Refusal(
            _("At most %(most)d people can sign up together here.") % {"most": decided.most_together}, "company"
        )
    if gathering.capacity is not None and seats > gathering.capacity:
        raise Refusal(_("There are only %(places)d places.") % {"places": gathering.capacity}, "company")
    most = decided.per_organisation
    if most is None:
        return
    if not has_organisation:
        raise Refusal(
            _("Write your organisation: places are counted for each. Or write that you come for yourself."),
            "comes_from",
        )
    if seats > most:
        raise Refusal(_("One organisation gets at most %(most)d places here.") % {"most": most}, "company")


def _answer(made: SignUp, asked: Sequence[SignUpQuestion], answers: Mapping[int, str]) -> None:
    for question in asked:
        value = answers.get(question.pk, "").strip()
        if not value:
            if question.required:
                raise Refusal(_("This must be answered."), f"question_{question.pk}")
            continue
        if question.kind == SignUpQuestion.Kind.CHOICE and value not in {each["key"] for each in question.options}:
            raise Refusal(_("Choose one of these."), f"question_{question.pk}")
        if question.kind == SignUpQuestion.Kind.YES_NO and value not in {"yes", "no"}:
            raise Refusal(_("Choose one of these."), f"question_{question.pk}")
        SignUpAnswer.objects.create(sign_up=made, question=question, value=value)


@transaction.atomic
def cancel_sign_up(
    *, acting_user: Account | None, sign_up: SignUp, by_host: bool = False, letter: bool = True
) -> SignUp:
    """Give a place back; the next who waits gets it and is told. Cancelling twice changes nothing.

    Whoever leads a group gives back the places of all; one of the others their own alone.
    """
    gathering = Gathering.objects.select_for_update().select_related("network").get(pk=sign_up.gathering_id)
    sign_up.refresh_from_db(fields=["state"])
    if sign_up.state == SignUp.State.CANCELLED:
        return sign_up
    had_place = sign_up.state == SignUp.State.COMING
    people = [sign_up, *sign_up.company.exclude(state=SignUp.State.CANCELLED)]
    end(people, SignUp.Ended.BY_HOST if by_host else SignUp.Ended.GAVE_BACK)
    if letter and sign_up.email and (had_place or by_host) and not rules.is_past(gathering):
        write_later("given_back", sign_up.pk)
    settle(gathering)
    record(
        acting_user=acting_user,
        network=gathering.network,
        verb="cancelled sign-up",
        target=gathering,
        sign_up=sign_up.pk,
    )
    return sign_up


@transaction.atomic
def forget_sign_up(*, sign_up: SignUp) -> None:
    """Take a person out of a list: a place for later is given back, one in the past stays as a number."""
    if not rules.is_past(sign_up.gathering):
        cancel_sign_up(acting_user=None, sign_up=sign_up, letter=False)
    sign_up.name = "…"
    sign_up.email = f"forgotten-{sign_up.pk}@invalid.example"
    sign_up.comes_from = ""
    sign_up.account = None
    sign_up.save(update_fields=["name", "email", "comes_from", "account"])
    SignUpAnswer.objects.filter(sign_up=sign_up).delete()
    sign_up.invitations.update(name="…", email=f"forgotten-{sign_up.pk}@invalid.example", account=None)
