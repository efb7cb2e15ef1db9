"""Where feedback shows: on the page of a gathering and of a place, of a round, of a programme; at the end of a thread."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talka.consultations import feedback, rules
from talka.consultations.models import Feedback
from talka.foundation.access import Viewer
from talka.foundation.language import written_percent
from talka.foundation.rooms import FigureList, FigureRow, RecordFigure, Section
from talka.foundation.threads.kinds import End, register_kind
from talka.foundation.wording import said
from talka.gatherings.models import Gathering
from talka.identity.models import Network
from talka.programmes.models import Cohort

KIND = "consultations.feedback"


def gathering_sections(gathering_id: int, viewer: Viewer, takes_part: bool) -> list[Section]:
    """For those who take part the way to answer while it is open; for its host and lecturers the results."""
    gathering = Gathering.objects.select_related("programme", "owner").prefetch_related("co_hosts").get(pk=gathering_id)
    asked = Feedback.objects.filter(gathering=gathering).select_related("consultation").first()
    may_ask = feedback.may_ask(viewer, gathering, None) and gathering.state != Gathering.State.CANCELLED
    token, may_read = "", False
    if asked is not None:
        asked.gathering = gathering
        may_read = feedback.may_read(viewer, asked)
        if takes_part and rules.may_be_answered(asked.consultation, rules.today_in(viewer.network)):
            door = asked.consultation.doors.filter(is_open=True).first()
            token = door.token if door else ""
    if not token and not may_read and not (may_ask and asked is None):
        return []
    context = {
        "gathering_id": gathering_id,
        "feedback": asked,
        "open": bool(token),
        "token": token,
        "may_read": may_read,
        "may_ask": may_ask,
    }
    return [Section("feedback", "consultations/feedback/section.html", context, order=70)]


def cohort_sections(cohort_id: int, viewer: Viewer) -> list[Section]:
    """For those who run the programme: ask before, ask after, and what came of both."""
    cohort = Cohort.objects.select_related("cycle__programme__owner").filter(pk=cohort_id).first()
    if cohort is None:
        return []
    may_ask = feedback.may_ask(viewer, None, cohort)
    asked = {each.kind: each for each in Feedback.objects.filter(cohort=cohort)}
    for each in asked.values():
        each.cohort = cohort
    read = {kind: each for kind, each in asked.items() if may_ask or feedback.may_read(viewer, each)}
    if not may_ask and not read:
        return []
    context = {
        "cohort_id": cohort_id,
        "before": read.get(Feedback.Kind.BEFORE),
        "after": read.get(Feedback.Kind.AFTER),
        "may_ask": may_ask,
    }
    return [Section("feedback", "consultations/feedback/cohort.html", context, order=70)]


def programme_sections(programme_id: int, viewer: Viewer) -> list[Section]:
    """Satisfaction and change of competence, where enough have answered. Nothing otherwise. Three queries at most."""
    says = feedback.programme_says(programme_id, viewer.network)
    if says is None:
        return []
    return [Section("said-afterwards", "consultations/feedback/programme.html", {"says": says}, order=65)]


def figures(programme_id: int, viewer: Viewer) -> list[RecordFigure]:
    """How many said afterwards how it was, and what they said, where enough have. Three queries."""
    says = feedback.programme_says(programme_id, viewer.network)
    if says is None or says.satisfied is None or says.satisfied.top is None:
        return []
    return [
        RecordFigure(
            "feedback",
            ngettext("answer about how it was", "answers about how it was", says.satisfied.n),
            says.satisfied.n,
            _("Given without a name after gatherings and rounds. %(share)s say that it was worth their time.")
            % {"share": written_percent(says.satisfied.top, 0)},
            order=70,
            people=True,
            listed=lambda: FigureList(
                (_("Gathering or round"), _("Answers"), _("Worth their time, largely or fully")),
                [_occasion(each, viewer.network) for each in feedback.occasions(programme_id, viewer.network)],
            ),
        )
    ]


def _occasion(occasion: feedback.Occasion, network: Network) -> FigureRow:
    asked, satisfied = occasion.feedback, occasion.satisfied
    about = asked.gathering or asked.cohort
    if satisfied.top is None:
        told = (_("fewer than %(number)d") % {"number": network.small_number}, "")
    else:
        told = (str(satisfied.n), written_percent(satisfied.top, 0))
    title = said(about.title) if about is not None else ""
    return FigureRow((title, *told), reverse("consultations:feedback", args=[network.slug, asked.pk]))


def resolve(ids: Iterable[str], viewer: Viewer) -> dict[str, End]:
    """Results for those who may read them; to others it is hidden. Three queries."""
    found = Feedback.objects.select_related(*feedback.WITH, *feedback.WITH_COHORT).filter(
        consultation__network=viewer.network, pk__in=list(ids)
    )
    ends = {}
    for each in found.prefetch_related("gathering__co_hosts"):
        name = str(each.pk)
        about = each.gathering or each.cohort
        if about is None or not feedback.may_ask(viewer, each.gathering, each.cohort):
            ends[name] = End(KIND, name, hidden=True)
            continue
        ends[name] = End(
            KIND,
            name,
            title=said(about.title),
            url=reverse("consultations:feedback", args=[viewer.network.slug, each.pk]),
            label=str(each.get_kind_display()),
            owner=each.consultation.owner,
        )
    return ends


def register() -> None:
    register_kind(KIND, resolve)
