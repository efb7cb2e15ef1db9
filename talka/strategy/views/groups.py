from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from talka.foundation.access import Absent, NetworkRequest, members_only, or_absent
from talka.foundation.forms import carried_out
from talka.strategy import actions, queries
from talka.strategy.access import group_for
from talka.strategy.forms import MakeGroupForm, MakePlanForm, MakeSwotForm, MemberForm, RoleForm
from talka.strategy.models import GroupMember, GroupRole, PlanningGroup
from talka.strategy.views.common import page, programme_crumbs


@members_only
def index(request: NetworkRequest) -> HttpResponse:
    """Planning groups, SWOTs and plans that this person may read, and what they may begin."""
    viewer = request.viewer
    drafts = list(queries.drafts_for(viewer).order_by("owner__name", "pk"))
    return page(
        request,
        "strategy/index.html",
        {
            "title": _("SWOT and plans"),
            "groups": queries.groups_for(viewer).order_by("owner__name"),
            "swots": queries.swots_for(viewer).order_by("owner__name"),
            "drafts": drafts,
            "shared": queries.plans_to_read(viewer).exclude(pk__in=[plan.pk for plan in drafts]),
            "may_begin": bool(viewer.acts_for),
        },
    )


def _may_begin(request: NetworkRequest) -> None:
    if not request.viewer.acts_for:
        raise Absent


@members_only
def make_group(request: NetworkRequest) -> HttpResponse:
    _may_begin(request)
    form = MakeGroupForm(request.POST or None, viewer=request.viewer, initial=request.GET.dict())
    if request.method == "POST":
        group = carried_out(form, lambda: actions.make_group(acting_user=request.viewer.person, **form.cleaned_data))
        if group is not None:
            return redirect("strategy:group", network=request.network.slug, group_id=group.pk)
    return page(
        request,
        "page/form.html",
        {
            "form": form,
            "title": _("Make a planning group"),
            "lead": _("The people who look at the organisation honestly and write its plan, with outside experts."),
            "button": _("Make the group"),
            "back_url": reverse("strategy:index", args=[request.network.slug]),
        },
    )


@members_only
def make_swot(request: NetworkRequest) -> HttpResponse:
    _may_begin(request)
    form = MakeSwotForm(request.POST or None, viewer=request.viewer, initial={"points_each": 10, **request.GET.dict()})
    if request.method == "POST":
        swot = carried_out(form, lambda: actions.make_swot(acting_user=request.viewer.person, **form.cleaned_data))
        if swot is not None:
            return redirect("strategy:swot", network=request.network.slug, swot_id=swot.pk)
    return page(
        request,
        "page/form.html",
        {
            "form": form,
            "title": _("Begin a SWOT"),
            "lead": _("It stays with the organisation and its planning group until you share it."),
            "button": _("Begin"),
            "back_url": reverse("strategy:index", args=[request.network.slug]),
        },
    )


@members_only
def make_plan(request: NetworkRequest) -> HttpResponse:
    _may_begin(request)
    initial = {"language": request.network.language, **request.GET.dict()}
    form = MakePlanForm(request.POST or None, viewer=request.viewer, initial=initial)
    if request.method == "POST":
        plan = carried_out(form, lambda: actions.make_plan(acting_user=request.viewer.person, **form.cleaned_data))
        if plan is not None:
            return redirect("strategy:plan", network=request.network.slug, plan_id=plan.pk)
    return page(
        request,
        "page/form.html",
        {
            "form": form,
            "title": _("Begin a plan"),
            "lead": _("Of an organisation it is a development plan, of a partnership the cooperation plan of all."),
            "button": _("Begin"),
            "back_url": reverse("strategy:index", args=[request.network.slug]),
        },
    )


@members_only
def group(request: NetworkRequest, group_id: int) -> HttpResponse:
    """Who is in the group; its owner's people and its own writers take others in."""
    found, rights = group_for(request.viewer, group_id)
    form = MemberForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST":
        if not rights.writes:
            raise Absent
        member = carried_out(
            form,
            lambda: actions.add_group_member(acting_user=request.viewer.person, group=found, **form.cleaned_data),
        )
        if member is not None:
            messages.success(request, _("%(name)s is in the group.") % {"name": member.name})
            return redirect("strategy:group", network=request.network.slug, group_id=found.pk)
    members = list(found.members.select_related("account"))
    return page(
        request,
        "strategy/group.html",
        {
            "title": str(found),
            "group": found,
            "rights": rights,
            "members": [member for member in members if member.role != GroupRole.EXPERT],
            "experts": [member for member in members if member.role == GroupRole.EXPERT],
            "swots": found.swots.select_related("owner"),
            "plans": found.plans.select_related("owner"),
            "form": form,
            "crumbs": [*programme_crumbs(request, found), (str(found), "")],
        },
    )


def _member(request: NetworkRequest, group_id: int, member_id: int) -> tuple[PlanningGroup, GroupMember]:
    found, rights = group_for(request.viewer, group_id)
    member = or_absent(found.members.filter(pk=member_id).first())
    if not rights.writes:
        raise Absent
    return found, member


@members_only
def member_edit(request: NetworkRequest, group_id: int, member_id: int) -> HttpResponse:
    found, member = _member(request, group_id, member_id)
    form = RoleForm(request.POST or None, initial={"role": member.role, "title": member.title})
    address = reverse("strategy:group", args=[request.network.slug, found.pk])
    if request.method == "POST" and form.is_valid():
        actions.change_group_member(acting_user=request.viewer.person, member=member, **form.cleaned_data)
        return redirect(address)
    return page(
        request,
        "page/form.html",
        {"form": form, "title": member.name, "button": _("Keep it"), "back_url": address},
    )


@require_POST
@members_only
def member_remove(request: NetworkRequest, group_id: int, member_id: int) -> HttpResponse:
    found, member = _member(request, group_id, member_id)
    actions.remove_group_member(acting_user=request.viewer.person, member=member)
    messages.success(request, _("%(name)s has left the group.") % {"name": member.name})
    return redirect("strategy:group", network=request.network.slug, group_id=found.pk)
