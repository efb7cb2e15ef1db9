"""Setting the rule by which a cycle's certificate is earned."""

from django.db import transaction
from django.utils.translation import gettext as _

from talka.certificates.models import Rule, RuleVersion
from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.wording import Wording
from talka.identity.models import Account
from talka.programmes.models import Cycle

KEPT = ("title", "about", "share", "obligatory", "work", "work_title", "signed_name", "signed_role")


@transaction.atomic
def set_rule(
    *,
    acting_user: Account | None,
    cycle: Cycle,
    title: Wording,
    about: Wording | None = None,
    share: int = 80,
    obligatory: bool = False,
    work: bool = False,
    work_title: Wording | None = None,
    signed_name: str = "",
    signed_role: Wording | None = None,
) -> RuleVersion:
    """A new version of the cycle's rule, or the newest one where nothing is different.

    Certificates that were issued keep the version by which they were earned. Raises Refusal where the rule asks nothing
    of anybody.
    """
    if share <= 0 and not obligatory and not work:
        raise Refusal(
            _("A rule asks for something: a share of the hours, the obligatory sessions, or a work."), "share"
        )
    rule, _made = Rule.objects.select_for_update().get_or_create(cycle=cycle)
    values = {
        "title": title,
        "about": about or {},
        "share": share,
        "obligatory": obligatory,
        "work": work,
        "work_title": (work_title or {}) if work else {},
        "signed_name": signed_name,
        "signed_role": signed_role or {},
    }
    newest = rule.versions.first()
    if newest is not None and all(getattr(newest, field) == values[field] for field in KEPT):
        return newest
    version = RuleVersion.objects.create(
        rule=rule, number=newest.number + 1 if newest else 1, made_by=acting_user, **values
    )
    record(
        acting_user=acting_user,
        network=cycle.programme.network,
        verb="set certificate rule",
        target=cycle.programme,
        cycle=cycle.pk,
        version=version.number,
    )
    return version
