"""Knowing a person once, and taking them into a round of a cycle."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.owners.models import Owner
from talka.gatherings.models import CohortMember, Participant
from talka.identity.models import Account, Network
from talka.organisations.models import Locality
from talka.programmes.models import Cohort


def meet_participant(
    *,
    network: Network,
    name: str,
    email: str = "",
    account: Account | None = None,
    owner: Owner | None = None,
    comes_from: str = "",
    sector: str = "",
    locality: Locality | None = None,
    language: str = "",
) -> Participant:
    """The person behind this address, made where they were not known.

    What is known already is not overwritten: anybody may sign up with anybody's address. What was empty is filled.
    Without an address each call is another person.
    """
    given = {
        "account": account,
        "owner": owner,
        "comes_from": comes_from,
        "sector": sector,
        "locality": locality,
        "language": language,
    }
    known = _by_address(network, email)
    if known is None:
        try:
            with transaction.atomic():
                return Participant.objects.create(network=network, name=name, email=email.lower(), **given)
        except IntegrityError:
            # Two sendings met; the other one made the row between our look and our insert.
            known = Participant.objects.get(network=network, email=email.lower())
    filled = [field for field, value in given.items() if value and not getattr(known, field)]
    for field in filled:
        setattr(known, field, given[field])
    if filled:
        known.save(update_fields=filled)
    return known


def _by_address(network: Network, email: str) -> Participant | None:
    if not email:
        return None
    return Participant.objects.filter(network=network, email__iexact=email).first()


@transaction.atomic
def join_cohort(*, acting_user: Account | None, cohort: Cohort, participant: Participant) -> CohortMember:
    """Take a person into the round; one who had left comes back. Doing it twice changes nothing.

    Raises Refusal where the person is not known in the round's network.
    """
    network = cohort.cycle.programme.network
    if participant.network_id != network.pk:
        raise Refusal(_("This person is not known in this network."))
    member, made = CohortMember.objects.get_or_create(cohort=cohort, participant=participant)
    if not made and member.left_at is None:
        return member
    if not made:
        member.left_at, member.left_reason = None, ""
        member.save(update_fields=["left_at", "left_reason"])
    _record(acting_user, cohort, "took into round", member)
    return member


@transaction.atomic
def leave_cohort(*, acting_user: Account | None, member: CohortMember, reason: str = "") -> CohortMember:
    """Somebody leaves the round; what they attended stays in its history."""
    if member.left_at is None:
        member.left_at, member.left_reason = timezone.now(), reason
        member.save(update_fields=["left_at", "left_reason"])
        _record(acting_user, member.cohort, "left round", member)
    return member


def _record(acting_user: Account | None, cohort: Cohort, verb: str, member: CohortMember) -> None:
    programme = cohort.cycle.programme
    record(
        acting_user=acting_user,
        network=programme.network,
        verb=verb,
        target=programme,
        cohort=cohort.pk,
        participant=member.participant_id,
    )


@transaction.atomic
def forget_participant(*, participant: Participant) -> None:
    """Take name and address from a person; attendance stays as a number, with sector and locality."""
    participant.name = "…"
    participant.email = ""
    participant.comes_from = ""
    participant.account = None
    participant.forgotten_at = timezone.now()
    participant.save(update_fields=["name", "email", "comes_from", "account", "forgotten_at"])
    participant.merged.update(name="…", comes_from="")
    participant.attendance.exclude(excuse="").update(excuse="")
    participant.attendance_claims.update(words="", answer="")
