"""What this room holds that can prove a result of a programme: its approved plans."""

from django.db.models import Q
from django.utils.translation import gettext as _

from talka.foundation.access import Viewer
from talka.foundation.rooms import Evidence
from talka.strategy.models import Plan
from talka.strategy.queries.plans import drafts_for, plans_to_read
from talka.strategy.words import told


def evidence(programme_id: int, viewer: Viewer) -> list[Evidence]:
    """Plans that were approved, at the version that stands. One query."""
    readable = Q(pk__in=drafts_for(viewer).values("pk")) | Q(pk__in=plans_to_read(viewer).order_by().values("pk"))
    plans = (
        Plan.objects.filter(readable, programme_id=programme_id, version__gt=0)
        .select_related("owner")
        .order_by("kind", "owner__name", "pk")
    )
    return [
        Evidence(
            name=("strategy.plan", str(plan.pk)),
            title=told(plan.title, plan.language),
            label=str(plan.get_kind_display()),
            figures=_("Version %(number)d") % {"number": plan.version},
            owner=plan.owner,
            version=plan.version,
        )
        for plan in plans
    ]
