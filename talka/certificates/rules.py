"""What may be done with certificates, as sentences."""

from talka.certificates.models import Certificate, RuleVersion, Work
from talka.foundation.access import Viewer
from talka.programmes import rules as programme_rules
from talka.programmes.models import Cohort, Cycle


def may_run_cycle(viewer: Viewer, cycle: Cycle) -> bool:
    """Set its rule, see who is how far, issue and revoke: whoever runs the programme."""
    return viewer.is_member and programme_rules.may_run(viewer, cycle.programme)


def may_run_round(viewer: Viewer, cohort: Cohort) -> bool:
    return may_run_cycle(viewer, cohort.cycle)


def may_keep_keys(viewer: Viewer) -> bool:
    """Make new signing keys and withdraw trust from old ones."""
    return viewer.is_coordinator


def may_hand_in(work: Work | None) -> bool:
    """Until it is accepted, a work can be handed in again."""
    return work is None or work.state != Work.State.ACCEPTED


def asks_something(rule: RuleVersion) -> bool:
    """A rule under which nobody has to do anything is none."""
    return rule.share > 0 or rule.obligatory or rule.work


def holds(certificate: Certificate) -> bool:
    return certificate.made_at is not None and certificate.revoked_at is None
