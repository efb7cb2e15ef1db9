"""A cycle and its rounds: side by side, each beside its design, planned, and following the design."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from talka.foundation import rooms
from talka.foundation.access import NetworkRequest, Refusal, members_only
from talka.foundation.forms import carried_out, sent
from talka.foundation.wording import said
from talka.gatherings import access, actions, queries
from talka.gatherings.forms.rounds import FirstDayForm, PlanRoundForm, TakenOutForm
from talka.gatherings.models import Gathering
from talka.gatherings.views.pages import address, part_form
from talka.programmes import rules as programme_rules
from talka.programmes.models import Cohort, Cycle, CycleDay
from talka.programmes.queries import design_days

Crumbs = list[tuple[str, str]]


@require_GET
def cycle(request: NetworkRequest, cycle_id: int) -> HttpResponse:
    """The rounds of a cycle side by side, for whoever may read the programme."""
    found = access.cycle_for(request.viewer, cycle_id)
    return render(
        request,
        "gatherings/cycle.html",
        {
            "section": "programmes",
            "cycle": found,
            "programme": found.programme,
            "rounds": queries.rounds(found, request.viewer),
            "may_run": request.viewer.is_member and programme_rules.may_run(request.viewer, found.programme),
            "crumbs": [*_crumbs(found), (said(found.title), "")],
        },
    )


@require_GET
def cohort(request: NetworkRequest, cohort_id: int) -> HttpResponse:
    """One round beside the design that it was planned by, and what changed in the design since."""
    found = access.cohort_for(request.viewer, cohort_id)
    may_run = request.viewer.is_member and programme_rules.may_run(request.viewer, found.cycle.programme)
    later = queries.later_changes(found) if may_run else []
    return render(
        request,
        "gatherings/round.html",
        {
            "section": "programmes",
            "cohort": found,
            "cycle": found.cycle,
            "programme": found.cycle.programme,
            "round": queries.rounds_of([found], request.viewer)[0],
            "later": later,
            "may_follow": any(change.may_take for change in later),
            "follows": any(change.may_take or change.to_decide for change in later),
            "unplanned": may_run and bool(_unplanned(found)),
            "may_run": may_run,
            "sections": rooms.sections("cohort_sections", found.pk, request.viewer),
            "crumbs": _crumbs(found.cycle, (said(found.cycle.title), _cycle(found.cycle)), (said(found.title), "")),
        },
    )


@members_only
@require_http_methods(["GET", "POST"])
def plan_round(request: NetworkRequest, cohort_id: int) -> HttpResponse:
    """A date, a host and a place for each day of the design; from `?first=` the dates are proposed."""
    viewer = request.viewer
    found = access.cohort_to_run(viewer, cohort_id)
    asking = FirstDayForm(request.GET if "first" in request.GET else None, initial={"first": found.starts_on})
    first = asking.cleaned_data["first"] if asking.is_bound and asking.is_valid() else found.starts_on
    days = _unplanned(found)
    form = PlanRoundForm(sent(request), cohort=found, days=days, first=first)
    if request.method == "POST":
        made = carried_out(form, lambda: actions.plan_round(acting_user=viewer.person, cohort=found, **form.planned()))
        if made is not None:
            words = ngettext(
                "%(count)d gathering is planned as designed.",
                "%(count)d gatherings are planned as designed.",
                len(made),
            )
            messages.success(request, words % {"count": len(made)})
            return redirect(_round(found))
    return render(
        request,
        "gatherings/plan_round.html",
        {
            "section": "programmes",
            "cohort": found,
            "form": form,
            "asking": asking,
            "days": days,
            "designed": bool(days) or bool(design_days(found.cycle)),
            "crumbs": _crumbs(
                found.cycle, (said(found.cycle.title), _cycle(found.cycle)), (said(found.title), _round(found))
            ),
        },
        status=422 if form.errors else 200,
    )


@members_only
@require_POST
def take_over(request: NetworkRequest, cohort_id: int) -> HttpResponse:
    """Take over those changes of the design that are ticked; the others stay as the round's own."""
    found = access.cohort_to_run(request.viewer, cohort_id)
    try:
        taken = actions.take_over_design(
            acting_user=request.viewer.person, cohort=found, keys=request.POST.getlist("take")
        )
    except Refusal as refusal:
        messages.warning(request, refusal.message)
        return redirect(_round(found))
    if taken:
        words = ngettext(
            "%(count)d change of the design is taken over.",
            "%(count)d changes of the design are taken over.",
            len(taken),
        )
        messages.success(request, words % {"count": len(taken)})
    else:
        messages.success(request, _("The round stays as it is; what is other in it shows below."))
    return redirect(_round(found))


@members_only
@require_http_methods(["GET", "POST"])
def taken_out(request: NetworkRequest, gathering_id: int) -> HttpResponse:
    """A day that was taken out of the design: whoever runs its gathering calls it off in this round, or keeps it."""
    gathering = access.gathering_to_decide_on(request.viewer, gathering_id)
    form = TakenOutForm(sent(request), network=request.network)
    return part_form(
        request,
        gathering,
        form,
        lambda: actions.decide_on_taken_out(
            acting_user=request.viewer.person, gathering=gathering, **form.cleaned_data
        ),
        title=_("Taken out of the design"),
        lead=_("The cycle is designed without this day now. Say what becomes of it in this round."),
        button=_("Decide"),
        back=address("gathering", gathering),
        said_after=_("Decided. It stands beside the design of the round."),
    )


def _unplanned(cohort: Cohort) -> list[CycleDay]:
    """Days of the design that have no gathering in this round."""
    there = set(
        Gathering.objects.filter(cohort=cohort)
        .exclude(state=Gathering.State.CANCELLED)
        .values_list("design_day_id", flat=True)
    )
    return [day for day in design_days(cohort.cycle) if day.pk not in there]


def _round(cohort: Cohort) -> str:
    return reverse("gatherings:round", args=[cohort.cycle.programme.network.slug, cohort.pk])


def _cycle(cycle: Cycle) -> str:
    return reverse("gatherings:cycle", args=[cycle.programme.network.slug, cycle.pk])


def _crumbs(cycle: Cycle, *further: tuple[str, str]) -> Crumbs:
    programme = cycle.programme
    return [
        (said(programme.title), reverse("programmes:story", args=[programme.network.slug, programme.slug])),
        *further,
    ]
