"""All who went through the cycle received a certificate: by a rule over all planned hours, issued round by round.

That all 64 received one is the report's; the share is an example.
"""

import datetime
from uuid import NAMESPACE_URL, uuid5

from talka.certificates.actions import carry_on, issue_certificates, set_rule, show_name
from talka.certificates.models import Certificate
from talka.certificates.queries import round_progress
from talka.programmes.models import Cohort
from talka.site.demo.calendar import at
from talka.site.demo.regions import VILNIUS, Ground
from talka.site.demo.texts import lt

DAYS_AFTER = datetime.timedelta(days=3)


def issue_to_all(ground: Ground, cohorts: dict[str, Cohort]) -> None:
    """One rule for the cycle, and the certificates of each round some days after its last."""
    cycle = next(iter(cohorts.values())).cycle
    rule = set_rule(
        acting_user=ground.coordinator,
        cycle=cycle,
        title=lt("Vietos kultūros grupių kvalifikacijos kėlimo ciklas", "Training cycle for local culture groups"),
        about=lt(
            "Kultūros inovacijos, rinkodara, senamiesčio įveiklinimas ir dizaino mąstymas savo vietovei.",
            "Cultural innovation, marketing, activating an old town, and design thinking for one’s own place.",
        ),
        share=70,
        signed_name=str(ground.coordinator.name),
        signed_role=lt("Ateities visuomenės institutas", "Institute of Future Society"),
    )
    for name, cohort in cohorts.items():
        ended = cohort.ends_on or datetime.date(2017, 5, 31)
        moment = at(ended + DAYS_AFTER, 12, zone=VILNIUS)
        ready = round_progress(cohort, rule, moment).ready
        issued = issue_certificates(
            acting_user=ground.coordinator,
            cohort=cohort,
            rule=rule,
            members=[way.member.pk for way in ready],
            field_id=uuid5(NAMESPACE_URL, f"certificates of {name}"),
            now=moment,
            later=False,
        )
        carry_on(issued=issued, letters=False)
    _some_show_their_name(cohorts)


def _some_show_their_name(cohorts: dict[str, Cohort]) -> None:
    """A few holders let the public page show who they are."""
    found = Certificate.objects.filter(member__cohort__in=cohorts.values())
    for number, certificate in enumerate(found):
        if number % 7 == 0:
            show_name(certificate=certificate, shown=Certificate.Shown.FULL)
        elif number % 7 == 3:
            show_name(certificate=certificate, shown=Certificate.Shown.INITIALS)
