"""Measures, indicators, promises and progress."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from talka.foundation.access import Absent, NetworkRequest, members_only
from talka.foundation.forms import carried_out
from talka.strategy import access, actions, queries
from talka.strategy.forms import IndicatorForm, MeasureForm, ProgressForm, PromiseForm, TakeForm, ValueForm
from talka.strategy.models import Indicator, Measure, Plan, PlanKind
from talka.strategy.snapshot import own_numbers
from talka.strategy.views.common import page, plan_crumbs, plan_language, put, to_plan
from talka.strategy.words import told


def _to(request: NetworkRequest, plan: Plan, key: str) -> str:
    return reverse("strategy:plan", args=[request.network.slug, plan.pk]) + f"#{key}"


@members_only
def measure_edit(request: NetworkRequest, measure_id: int) -> HttpResponse:
    """Everything about a measure. A save from a page that is out of date keeps both and asks."""
    measure, plan, _rights = access.measure_for(request.viewer, measure_id)
    language = plan_language(request, plan)
    form = MeasureForm(request.POST or None, measure=measure, plan=plan, language=language)
    stale = False
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["revision"] != measure.revision:
            stale = True
            form.data = {**_lists(request), "revision": str(measure.revision)}
        elif carried_out(
            form,
            lambda: actions.write_measure(acting_user=request.viewer.person, measure=measure, **form.changes()) or True,
        ):
            return to_plan(request, plan, f"measure-{measure.pk}")
    return page(
        request,
        "strategy/measure_edit.html",
        {
            "title": told(measure.title, plan.language),
            "measure": measure,
            "number": own_numbers([plan.pk]).get(measure.pk, ""),
            "plan": plan,
            "form": form,
            "stale": stale,
            "language": language,
            "focus": request.GET.get("field", ""),
            "back_url": _to(request, plan, f"measure-{measure.pk}"),
            "crumbs": plan_crumbs(request, plan, told(measure.title, plan.language)),
        },
        status=409 if stale and not request.headers.get("HX-Request") else 200,
    )


def _lists(request: NetworkRequest) -> Any:
    data = request.POST.copy()
    return {key: data.getlist(key) if key == "partners" else data[key] for key in data}


@members_only
def indicator_add(request: NetworkRequest, measure_id: int) -> HttpResponse:
    measure, plan, _rights = access.measure_for(request.viewer, measure_id)
    language = plan_language(request, plan)
    form = IndicatorForm(request.POST or None, indicator=None, language=language)
    if request.method == "POST":
        made = carried_out(
            form,
            lambda: actions.add_indicator(acting_user=request.viewer.person, measure=measure, **form.changes()),
        )
        if made is not None:
            return to_plan(request, plan, f"measure-{measure.pk}")
    return _indicator_page(request, plan, measure, form, _("Add an indicator"), language)


@members_only
def indicator_edit(request: NetworkRequest, indicator_id: int) -> HttpResponse:
    indicator, plan, _rights = access.indicator_for(request.viewer, indicator_id)
    language = plan_language(request, plan)
    form = IndicatorForm(request.POST or None, indicator=indicator, language=language)
    stale = False
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["revision"] not in (None, indicator.revision):
            stale = True
            form.data = {**request.POST.dict(), "revision": str(indicator.revision)}
        elif carried_out(
            form,
            lambda: (
                actions.write_indicator(acting_user=request.viewer.person, indicator=indicator, **form.changes())
                or True
            ),
        ):
            return to_plan(request, plan, f"measure-{indicator.measure_id}")
    return _indicator_page(
        request, plan, indicator.measure, form, _("Change the indicator"), language, indicator=indicator, stale=stale
    )


def _indicator_page(
    request: NetworkRequest,
    plan: Plan,
    measure: Measure,
    form: IndicatorForm,
    title: str,
    language: str,
    indicator: Indicator | None = None,
    stale: bool = False,
) -> HttpResponse:
    return page(
        request,
        "strategy/indicator_edit.html",
        {
            "title": title,
            "form": form,
            "plan": plan,
            "measure": measure,
            "indicator": indicator,
            "stale": stale,
            "language": language,
            "lead": told(measure.title, plan.language),
            "back_url": _to(request, plan, f"measure-{measure.pk}"),
            "crumbs": plan_crumbs(request, plan, title),
        },
        status=409 if stale and not request.headers.get("HX-Request") else 200,
    )


# Promises


@members_only
def promise_add(request: NetworkRequest, measure_id: int) -> HttpResponse:
    measure, plan, _rights = access.measure_for(request.viewer, measure_id)
    if plan.kind != PlanKind.COOPERATION:
        raise Absent
    language = plan_language(request, plan)
    form = PromiseForm(request.POST or None, plan=plan, promise=None, language=language)
    if request.method == "POST":
        made = carried_out(
            form,
            lambda: actions.add_promise(
                acting_user=request.viewer.person,
                measure=measure,
                owner=form.cleaned_data["owner"],
                role=form.cleaned_data["role"],
                words=form.wording(),
            ),
        )
        if made is not None:
            return to_plan(request, plan, f"measure-{measure.pk}")
    return page(
        request,
        "page/form.html",
        {
            "form": form,
            "title": _("Who leads, gives and receives"),
            "lead": told(measure.title, plan.language),
            "button": _("Write the promise down"),
            "back_url": _to(request, plan, f"measure-{measure.pk}"),
        },
    )


@members_only
def promise_edit(request: NetworkRequest, promise_id: int) -> HttpResponse:
    promise, plan, _rights = access.promise_for(request.viewer, promise_id)
    language = plan_language(request, plan)
    form = PromiseForm(request.POST or None, plan=plan, promise=promise, language=language)
    if request.method == "POST" and carried_out(
        form,
        lambda: (
            actions.write_promise(
                acting_user=request.viewer.person,
                promise=promise,
                role=form.cleaned_data["role"],
                words=form.wording(),
            )
            or True
        ),
    ):
        return to_plan(request, plan, f"measure-{promise.measure_id}")
    return page(
        request,
        "page/form.html",
        {
            "form": form,
            "title": _("The promise of %(partner)s") % {"partner": promise.owner.name},
            "button": _("Keep it"),
            "back_url": _to(request, plan, f"measure-{promise.measure_id}"),
        },
    )


@require_POST
@members_only
def promise_remove(request: NetworkRequest, promise_id: int) -> HttpResponse:
    promise, plan, _rights = access.promise_for(request.viewer, promise_id)
    measure_id = promise.measure_id
    actions.remove_promise(acting_user=request.viewer.person, promise=promise)
    return to_plan(request, plan, f"measure-{measure_id}")


@members_only
def promise_take(request: NetworkRequest, promise_id: int) -> HttpResponse:
    """The partner takes its promise into its own plan: with one click, or by naming the measure that stands there."""
    promise = access.own_promise_for(request.viewer, promise_id)
    plans = list(
        queries.drafts_for(request.viewer).filter(owner_id=promise.owner_id, kind=PlanKind.DEVELOPMENT).order_by("-pk")
    )
    common = promise.measure.operational_goal.goal.plan
    plans.sort(key=lambda plan: plan.programme_id != common.programme_id)
    numbers = own_numbers([plan.pk for plan in plans])
    measures = [(measure, numbers[measure.pk]) for measure in Measure.objects.filter(pk__in=numbers)]
    measures.sort(key=lambda pair: pair[1])
    form = TakeForm(request.POST or None, plans=plans, measures=measures)
    if request.method == "POST" and plans:
        made = carried_out(
            form,
            lambda: actions.take_promise(
                acting_user=request.viewer.person,
                promise=promise,
                plan=form.cleaned_data["plan"],
                measure=form.cleaned_data["measure"],
            ),
        )
        if made is not None:
            messages.success(request, _("The promise stands in your own plan now."))
            return redirect(_to(request, form.cleaned_data["plan"], f"measure-{made.pk}"))
    return page(
        request,
        "strategy/take_promise.html",
        {
            "form": form,
            "title": _("Take our promise into our own plan"),
            "promise": promise,
            "common": common,
            "plans": plans,
            "back_url": _to(request, common, f"measure-{promise.measure_id}"),
        },
    )


# Progress


@members_only
def progress(request: NetworkRequest, measure_id: int) -> HttpResponse:
    measure, plan, _rights = access.measure_for(request.viewer, measure_id)
    language = plan_language(request, plan)
    form = ProgressForm(
        request.POST or None,
        initial={
            "progress": measure.progress,
            "note": measure.progress_note.get(language, ""),
            "reported_on": timezone.localdate(),
        },
    )
    if request.method == "POST":
        made = carried_out(
            form,
            lambda: actions.report_progress(
                acting_user=request.viewer.person,
                measure=measure,
                progress=form.cleaned_data["progress"],
                note=put(measure.progress_note, language, form.cleaned_data["note"]),
                reported_on=form.cleaned_data["reported_on"],
            ),
        )
        if made is not None:
            return redirect("strategy:measure", network=request.network.slug, measure_id=measure.pk)
    return page(
        request,
        "strategy/progress.html",
        {
            "form": form,
            "title": _("Where it stands"),
            "lead": told(measure.title, plan.language),
            "button": _("Report it"),
            "indicators": list(measure.indicators.filter(removed_at=None).prefetch_related("reported")),
            "reports": list(measure.reports.order_by("-reported_on", "-pk")),
            "back_url": reverse("strategy:measure", args=[request.network.slug, measure.pk]),
        },
    )


@members_only
def indicator_value(request: NetworkRequest, indicator_id: int) -> HttpResponse:
    indicator, plan, _rights = access.indicator_for(request.viewer, indicator_id)
    form = ValueForm(request.POST or None, initial={"period": str(timezone.localdate().year)})
    if request.method == "POST":
        made = carried_out(
            form,
            lambda: actions.report_indicator(
                acting_user=request.viewer.person, indicator=indicator, **form.cleaned_data
            ),
        )
        if made is not None:
            return redirect("strategy:progress", network=request.network.slug, measure_id=indicator.measure_id)
    return page(
        request,
        "page/form.html",
        {
            "form": form,
            "title": told(indicator.title, plan.language),
            "lead": _("What does it show?"),
            "button": _("Report it"),
            "back_url": reverse("strategy:progress", args=[request.network.slug, indicator.measure_id]),
        },
    )
