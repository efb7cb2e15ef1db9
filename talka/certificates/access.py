"""The only way to rules, rounds, works, certificates and keys."""

from uuid import UUID

from django.db.models import QuerySet

from talka.certificates import codes, rules
from talka.certificates.models import Certificate, CertificateSet, RuleVersion, SigningKey, Work
from talka.foundation.access import Absent, Viewer, or_absent
from talka.identity.models import Network
from talka.programmes.models import Cohort, Cycle
from talka.programmes.queries import programmes_visible


def cycle_to_run(viewer: Viewer, cycle_id: int) -> Cycle:
    """The cycle if this viewer runs its programme; Absent otherwise. The same holds for the next three."""
    found = or_absent(
        Cycle.objects.filter(pk=cycle_id, programme__in=programmes_visible(viewer))
        .select_related("programme__network", "programme__owner")
        .first()
    )
    if not rules.may_run_cycle(viewer, found):
        raise Absent
    return found


def round_to_run(viewer: Viewer, cohort_id: int) -> Cohort:
    found = or_absent(
        Cohort.objects.filter(pk=cohort_id, cycle__programme__in=programmes_visible(viewer))
        .select_related("cycle__programme__network", "cycle__programme__owner", "locality")
        .first()
    )
    if not rules.may_run_round(viewer, found):
        raise Absent
    return found


def set_to_run(viewer: Viewer, set_id: int) -> CertificateSet:
    found = or_absent(CertificateSet.objects.select_related("rule__rule").filter(pk=set_id).first())
    found.cohort = round_to_run(viewer, found.cohort_id)
    return found


def work_to_decide(viewer: Viewer, member_id: int) -> Work:
    found = or_absent(Work.objects.select_related("file", "member__participant").filter(member_id=member_id).first())
    found.member.cohort = round_to_run(viewer, found.member.cohort_id)
    return found


# Of what a certificate stands in the place of, or what stands in its, nobody reads the credential here.
NOT_OF_OTHERS = ("replaced_by__credential", "replaced_by__token", "replaces__credential", "replaces__token")


def _certificates(network: Network) -> "QuerySet[Certificate]":
    return Certificate.objects.filter(network=network, made_at__isnull=False).select_related(
        "network",
        "key",
        "paper",
        "issued_in__rule__rule",
        "replaced_by",
        "replaces",
        "member__cohort__locality",
        "member__cohort__cycle__programme__owner",
        "member__cohort__cycle__programme__network",
    )


def certificate_by_code(network: Network, typed: str) -> Certificate:
    """For its public page: anybody who has the code. Absent while its paper is not made yet."""
    code = codes.tidy(typed)
    return or_absent(_certificates(network).defer("token", *NOT_OF_OTHERS).filter(code=code).first() if code else None)


def certificate_by_secret(network: Network, secret: UUID) -> Certificate:
    """For its holder, by the link of the letter. Absent once the holder was erased."""
    return or_absent(_certificates(network).defer(*NOT_OF_OTHERS).filter(secret=secret, erased_at__isnull=True).first())


def certificate_to_mend(viewer: Viewer, typed: str) -> Certificate:
    """To be revoked or issued anew: for those who run the programme that it belongs to."""
    found = certificate_by_code(viewer.network, typed)
    round_to_run(viewer, found.member.cohort_id)
    return found


def rule_version(network: Network, rule_id: int, number: int) -> RuleVersion:
    """A wording of a rule, public once a certificate was issued by it: the credential points there."""
    return or_absent(
        RuleVersion.objects.filter(rule__cycle__programme__network=network, rule_id=rule_id, number=number)
        .filter(sets__isnull=False)
        .select_related("rule__cycle__programme__network", "rule__cycle__programme__owner")
        .distinct()
        .first()
    )


def key_by_number(network: Network, number: int) -> SigningKey:
    """A published key: every key of a network stays published."""
    return or_absent(SigningKey.objects.filter(network=network, number=number).select_related("network").first())


def key_to_revoke(viewer: Viewer, number: int) -> SigningKey:
    if not rules.may_keep_keys(viewer):
        raise Absent
    return key_by_number(viewer.network, number)
