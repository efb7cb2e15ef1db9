"""Issuing certificates to those of a round who earned one."""

import datetime
from collections.abc import Callable, Collection
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.certificates import codes
from talka.certificates.actions.making import make_papers
from talka.certificates.events import CertificatesIssued
from talka.certificates.models import Certificate, CertificateSet, RuleVersion
from talka.certificates.progress import RoundProgress, Way, round_progress
from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.events import send
from talka.identity.models import Account, Network
from talka.programmes.models import Cohort

A_HANDFUL = 200
Kind = TypeVar("Kind", str, int)


@transaction.atomic
def issue_certificates(
    *,
    acting_user: Account | None,
    cohort: Cohort,
    rule: RuleVersion,
    members: Collection[int],
    field_id: UUID,
    now: datetime.datetime | None = None,
    later: bool = True,
) -> CertificateSet:
    """Issue to these members (ids of CohortMember) by this version of the rule; a job then makes the papers.

    `field_id` comes with the form: the same one again is the same set. With `later=False` no job is asked for, and the
    caller carries on itself. Raises Refusal where the rule was changed since the list was shown, where one of them has
    not earned it or has one already, or where nobody is named.
    """
    known = CertificateSet.objects.filter(field_id=field_id).first()
    if known is not None:
        return known
    # One person issues for a round at a time: the second waits here and then sees what the first did.
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    newest = RuleVersion.objects.filter(rule_id=rule.rule_id).first()
    if newest is None or newest.pk != rule.pk or rule.rule.cycle_id != cohort.cycle_id:
        raise Refusal(_("The rule was changed in the meantime. Look at the list again; nothing was issued."))
    moment = now or timezone.now()
    progress = round_progress(cohort, rule, moment)
    wanted = set(members)
    ready = [way for way in progress.ready if way.member.pk in wanted]
    if len(ready) != len(wanted):
        raise Refusal(
            _(
                "Somebody on the list has not earned a certificate any more, or has one already. Look again; nothing was issued."
            )
        )
    if not ready:
        raise Refusal(_("Tick at least one person."))
    network = cohort.cycle.programme.network
    try:
        with transaction.atomic():
            issued = CertificateSet.objects.create(
                cohort=cohort, rule=rule, field_id=field_id, issued_by=acting_user, issued_at=moment, touched_at=moment
            )
            rows = _rows(network, issued, progress, ready, moment)
            Certificate.objects.bulk_create(rows, batch_size=A_HANDFUL)
    except IntegrityError as problem:
        raise Refusal(
            _("Somebody issued certificates to this round at the same moment. Look at the list again.")
        ) from problem
    record(
        acting_user=acting_user,
        network=network,
        verb="issued certificates",
        target=cohort.cycle.programme,
        cohort=cohort.pk,
        number=len(ready),
    )
    send(CertificatesIssued(issued.pk))
    if later:
        transaction.on_commit(lambda: make_papers.enqueue(issued.pk))
    return issued


class Unused:
    """Codes, and places on the status list, that no certificate of a network has."""

    def __init__(self, network: Network) -> None:
        taken = Certificate.objects.filter(network=network).values_list("code", "status_index")
        self._taken: set[str | int] = {each for pair in taken for each in pair}

    def code(self) -> str:
        return self._first(codes.new_code)

    def place(self) -> int:
        return self._first(codes.status_index)

    def _first(self, make: Callable[[], Kind]) -> Kind:
        found = make()
        while found in self._taken:
            found = make()
        self._taken.add(found)
        return found


def _rows(
    network: Network, issued: CertificateSet, progress: RoundProgress, ready: list[Way], moment: datetime.datetime
) -> list[Certificate]:
    unused = Unused(network)
    revoked = Certificate.objects.filter(member__in=[way.member for way in ready], replaced_by__isnull=True)
    last = {each.member_id: each for each in revoked.only("member_id").order_by("pk")}
    rows = []
    for way in ready:
        person = way.member.participant
        rows.append(
            Certificate(
                network=network,
                member=way.member,
                issued_in=issued,
                code=unused.code(),
                status_index=unused.place(),
                replaces=last.get(way.member.pk),
                account_id=person.account_id,
                name=person.name,
                email=person.email,
                comes_from=person.owner.name if person.owner else person.comes_from,
                language=_language(person.language, network),
                issued_at=moment,
                facts=_facts(way, progress),
            )
        )
    return rows


def _language(wanted: str, network: Network) -> str:
    """The holder's language where the program speaks it, otherwise the network's."""
    spoken = [tag for tag, _name in settings.LANGUAGES]
    for tag in (wanted, wanted.split("-")[0]):
        if tag in spoken:
            return tag
    return network.language


def _facts(way: Way, progress: RoundProgress) -> dict[str, Any]:
    """The numbers as they stand now: they never change again, whatever becomes of the lists."""
    cohort = progress.cohort
    facts: dict[str, Any] = {
        "planned_minutes": way.planned,
        "attended_minutes": way.attended,
        "sessions": len(progress.hours.sessions),
        "programme": cohort.cycle.programme.title,
        "round": cohort.title,
        "locality": cohort.locality.name if cohort.locality else "",
        "starts_on": (progress.begins or cohort.starts_on or timezone.localdate()).isoformat(),
        "ends_on": (progress.ends or cohort.ends_on or timezone.localdate()).isoformat(),
    }
    if way.rule.obligatory:
        facts["obligatory"] = way.obligatory_attended
    if way.work is not None and way.work.decided_at is not None and way.rule.work:
        facts["work_accepted_on"] = timezone.localdate(way.work.decided_at).isoformat()
    return facts
