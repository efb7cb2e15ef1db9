"""Approval freezes a numbered version; sharing says who may read it."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talka.foundation.access import Refusal, viewer_for
from talka.foundation.access.viewer import Viewer
from talka.foundation.audit.actions import record
from talka.foundation.events import send
from talka.foundation.owners.models import Owner, Visibility
from talka.foundation.versions.actions import freeze
from talka.identity.models import Account
from talka.strategy.checks import blocking, run_checks
from talka.strategy.events import PlanApproved
from talka.strategy.models import Approval, Plan
from talka.strategy.snapshot import content_of, read_draft


@transaction.atomic
def approve_plan(
    *,
    acting_user: Account | None,
    plan: Plan,
    who: str,
    by_order: str = "",
    approved_on: datetime.date | None = None,
) -> Approval:
    """Freeze the draft as the plan's next version and write down who approved it, when and by which order.

    Raises Refusal where a blocking check does not hold, where nobody is named, and where the draft is the version
    that stands already.
    """
    plan = Plan.objects.select_for_update(of=("self",)).select_related("owner", "network").get(pk=plan.pk)
    if not who.strip():
        raise Refusal(_("Write who approves the plan."), "who")
    viewer = viewer_for(acting_user, plan.network) if acting_user else Viewer(network=plan.network)
    draft = read_draft(plan, viewer)
    open_checks = blocking(run_checks(draft))
    if open_checks:
        raise Refusal(
            ngettext(
                "%(number)s thing has to be filled in before approval: %(first)s",
                "%(number)s things have to be filled in before approval. The first: %(first)s",
                len(open_checks),
            )
            % {"number": len(open_checks), "first": open_checks[0].sentence}
        )
    version = freeze(
        acting_user=acting_user, network=plan.network, target=plan, content=content_of(draft), reason=by_order
    )
    if version.number == plan.version:
        raise Refusal(_("Nothing has changed since version %(number)s.") % {"number": version.number})
    approval = Approval.objects.create(
        plan=plan,
        version=version.number,
        approved_on=approved_on or timezone.localdate(),
        who=who.strip(),
        by_order=by_order.strip(),
        recorded_by=acting_user,
    )
    plan.version, plan.state = version.number, Plan.State.APPROVED
    plan.save(update_fields=["version", "state"])
    record(acting_user=acting_user, network=plan.network, verb="approved", target=plan, version=version.number)
    send(PlanApproved(plan.pk, version.number))
    return approval


@transaction.atomic
def share_plan(
    *, acting_user: Account | None, plan: Plan, visibility: str, shared_with: list[Owner] | None = None
) -> None:
    """Say who may read the approved version. The draft stays with its owner and the planning group.

    Raises Refusal before the first approval, and for "named others" without a name.
    """
    plan.refresh_from_db(fields=["version"])
    if not plan.version and visibility != Visibility.PRIVATE:
        raise Refusal(_("Approve the plan first; what others read is its approved version."), "visibility")
    chosen = [owner for owner in shared_with or [] if owner.network_id == plan.network_id and owner.pk != plan.owner_id]
    if visibility == Visibility.SHARED and not chosen:
        raise Refusal(_("Choose with whom you share it."), "shared_with")
    plan.visibility = visibility
    plan.save(update_fields=["visibility"])
    plan.shared_with.set(chosen if visibility == Visibility.SHARED else [])
    record(
        acting_user=acting_user,
        network=plan.network,
        verb="shared",
        target=plan,
        visibility=visibility,
        with_owners=[owner.pk for owner in chosen],
    )
