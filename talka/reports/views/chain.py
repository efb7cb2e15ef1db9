"""You said, we did; replies to findings; and the chain from answer to result, both ways."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from talka.findings.access import finding_for
from talka.foundation.access import Absent, NetworkRequest, members_only, or_absent
from talka.programmes import rules as programme_rules
from talka.programmes.access import programme_for, programme_to_edit
from talka.reports import actions, queries
from talka.reports.access import reply_to_edit
from talka.reports.forms import ReplyForm


def said_and_done(request: NetworkRequest, slug: str) -> HttpResponse:
    """Every published finding of a programme with what was decided."""
    programme = programme_for(request.viewer, slug)
    return render(
        request,
        "reports/said_and_done.html",
        {
            "section": "programmes",
            "programme": programme,
            "pairs": queries.said_and_done(programme, request.viewer),
            "may_reply": programme_rules.may_run(request.viewer, programme),
            "title": _("You said, we did"),
        },
    )


def chain(request: NetworkRequest, kind: str, identity: str) -> HttpResponse:
    """Why it is done, and what came of it: from any thing that the reader may see."""
    found = or_absent(queries.chain_of((kind, identity), request.viewer))
    return render(request, "reports/chain.html", {"section": "programmes", "chain": found, "title": found.here.title})


@members_only
def reply(request: NetworkRequest, slug: str, finding_id: int) -> HttpResponse:
    """Reply to a finding that no measure answers."""
    programme = programme_to_edit(request.viewer, slug)
    finding = finding_for(request.viewer, finding_id)
    if finding.consultation.programme_id != programme.pk:
        raise Absent
    form = ReplyForm(request.POST or None, programme=programme)
    if request.method == "POST" and form.is_valid():
        actions.reply_to_finding(
            acting_user=request.viewer.person, programme=programme, finding=finding, **form.cleaned_data
        )
        messages.success(request, _("The reply stands beside what people said."))
        return redirect("reports:said_and_done", request.network.slug, slug)
    return render(
        request,
        "reports/reply.html",
        {
            "section": "programmes",
            "form": form,
            "programme": programme,
            "finding": finding,
            "title": _("Reply to what people said"),
            "button": _("Publish the reply"),
            "back_url": reverse("reports:said_and_done", args=[request.network.slug, slug]),
        },
    )


@members_only
def change_reply(request: NetworkRequest, slug: str, reply_id: int) -> HttpResponse:
    kept = reply_to_edit(request.viewer, slug, reply_id)
    form = ReplyForm(request.POST or None, programme=kept.programme, reply=kept)
    back = reverse("reports:said_and_done", args=[request.network.slug, slug])
    if request.method == "POST" and "take_back" in request.POST:
        actions.take_reply_back(acting_user=request.viewer.person, reply=kept)
        messages.success(request, _("The reply was taken back."))
        return redirect(back)
    if request.method == "POST" and form.is_valid():
        actions.change_reply(acting_user=request.viewer.person, reply=kept, **form.cleaned_data)
        messages.success(request, _("The reply was changed."))
        return redirect(back)
    return render(
        request,
        "reports/change_reply.html",
        {
            "section": "programmes",
            "form": form,
            "reply": kept,
            "title": _("Change the reply"),
            "button": _("Keep the change"),
            "back_url": back,
        },
    )
