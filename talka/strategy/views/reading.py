"""Approval, versions, sharing, and what others read: the plan, a measure, the PDF."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from talka.foundation.access import Absent, NetworkRequest, members_only, or_absent
from talka.foundation.forms import carried_out
from talka.foundation.threads.chain import upstream
from talka.foundation.versions.queries import versions_of
from talka.programmes.queries import credits
from talka.strategy import actions
from talka.strategy.access import approved_plan_for, measure_to_read, own_plan_for, plan_for
from talka.strategy.changes import changes_between
from talka.strategy.checks import blocking, run_checks
from talka.strategy.documents.plan import plan_pdf as typeset
from talka.strategy.forms import ApproveForm, ShareForm
from talka.strategy.queries.plans import evidence_of, version_for
from talka.strategy.snapshot import PlanShot, content_of, read_draft, read_version
from talka.strategy.views.common import money_table, page, plan_crumbs
from talka.strategy.views.plans import FRONT_TEXTS, text_titles
from talka.strategy.words import told


@members_only
def approve(request: NetworkRequest, plan_id: int) -> HttpResponse:
    """All checks on one page; below them, where nothing blocks, a director writes down the approval."""
    plan, rights = plan_for(request.viewer, plan_id)
    if not rights.writes:
        raise Absent
    shot = read_draft(plan, request.viewer)
    findings = run_checks(shot)
    initial = {"approved_on": timezone.localdate(), "who": str(request.viewer.person)}
    form = ApproveForm(request.POST or None, initial=initial)
    if request.method == "POST":
        if not rights.decides:
            raise Absent
        approval = carried_out(
            form, lambda: actions.approve_plan(acting_user=request.viewer.person, plan=plan, **form.cleaned_data)
        )
        if approval is not None:
            messages.success(request, _("Version %(number)s is approved.") % {"number": approval.version})
            return redirect("strategy:share_plan", network=request.network.slug, plan_id=plan.pk)
    return page(
        request,
        "strategy/approve.html",
        {
            "title": _("Approve the plan"),
            "plan": plan,
            "shot": shot,
            "rights": rights,
            "blocking": blocking(findings),
            "warnings": [finding for finding in findings if not finding.blocks],
            "form": form,
            "back_url": reverse("strategy:plan", args=[request.network.slug, plan.pk]),
            "crumbs": plan_crumbs(request, plan, _("Approve the plan")),
        },
    )


@members_only
def share_plan(request: NetworkRequest, plan_id: int) -> HttpResponse:
    """A director decides who reads the approved version."""
    plan, rights = own_plan_for(request.viewer, plan_id)
    if not rights.decides:
        raise Absent
    form = ShareForm(request.POST or None, thing=plan)
    if request.method == "POST" and carried_out(
        form,
        lambda: (
            actions.share_plan(
                acting_user=request.viewer.person,
                plan=plan,
                visibility=form.cleaned_data["visibility"],
                shared_with=form.chosen(),
            )
            or True
        ),
    ):
        name = "strategy:plan_read" if plan.version else "strategy:plan"
        return redirect(name, network=request.network.slug, plan_id=plan.pk)
    return page(
        request,
        "page/form.html",
        {
            "form": form,
            "title": _("Who reads the approved plan"),
            "lead": _("The draft stays with the organisation and its planning group."),
            "button": _("Share it so"),
            "back_url": reverse("strategy:plan", args=[request.network.slug, plan.pk]),
        },
    )


@members_only
def versions(request: NetworkRequest, plan_id: int) -> HttpResponse:
    """All versions, who approved them, and what changed between two of them or up to the draft."""
    plan, _rights = plan_for(request.viewer, plan_id)
    standing = versions_of(plan)
    numbers = {version.number: version for version in standing}
    approvals = {approval.version: approval for approval in plan.approvals.all()}
    older = _number(request.GET.get("from"), max(plan.version - (plan.state == plan.State.APPROVED), 0))
    newer = _number(request.GET.get("to"), plan.version if plan.state == plan.State.APPROVED else 0)
    before = numbers[older].content if older in numbers else {}
    after = numbers[newer].content if newer in numbers else content_of(read_draft(plan, request.viewer))
    return page(
        request,
        "strategy/versions.html",
        {
            "title": _("Versions"),
            "plan": plan,
            "older": older,
            "newer": newer,
            "rows": [{"version": version, "approval": approvals.get(version.number)} for version in standing],
            "changes": changes_between(before, after, plan.language) if older in numbers else None,
            "crumbs": plan_crumbs(request, plan, _("Versions")),
        },
    )


def _number(asked: str | None, otherwise: int) -> int:
    return int(asked) if asked and asked.isdecimal() else otherwise


def plan_read(request: NetworkRequest, plan_id: int) -> HttpResponse:
    """The approved plan, for those with whom it is shared; it reads like the printed one."""
    plan, rights = approved_plan_for(request.viewer, plan_id)
    version = or_absent(version_for(plan))
    shot = read_version(version, request.viewer)
    titles, evidence = text_titles(), evidence_of(shot, request.viewer)
    return page(
        request,
        "strategy/plan_read.html",
        {
            "title": told(shot.title, shot.language),
            "plan": plan,
            "shot": shot,
            "goals": [(goal, evidence[goal.id]) for goal in shot.goals],
            "rights": rights,
            **money_table(shot),
            "front": [
                (name, titles[name], getattr(shot, name)) for name in FRONT_TEXTS if any(getattr(shot, name).values())
            ],
            "monitored_title": titles["how_monitored"],
            "approval": plan.approvals.filter(version=version.number).first(),
            "credits": credits(plan.programme) if plan.programme else [],
            "languages": settings.LANGUAGES,
        },
    )


def measure(request: NetworkRequest, measure_id: int) -> HttpResponse:
    """One measure: what, who, when, where it stands, by what it is known, and why it is done."""
    found, plan, rights = measure_to_read(request.viewer, measure_id)
    version = version_for(plan) if plan.version else None
    shot: PlanShot | None = read_version(version, request.viewer) if version is not None else None
    shown = shot.measure(found.pk) if shot is not None else None
    if shown is None and rights.reads_draft:
        shot = read_draft(plan, request.viewer)
        shown = shot.measure(found.pk)
    if shown is None or shot is None:
        raise Absent
    goal = next(goal for goal in shot.goals if shown in goal.measures)
    periods = sorted({period for each in shown.indicators for period, _value, _note in each.values})
    return page(
        request,
        "strategy/measure.html",
        {
            "title": told(shown.title, plan.language),
            "plan": plan,
            "shot": shot,
            "measure": shown,
            "goal": goal,
            "operational_goal": next(each for each in goal.operational_goals if shown in each.measures),
            "why": _why(found.pk, request),
            "periods": periods,
            "indicator_rows": [
                {"indicator": each, "values": [{p: v for p, v, _note in each.values}.get(p) for p in periods]}
                for each in shown.indicators
            ],
            "rights": rights,
            "credits": credits(plan.programme) if plan.programme else [],
        },
    )


def _why(measure_id: int, request: NetworkRequest) -> list[dict[str, Any]]:
    """The chain upwards, from the residents' answers down to the measure; hidden things of one distance as one."""
    shown: list[dict[str, Any]] = []
    hidden: set[int] = set()
    for step in reversed(upstream(("strategy.measure", str(measure_id)), request.viewer)):
        if step.end.gone:
            continue
        if step.end.hidden:
            if step.distance not in hidden:
                shown.append({"hidden": True})
            hidden.add(step.distance)
            continue
        shown.append({"end": step.end})
    return shown


def plan_pdf(request: NetworkRequest, plan_id: int) -> HttpResponse:
    """The plan as PDF: the approved version, or with `?draft=1` the draft, for those who read it."""
    draft = "draft" in request.GET
    plan, _rights = plan_for(request.viewer, plan_id) if draft else approved_plan_for(request.viewer, plan_id)
    asked = request.GET.get("language", "")
    language = asked if asked in dict(settings.LANGUAGES) else translation.get_language() or plan.language
    content = typeset(plan, request.viewer, language=language, draft=draft)
    name = slugify(f"{plan.owner.short_name} {told(plan.title, language)}") or "plan"
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}{"-draft" if draft else ""}.pdf"'},
    )
