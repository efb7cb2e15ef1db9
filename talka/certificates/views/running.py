"""The host's pages: the rule, who is how far, works, issuing, the papers of a round."""

import io
import zipfile
from uuid import uuid4

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from talka.certificates import access, actions, queries
from talka.certificates.forms import IssueForm, ReturnForm, RuleForm
from talka.certificates.models import RuleVersion
from talka.certificates.progress import round_progress
from talka.certificates.views.pages import address, cycle_crumbs, round_crumbs
from talka.certificates.words import rule_sentences
from talka.foundation.access import Absent, NetworkRequest, Refusal, members_only, or_absent
from talka.foundation.forms import carried_out, sent
from talka.foundation.wording import said
from talka.programmes.models import Cycle


def _initial(rule: RuleVersion | None, cycle: Cycle) -> dict[str, object]:
    if rule is None:
        return {"title": cycle.title, "share": 80}
    return {field: getattr(rule, field) for field in RuleForm.field_order}


@members_only
@require_http_methods(["GET", "POST"])
def rule(request: NetworkRequest, cycle_id: int) -> HttpResponse:
    """Set the rule of a cycle; below it, how it reads, and the versions before it."""
    cycle = access.cycle_to_run(request.viewer, cycle_id)
    current = queries.current_rule(cycle)
    form = RuleForm(sent(request), network=request.network, rule=current, initial=_initial(current, cycle))
    if request.method == "POST":
        kept = carried_out(
            form, lambda: actions.set_rule(acting_user=request.viewer.person, cycle=cycle, **form.cleaned_data)
        )
        if kept is not None:
            messages.success(request, _("Kept. The rule holds for everybody who has no certificate yet."))
            return redirect(address("rule", request.network, cycle.pk))
    versions = queries.rule_versions(cycle)
    return render(
        request,
        "certificates/rule.html",
        {
            "section": "programmes",
            "title": _("The rule of the certificate"),
            "lead": said(cycle.title),
            "cycle": cycle,
            "form": form,
            "button": _("Keep the rule"),
            "back_url": reverse("programmes:cycles", args=[request.network.slug, cycle.programme.slug]),
            "back_words": _("Back to the cycles"),
            "versions": [(each, rule_sentences(each)) for each in versions],
            "rounds": [line for line in queries.rounds_of([cycle.programme_id]) if line.cohort.cycle_id == cycle.pk],
            "crumbs": cycle_crumbs(cycle),
        },
        status=422 if form.errors else 200,
    )


@members_only
@never_cache
@require_GET
def round_page(request: NetworkRequest, cohort_id: int) -> HttpResponse:
    """Who is how far, and what still misses."""
    cohort = access.round_to_run(request.viewer, cohort_id)
    current = queries.current_rule(cohort.cycle)
    context = {
        "section": "programmes",
        "cohort": cohort,
        "programme": cohort.cycle.programme,
        "rule": current,
        "crumbs": round_crumbs(cohort)[:1],
    }
    if current is not None:
        progress = round_progress(cohort, current)
        context |= {
            "progress": progress,
            "sentences": rule_sentences(current),
            "sets": queries.sets_of(cohort),
            "has_papers": any(way.certificate and way.certificate.paper_id for way in progress.ways),
        }
    return render(request, "certificates/round.html", context)


@members_only
@never_cache
@require_http_methods(["GET", "POST"])
def issue(request: NetworkRequest, cohort_id: int) -> HttpResponse:
    """A person looks at the list, ticks off whom to leave out, and issues."""
    cohort = access.round_to_run(request.viewer, cohort_id)
    current = or_absent(queries.current_rule(cohort.cycle))
    progress = round_progress(cohort, current)
    ready = progress.ready
    # After somebody else issued, what was ticked is judged by the action, not by the list.
    choices = [(way.member.pk, way.member.participant.name) for way in progress.ways]
    form = IssueForm(
        sent(request),
        choices=choices,
        initial={"field_id": uuid4(), "rule": current.pk, "members": [way.member.pk for way in ready]},
    )
    if request.method == "POST" and form.is_valid():
        shown = RuleVersion.objects.filter(pk=form.cleaned_data["rule"]).select_related("rule").first()
        issued = carried_out(
            form,
            lambda: actions.issue_certificates(
                acting_user=request.viewer.person,
                cohort=cohort,
                rule=shown or current,
                members=form.cleaned_data["members"],
                field_id=form.cleaned_data["field_id"],
            ),
        )
        if issued is not None:
            return redirect(address("set", request.network, issued.pk))
    ticked = {str(value) for value in form["members"].value() or ()}
    return render(
        request,
        "certificates/issue.html",
        {
            "section": "programmes",
            "cohort": cohort,
            "programme": cohort.cycle.programme,
            "rule": current,
            "sentences": rule_sentences(current),
            "progress": progress,
            "ready": [(way, str(way.member.pk) in ticked) for way in ready],
            "not_yet": [way for way in progress.ways if not way.earned and way.certificate is None],
            "form": form,
            "crumbs": round_crumbs(cohort),
        },
        status=422 if form.errors else 200,
    )


@members_only
@never_cache
@require_GET
def issued_set(request: NetworkRequest, set_id: int) -> HttpResponse:
    """How far the papers of a set are made; asked for again every second by the page itself."""
    issued = access.set_to_run(request.viewer, set_id)
    progress = queries.set_progress(issued)
    context = {
        "section": "programmes",
        "issued": issued,
        "cohort": issued.cohort,
        "progress": progress,
        "crumbs": round_crumbs(issued.cohort),
    }
    if request.headers.get("HX-Request"):
        return render(request, "certificates/parts/making.html", context)
    context["certificates"] = queries.certificates_in(issued)
    return render(request, "certificates/set.html", context)


@members_only
@require_POST
def carry_on(request: NetworkRequest, set_id: int) -> HttpResponse:
    """Ask for the job again where it ended in the middle. Nothing is made twice."""
    issued = access.set_to_run(request.viewer, set_id)
    actions.make_papers.enqueue(issued.pk)
    messages.success(request, _("It goes on. What was made already stays as it is."))
    return redirect(address("set", request.network, issued.pk))


@members_only
@never_cache
@require_GET
def archive(request: NetworkRequest, cohort_id: int) -> HttpResponse:
    """The papers of a round as one ZIP, to be printed."""
    cohort = access.round_to_run(request.viewer, cohort_id)
    found = queries.papers_of(cohort)
    if not found:
        raise Absent
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for certificate in found:
            assert certificate.paper is not None
            name = f"{slugify(certificate.name) or 'certificate'}-{certificate.code}.pdf"
            with default_storage.open(certificate.paper.path, "rb") as file:
                packed.writestr(name, file.read())
    response = HttpResponse(out.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="certificates-{cohort.pk}.zip"'
    return response


@members_only
@never_cache
@require_http_methods(["GET", "POST"])
def work(request: NetworkRequest, member_id: int) -> HttpResponse:
    """Look at a work; accept it, or give it back with what is to be worked on."""
    found = access.work_to_decide(request.viewer, member_id)
    form = ReturnForm(sent(request), initial={"remark": found.remark})
    if request.method == "POST" and form.is_valid():
        accepted = "accept" in request.POST
        act = actions.accept_work if accepted else actions.return_work
        try:
            act(acting_user=request.viewer.person, work=found, remark=form.cleaned_data["remark"])
        except Refusal as refusal:
            form.add_error("remark", refusal.message)
        else:
            messages.success(request, _("Accepted.") if accepted else _("Given back."))
            return redirect(address("round", request.network, found.member.cohort_id))
    return render(
        request,
        "certificates/work.html",
        {
            "section": "programmes",
            "work": found,
            "person": found.member.participant,
            "form": form,
            "rule": queries.current_rule(found.member.cohort.cycle),
            "crumbs": round_crumbs(found.member.cohort),
        },
        status=422 if form.errors else 200,
    )
