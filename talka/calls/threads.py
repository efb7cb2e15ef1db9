"""Calls, applications and decisions at the end of a thread."""

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talka.calls.models import Application, Call, Decision, Outcome
from talka.calls.queries import calls_visible
from talka.foundation.access import Viewer
from talka.foundation.language import written_day
from talka.foundation.threads.kinds import End, register_kind
from talka.foundation.wording import said

STATES: dict[str, str] = {Call.State.ANNOUNCED: "done", Call.State.CALLED_OFF: "late"}
CALL, APPLICATION, DECISION = "calls.call", "calls.application", "calls.decision"


def calls(ids: Iterable[str], viewer: Viewer) -> dict[str, End]:
    found = list(Call.objects.filter(network=viewer.network, pk__in=list(ids)).select_related("owner"))
    visible = set(calls_visible(viewer).filter(pk__in=[call.pk for call in found]).values_list("pk", flat=True))
    return {
        str(call.pk): End(
            CALL,
            str(call.pk),
            title=said(call.title),
            url=reverse("calls:call", args=[viewer.network.slug, call.pk]),
            figures=_("until %(day)s") % {"day": written_day(call.closes_at)} if call.closes_at else "",
            label=_("open call"),
            owner=call.owner,
            state=STATES.get(call.state, "now"),
        )
        if call.pk in visible
        else End(CALL, str(call.pk), hidden=True)
        for call in found
    }


def applications(ids: Iterable[str], viewer: Viewer) -> dict[str, End]:
    """The applicant and the host see their own; everybody else those that were selected and may be named."""
    found = list(
        Application.objects.filter(call__network=viewer.network, pk__in=list(ids)).select_related(
            "call__owner", "owner", "outcome"
        )
    )
    call_ids = {each.call_id for each in found}
    visible = set(calls_visible(viewer).filter(pk__in=call_ids).values_list("pk", flat=True))
    account = viewer.account.pk if viewer.account else None
    ends = {}
    for each in found:
        outcome: Outcome | None = getattr(each, "outcome", None)
        announced = each.call.state == Call.State.ANNOUNCED
        named = (
            announced and outcome is not None and outcome.result == "selected" and each.sent.get("may_be_named") is True
        )
        runs = each.call.owner_id in viewer.acts_for and bool(each.sent)
        mine = (account is not None and each.account_id == account) or each.owner_id in viewer.acts_for
        if not ((named and each.call_id in visible) or runs or mine):
            ends[str(each.pk)] = End(APPLICATION, str(each.pk), hidden=True)
            continue
        if mine:
            url = reverse("calls:application", args=[viewer.network.slug, each.token])
        elif named:
            url = reverse("calls:result", args=[viewer.network.slug, each.call_id])
        else:
            url = reverse("calls:read", args=[viewer.network.slug, each.call_id, each.pk])
        ends[str(each.pk)] = End(
            APPLICATION,
            str(each.pk),
            title=str(each),
            url=url,
            figures=str(outcome.get_result_display()) if announced and outcome else "",
            label=_("application"),
            owner=each.owner,
            state="done" if named else "half",
        )
    return ends


def decisions(ids: Iterable[str], viewer: Viewer) -> dict[str, End]:
    found = list(
        Decision.objects.filter(call__network=viewer.network, pk__in=list(ids))
        .select_related("call__owner")
        .prefetch_related("outcomes")
    )
    announced = Q(state=Call.State.ANNOUNCED) | Q(owner_id__in=viewer.acts_for)
    visible = set(
        calls_visible(viewer).filter(announced, pk__in=[each.call_id for each in found]).values_list("pk", flat=True)
    )
    ends = {}
    for each in found:
        if each.call_id not in visible:
            ends[str(each.pk)] = End(DECISION, str(each.pk), hidden=True)
            continue
        selected = sum(outcome.result == "selected" for outcome in each.outcomes.all())
        ends[str(each.pk)] = End(
            DECISION,
            str(each.pk),
            title=_("Decision: %(title)s") % {"title": said(each.call.title)},
            url=reverse("calls:result", args=[viewer.network.slug, each.call_id])
            if each.announced_at
            else reverse("calls:decide", args=[viewer.network.slug, each.call_id]),
            figures=ngettext("%(number)d selected", "%(number)d selected", selected) % {"number": selected},
            label=_("decision"),
            owner=each.call.owner,
            state="done" if each.announced_at else "half",
        )
    return ends


def register() -> None:
    register_kind(CALL, calls)
    register_kind(APPLICATION, applications)
    register_kind(DECISION, decisions)
