"""The draft of a plan as a document that is edited where it stands."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from talka.foundation.access import Absent, NetworkRequest, Refusal, members_only
from talka.foundation.forms import carried_out
from talka.foundation.seen import seen
from talka.foundation.threads.models import Relation, Thread
from talka.strategy import access, actions, queries
from talka.strategy.access import Part, own_plan_for, plan_for
from talka.strategy.checks import blocking, run_checks
from talka.strategy.evidence import candidates
from talka.strategy.forms import PlanSettingsForm
from talka.strategy.models import Comment, Plan, StrategicGoal, SwotItem
from talka.strategy.rules import Rights
from talka.strategy.snapshot import read_draft
from talka.strategy.views.common import money_table, page, plan_crumbs, plan_language, programme_crumbs, put, to_plan
from talka.strategy.words import told

FRONT_TEXTS = ("how_made", "who_we_are", "what_we_know", "mission", "vision", "values")


def text_titles() -> dict[str, str]:
    return {
        "title": _("Title"),
        "how_made": _("How this plan was made"),
        "who_we_are": _("Who we are"),
        "what_we_know": _("What we know"),
        "mission": _("Mission"),
        "vision": _("Vision"),
        "values": _("Values"),
        "how_monitored": _("How we will know"),
    }


@members_only
def plan(request: NetworkRequest, plan_id: int) -> HttpResponse:
    """Contents, document, checks and comments: for its owner's people, its planning group and their experts."""
    found, rights = plan_for(request.viewer, plan_id)
    shot = read_draft(found, request.viewer)
    findings = run_checks(shot)
    comments = queries.comments_on(found)
    titles = text_titles()
    return page(
        request,
        "strategy/plan.html",
        {
            "title": told(found.title, found.language),
            "plan": found,
            "shot": shot,
            "rights": rights,
            "front": [(name, titles[name], getattr(found, name)) for name in FRONT_TEXTS],
            "monitored_title": titles["how_monitored"],
            "findings": findings,
            "blocking": len(blocking(findings)),
            "lacking": {finding.place for finding in findings if finding.blocks},
            "comments": comments,
            "commented": _by_part(comments),
            "more_findings": max(len(findings) - 7, 0),
            **money_table(shot),
            "removed": queries.removed_parts(found) if rights.writes else [],
            "language": plan_language(request, found),
            "languages": settings.LANGUAGES,
            "crumbs": [*programme_crumbs(request, found), (told(found.title, found.language), "")],
        },
    )


def _by_part(comments: list[Comment]) -> dict[str, int]:
    open_ones = [comment.part for comment in comments if comment.part and not comment.resolved_at]
    return {part: open_ones.count(part) for part in set(open_ones)}


# Words


@members_only
def plan_text(request: NetworkRequest, plan_id: int, field: str) -> HttpResponse:
    found, _rights = own_plan_for(request.viewer, plan_id)
    titles = text_titles()
    if field not in titles:
        raise Absent
    return _words(
        request,
        found,
        key=f"text-{field}",
        label=titles[field],
        before=getattr(found, field),
        long=field != "title",
        write=lambda wording: actions.write_plan_texts(
            acting_user=request.viewer.person, plan=found, texts={field: wording}
        ),
    )


def part_for(request: NetworkRequest, kind: str, part_id: int) -> tuple[Part, Plan, Rights]:
    finders: dict[str, Any] = {
        "strategicgoal": access.goal_for,
        "operationalgoal": access.operational_goal_for,
        "measure": access.measure_for,
        "indicator": access.indicator_for,
    }
    if kind not in finders:
        raise Absent
    found: tuple[Part, Plan, Rights] = finders[kind](request.viewer, part_id)
    return found


@members_only
def part_text(request: NetworkRequest, kind: str, part_id: int, field: str) -> HttpResponse:
    part, found, _rights = part_for(request, kind, part_id)
    allowed = {"strategicgoal": ("title", "short", "why"), "operationalgoal": ("title",), "measure": ("title",)}
    if field not in allowed.get(kind, ()):
        raise Absent
    labels = {
        "title": _("In one sentence"),
        "short": _("In two or three words, for the contents"),
        "why": _("Why"),
    }
    return _words(
        request,
        found,
        key=f"{part._meta.model_name}-{part.pk}-{field}",
        label=labels[field],
        before=getattr(part, field),
        long=field == "why",
        write=lambda wording: actions.write_part_text(
            acting_user=request.viewer.person, part=part, field=field, wording=wording
        ),
    )


def _words(
    request: NetworkRequest, found: Plan, *, key: str, label: str, before: dict[str, str], long: bool, write: Any
) -> HttpResponse:
    """One text in one language. With `quiet` it is kept while it is being written; a stale save keeps both texts."""
    language = plan_language(request, found)
    stands = before.get(language, "")
    text = request.POST.get("text", stands).replace("\r\n", "\n").strip()
    context: dict[str, Any] = {
        "title": label,
        "plan": found,
        "key": key,
        "label": label,
        "text": text,
        "seen": seen(stands),
        "long": long,
        "language": language,
        "other": told(before, found.language) if not stands else "",
        "crumbs": plan_crumbs(request, found, label),
        "back_url": reverse("strategy:plan", args=[request.network.slug, found.pk]) + f"#{key}",
    }
    quiet = "quiet" in request.GET
    status = 200
    if request.method == "POST":
        asked = request.POST.get("seen", seen(stands))
        own = remembered(request).get(f"{key}-{language}")
        if asked != seen(stands) and text != stands and own != seen(stands):
            context["conflict"] = stands or "–"
            if quiet:
                context["seen"] = asked  # only "Keep mine" writes over what somebody else wrote
            status = 200 if request.headers.get("HX-Request") else 409
        else:
            try:
                if text != stands:
                    write(put(before, language, text))
            except Refusal as refusal:
                context["error"] = refusal.message
            else:
                remember(request, f"{key}-{language}", seen(text))
                if not quiet:
                    return to_plan(request, found, key)
                context |= {"kept": timezone.localtime(), "seen": seen(text)}
        if quiet:
            return HttpResponse(render_to_string("strategy/parts/kept.html", context, request))
    return page(request, "strategy/words.html", context, status=status)


def remembered(request: NetworkRequest) -> dict[str, str]:
    """What this session itself kept last, so that a person never stands in their own way."""
    kept: dict[str, str] = request.session.get("plan_texts", {})
    return kept


def remember(request: NetworkRequest, key: str, sign: str) -> None:
    kept = {name: value for name, value in remembered(request).items() if name != key}
    request.session["plan_texts"] = dict([*list(kept.items())[-20:], (key, sign)])


# Structure


@require_POST
@members_only
def goal_add(request: NetworkRequest, plan_id: int) -> HttpResponse:
    found, _rights = own_plan_for(request.viewer, plan_id)
    language = plan_language(request, found)
    return _add(
        request,
        found,
        "add-goal",
        lambda title: actions.add_goal(acting_user=request.viewer.person, plan=found, title={language: title}),
    )


@require_POST
@members_only
def operational_goal_add(request: NetworkRequest, goal_id: int) -> HttpResponse:
    goal, found, _rights = access.goal_for(request.viewer, goal_id)
    language = plan_language(request, found)
    return _add(
        request,
        found,
        f"add-to-strategicgoal-{goal.pk}",
        lambda title: actions.add_operational_goal(
            acting_user=request.viewer.person, goal=goal, title={language: title}
        ),
    )


@require_POST
@members_only
def measure_add(request: NetworkRequest, goal_id: int) -> HttpResponse:
    goal, found, _rights = access.operational_goal_for(request.viewer, goal_id)
    language = plan_language(request, found)
    return _add(
        request,
        found,
        f"add-to-operationalgoal-{goal.pk}",
        lambda title: actions.add_measure(
            acting_user=request.viewer.person, operational_goal=goal, title={language: title}
        ),
    )


def _add(request: NetworkRequest, found: Plan, place: str, act: Any) -> HttpResponse:
    try:
        made = act(request.POST.get("title", "").strip()[:400])
    except Refusal as refusal:
        messages.warning(request, refusal.message)
        return to_plan(request, found, place)
    return to_plan(request, found, f"{made._meta.model_name}-{made.pk}")


@require_POST
@members_only
def part_move(request: NetworkRequest, kind: str, part_id: int) -> HttpResponse:
    part, found, _rights = part_for(request, kind, part_id)
    by = 1 if request.POST.get("by") == "down" else -1
    actions.move_part(acting_user=request.viewer.person, part=part, by=by)
    return to_plan(request, found, f"{kind}-{part_id}")


@require_POST
@members_only
def part_remove(request: NetworkRequest, kind: str, part_id: int) -> HttpResponse:
    """No question is asked: what is taken out stands below the plan and can be brought back."""
    part, found, _rights = part_for(request, kind, part_id)
    if request.POST.get("back"):
        actions.bring_back_part(acting_user=request.viewer.person, part=part)
        return to_plan(request, found, f"{kind}-{part_id}")
    actions.remove_part(acting_user=request.viewer.person, part=part)
    return to_plan(request, found, "removed")


@members_only
def part_rests(request: NetworkRequest, kind: str, part_id: int) -> HttpResponse:
    """What a part rests on: SWOT items for a goal, findings for a goal, a measure or an indicator."""
    part, found, _rights = part_for(request, kind, part_id)
    if kind == "operationalgoal":
        raise Absent
    name = (f"strategy.{kind}", str(part.pk))
    backing = set(
        Thread.objects.filter(target_kind=name[0], target_id=name[1], relation=Relation.BACKS).values_list(
            "source_kind", "source_id"
        )
    )
    answered = set(
        Thread.objects.filter(
            source_kind=name[0], source_id=name[1], relation=Relation.ANSWERS, target_kind="strategy.swotitem"
        ).values_list("target_id", flat=True)
    )
    items = _items(found, request) if isinstance(part, StrategicGoal) else []
    choices = candidates(request.viewer, found.programme)
    if request.method == "POST":
        person, wanted = request.viewer.person, set(request.POST.getlist("item"))
        for item, _weight in items:
            if str(item.pk) in wanted and str(item.pk) not in answered:
                actions.answer_item(acting_user=person, goal=part, item=item)  # type: ignore[arg-type] # only goals
            elif str(item.pk) not in wanted and str(item.pk) in answered:
                actions.stop_answering(acting_user=person, goal=part, item=item)  # type: ignore[arg-type] # as above
        wanted = set(request.POST.getlist("backing"))
        for thing, end in choices:
            tied, asked = (end.kind, end.id) in backing, f"{end.kind}:{end.id}" in wanted
            if asked and not tied:
                actions.back_part(acting_user=person, part=part, finding=thing)
            elif tied and not asked:
                actions.unback_part(acting_user=person, part=part, finding=thing)
        return to_plan(request, found, f"{kind}-{part_id}")
    groups: list[dict[str, Any]] = []
    if isinstance(part, StrategicGoal):
        groups.append(
            {
                "name": "item",
                "title": _("Items of the SWOT that it answers"),
                "things": [(item, weight, str(item.pk) in answered) for item, weight in items],
                "empty": _("The SWOT has no items yet, or the plan stands on none. Choose one in the plan’s settings."),
            }
        )
    groups.append(
        {
            "name": "backing",
            "title": _("Findings that back it"),
            "ends": [(end, (end.kind, end.id) in backing) for _thing, end in choices],
            "empty": _("No finding has been saved yet. Save one on the results page, then choose it here."),
        }
    )
    return page(
        request,
        "strategy/choose.html",
        {
            "title": _("What it rests on"),
            "lead": f"“{told(part.title, found.language)}”",
            "groups": groups,
            "back_url": reverse("strategy:plan", args=[request.network.slug, found.pk]) + f"#{kind}-{part_id}",
            "crumbs": plan_crumbs(request, found, _("What it rests on")),
        },
    )


def _items(found: Plan, request: NetworkRequest) -> list[tuple[SwotItem, float | None]]:
    if found.swot is None:
        return []
    return [
        (shown.item, shown.percent)
        for quadrant in queries.quadrants(found.swot, request.viewer)
        for shown in sorted(quadrant.items, key=lambda each: -each.points)
    ]


@members_only
def plan_settings(request: NetworkRequest, plan_id: int) -> HttpResponse:
    found, _rights = own_plan_for(request.viewer, plan_id)
    form = PlanSettingsForm(request.POST or None, plan=found)
    if request.method == "POST" and carried_out(
        form,
        lambda: actions.write_plan_settings(acting_user=request.viewer.person, plan=found, **form.cleaned_data) or True,
    ):
        return redirect("strategy:plan", network=request.network.slug, plan_id=found.pk)
    return page(
        request,
        "page/form.html",
        {
            "form": form,
            "title": _("Period, money and SWOT of the plan"),
            "button": _("Keep it"),
            "back_url": reverse("strategy:plan", args=[request.network.slug, found.pk]),
        },
    )
