"""What is mine to do in plans: gaps, promises, comments to answer, plans to approve."""

from collections.abc import Iterable, Mapping

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talka.foundation.access import Viewer
from talka.foundation.rooms import Task
from talka.strategy.models import (
    Measure,
    Plan,
    Promise,
    PromiseRole,
)
from talka.strategy.queries.plans import drafts_for, open_comments, standing
from talka.strategy.words import told


def tasks(viewer: Viewer) -> Iterable[Task]:
    """Measures without owner or time, promises to be taken into own plans, comments to answer, plans to approve."""
    if not viewer.acts_for:
        return
    plans = {plan.pk: plan for plan in drafts_for(viewer) if plan.owner_id in viewer.acts_for}
    yield from _gaps(plans, viewer)
    yield from _promises(viewer)
    for comment in open_comments(viewer):
        document = comment.plan or comment.swot
        assert document is not None
        name = "strategy:plan" if comment.plan_id else "strategy:swot"
        yield Task(
            title=_("Answer the comment of %(name)s") % {"name": comment.made_by_name},
            url=reverse(name, args=[viewer.network.slug, document.pk]) + f"#comment-{comment.pk}",
            button=_("Answer the comment"),
            owner=document.owner,
            about=str(document),
            programme_id=document.programme_id,
        )
    for plan in plans.values():
        if plan.owner_id in viewer.directs and plan.state == Plan.State.DRAFT:
            yield Task(
                title=_("Approve the plan") if not plan.version else _("Approve the changed plan"),
                url=reverse("strategy:approve", args=[viewer.network.slug, plan.pk]),
                button=_("See what is missing"),
                owner=plan.owner,
                about=told(plan.title, plan.language),
                programme_id=plan.programme_id,
            )


def _gaps(plans: Mapping[int, Plan], viewer: Viewer) -> Iterable[Task]:
    lacking = (
        Measure.objects.filter(standing(), operational_goal__goal__plan_id__in=plans)
        .filter(Q(responsible_name="", responsible=None) | Q(starts_on=None) | Q(ends_on=None))
        .values_list("operational_goal__goal__plan_id")
        .annotate(number=Count("pk"))
        .order_by("operational_goal__goal__plan_id")
    )
    for plan_id, number in lacking:
        plan = plans[plan_id]
        yield Task(
            title=ngettext(
                "Give %(number)s measure an owner and a time",
                "Give %(number)s measures an owner and a time",
                number,
            )
            % {"number": number},
            url=reverse("strategy:plan", args=[viewer.network.slug, plan.pk]) + "#checks",
            button=_("See the measures"),
            owner=plan.owner,
            about=told(plan.title, plan.language),
            programme_id=plan.programme_id,
        )


def _promises(viewer: Viewer) -> Iterable[Task]:
    waiting = Promise.objects.filter(
        standing("measure__"),
        owner_id__in=viewer.acts_for,
        role__in=[PromiseRole.LEADS, PromiseRole.GIVES],
        own_measure=None,
        measure__operational_goal__goal__plan__network=viewer.network,
    ).select_related("owner", "measure__operational_goal__goal__plan")
    for promise in waiting:
        plan = promise.measure.operational_goal.goal.plan
        yield Task(
            title=_("Take our promise into our own plan: %(words)s") % {"words": told(promise.words, plan.language)},
            url=reverse("strategy:take_promise", args=[viewer.network.slug, promise.pk]),
            button=_("Take it into our plan"),
            owner=promise.owner,
            about=told(plan.title, plan.language),
            programme_id=plan.programme_id,
        )
