"""What several pages of this room need."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from talka.foundation.access import NetworkRequest
from talka.foundation.wording import Wording
from talka.strategy.models import MoneyState, Plan, Swot
from talka.strategy.snapshot import MeasureShot, PlanShot
from talka.strategy.words import told

Crumb = tuple[str, str]


def page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, template, {"section": "programmes", **context}, status=status)


def writing_language(request: NetworkRequest, first: str) -> str:
    """The language in which this person writes now: asked for by `?in=`, kept in the form, or the document's first."""
    asked = request.POST.get("in") or request.GET.get("in") or ""
    return asked if asked in dict(settings.LANGUAGES) else first


def plan_language(request: NetworkRequest, plan: Plan) -> str:
    """As above; without a choice the reader's own where the plan has a title in it, so that what is shown is written."""
    reader = (get_language() or "en").split("-")[0]
    return writing_language(request, reader if plan.title.get(reader) else plan.language)


def programme_crumbs(request: NetworkRequest, document: Plan | Swot | Any) -> list[Crumb]:
    slug = request.network.slug
    crumbs: list[Crumb] = []
    if document.programme is not None:
        crumbs.append(
            (
                told(document.programme.title, request.network.language),
                reverse("programmes:room", args=[slug, document.programme.slug]),
            )
        )
    crumbs.append((_("SWOT and plans"), reverse("strategy:index", args=[slug])))
    return crumbs


def plan_crumbs(request: NetworkRequest, plan: Plan, last: str) -> list[Crumb]:
    return [
        *programme_crumbs(request, plan),
        (told(plan.title, plan.language), reverse("strategy:plan", args=[request.network.slug, plan.pk])),
        (last, ""),
    ]


def swot_crumbs(request: NetworkRequest, swot: Swot, last: str) -> list[Crumb]:
    return [
        *programme_crumbs(request, swot),
        (str(swot), reverse("strategy:swot", args=[request.network.slug, swot.pk])),
        (last, ""),
    ]


def to_plan(request: NetworkRequest, plan: Plan, place: str = "") -> HttpResponse:
    """Back to where the change was made, in the language that was being written."""
    address = reverse("strategy:plan", args=[request.network.slug, plan.pk])
    asked = f"?in={request.POST['in']}" if request.POST.get("in") else ""
    return redirect(f"{address}{asked}{f'#{place}' if place else ''}")


def to_swot(request: NetworkRequest, swot: Swot, place: str = "") -> HttpResponse:
    address = reverse("strategy:swot", args=[request.network.slug, swot.pk])
    language = writing_language(request, request.network.language)
    asked = f"?in={language}" if language != request.network.language else ""
    return redirect(f"{address}{asked}{f'#{place}' if place else ''}")


def money_table(shot: PlanShot) -> dict[str, Any]:
    """Rows of the table of years, sums, and the money by its state."""
    rows = []
    for measure in shot.measures:
        costs = dict(measure.costs)
        rows.append(
            {
                "measure": measure,
                "years": [{"amount": costs.get(year), "runs": runs_in(measure, year)} for year in shot.years],
            }
        )
    return {
        "schedule": rows,
        "year_sums": [shot.cost_in(year) for year in shot.years],
        "secured": shot.money_in(MoneyState.SECURED),
        "applied": shot.money_in(MoneyState.APPLIED),
        "planned": shot.money_in(MoneyState.PLANNED),
    }


def runs_in(measure: MeasureShot, year: int) -> bool:
    return bool(measure.starts_on and measure.ends_on and measure.starts_on.year <= year <= measure.ends_on.year)


def put(wording: Wording, language: str, text: str) -> Wording:
    return {**wording, language: text.strip()}
