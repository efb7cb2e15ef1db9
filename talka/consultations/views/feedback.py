"""Feedback: asking for it, its link and square, and what came of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from talka.consultations import actions, feedback, qr, queries, rules
from talka.consultations.models import Consultation, Feedback
from talka.foundation.access import Absent, NetworkRequest, Refusal, members_only
from talka.foundation.figures import chart_words
from talka.foundation.wording import said
from talka.gatherings import access as gathering_access
from talka.gatherings.models import Gathering
from talka.methods import charts
from talka.programmes.models import Cohort


def _url(request: NetworkRequest, found: Feedback) -> str:
    return reverse("consultations:feedback", args=[request.network.slug, found.pk])


@members_only
@require_POST
def ask(request: NetworkRequest) -> HttpResponse:
    """Make the questionnaire and open its door."""
    kind = request.POST.get("kind", "")
    gathering, cohort = _about(request)
    if kind not in Feedback.Kind.values or not feedback.may_ask(request.viewer, gathering, cohort):
        raise Absent
    if (kind == Feedback.Kind.GATHERING) != (gathering is not None):
        raise Absent
    try:
        made = actions.ask_for_feedback(
            acting_user=request.viewer.person, kind=kind, gathering=gathering, cohort=cohort
        )
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return redirect(_back(request, gathering, cohort))
    messages.success(request, _("The questions are ready. Show the square at the end, or let the letters go out."))
    return redirect(_url(request, made))


def _about(request: NetworkRequest) -> tuple[Gathering | None, Cohort | None]:
    number = request.POST.get("gathering", ""), request.POST.get("cohort", "")
    if number[0].isdecimal():
        return gathering_access.gathering_to_run(request.viewer, int(number[0])), None
    if number[1].isdecimal():
        return None, gathering_access.cohort_to_run(request.viewer, int(number[1]))
    raise Absent


def _back(request: NetworkRequest, gathering: Gathering | None, cohort: Cohort | None) -> str:
    name = "gatherings:gathering" if gathering is not None else "gatherings:round"
    about = gathering or cohort
    assert about is not None
    return reverse(name, args=[request.network.slug, about.pk])


@members_only
@never_cache
@require_safe
def page(request: NetworkRequest, feedback_id: int) -> HttpResponse:
    """Its link and square while it is open, and its results from the smallest number on."""
    found = feedback.feedback_for(request.viewer, feedback_id)
    consultation = found.consultation
    door = consultation.doors.order_by("pk").first()
    address = request.build_absolute_uri(reverse("answer:ask", args=[door.token])) if door else ""
    results = feedback.results_of(found)
    competence = feedback.competence_of(found.cohort) if found.cohort is not None else None
    about = found.gathering or found.cohort
    assert about is not None
    today = rules.today_in(request.network)
    open_now = rules.may_be_answered(consultation, today)
    return render(
        request,
        "consultations/feedback/page.html",
        {
            "section": "gatherings" if found.gathering else "programmes",
            "feedback": found,
            "consultation": consultation,
            "about": about,
            "is_open": open_now,
            "coming": consultation.state == Consultation.State.OPEN and not rules.has_begun(consultation, today),
            "address": address,
            "square": qr.svg(address) if open_now else "",
            "results": results,
            "chart": _chart(results),
            "competence": competence,
            "may_run": feedback.may_ask(request.viewer, found.gathering, found.cohort),
            "questions": queries.questionnaire_of(consultation),
            "crumbs": [(said(about.title), _back(request, found.gathering, found.cohort))],
        },
    )


def _chart(results: feedback.Results) -> str:
    """How the statements were answered, in one drawing; goals have a table of their own."""
    rated = [each for each in results.scales if not each.key.startswith("goal-")]
    if not rated:
        return ""
    rows = [
        charts.Row(
            said(each.text),
            tuple(
                charts.Value(None, withheld=True)
                if each.withheld
                else charts.Value(100 * each.counts[number] / each.n, n=each.n)
                for number in range(len(each.steps))
            ),
        )
        for each in rated
    ]
    return str(charts.stacked(rows, [said(step) for step in rated[0].steps], words=chart_words()))


@members_only
@require_POST
def close(request: NetworkRequest, feedback_id: int) -> HttpResponse:
    found = feedback.feedback_to_run(request.viewer, feedback_id)
    if found.consultation.state == Consultation.State.OPEN:
        actions.close_consultation(acting_user=request.viewer.person, consultation=found.consultation)
    messages.success(request, _("No more answers are taken."))
    return redirect(_url(request, found))
