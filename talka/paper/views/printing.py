"""Printing: which language and paper, plain or numbered, and what was printed so far."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from talka.consultations import rules as consultation_rules
from talka.consultations.access import doors_to_type_in
from talka.consultations.models import Channel
from talka.consultations.queries import door_title
from talka.foundation.access import NetworkRequest, Refusal, members_only
from talka.foundation.forms import carried_out, sent
from talka.foundation.wording import said
from talka.paper import access, actions, queries
from talka.paper.actions.printing import for_printer
from talka.paper.forms import PrintForm
from talka.paper.models import PaperPrint
from talka.paper.views.pages import crumbs


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: NetworkRequest, slug: str) -> HttpResponse:
    """Print, see what was printed, and go to the piles that came back."""
    consultation = access.consultation_to_print(request.viewer, slug)
    doors = [door for door in doors_to_type_in(request.viewer, consultation) if door.channel == Channel.PAPER]
    initial = {"language": consultation.languages[0]}
    form = PrintForm(sent(request), consultation=consultation, doors=doors, initial=initial)
    if request.method == "POST" and form.is_valid():
        person = request.viewer.person
        ready = carried_out(
            form,
            lambda: actions.ready_print(
                acting_user=person,
                consultation=consultation,
                language=form.cleaned_data["language"],
                look=form.cleaned_data["look"],
            ),
        )
        copies = form.cleaned_data["copies"]
        if ready is not None and not copies:
            return redirect("paper:plain", request.network.slug, slug, ready.pk)
        if ready is not None:
            run = carried_out(
                form,
                lambda: actions.print_numbered(
                    acting_user=person, paper_print=ready, copies=copies, door=form.chosen_door()
                ),
            )
            if run is not None:
                return redirect("paper:numbered", request.network.slug, slug, run.pk)
    return render(
        request,
        "paper/paper.html",
        {
            "section": "consultations",
            "consultation": consultation,
            "form": form,
            "runs": queries.runs_of(consultation),
            "piles": [(pile, door_title(pile.batch.door)) for pile in queries.piles_of(consultation, request.viewer)],
            "may_bring": bool(doors) and consultation_rules.takes_batches(consultation),
            "has_doors": bool(doors),
            "may_edit": consultation_rules.may_edit(consultation, request.viewer),
            "may_type_in": bool(doors),
            "crumbs": crumbs(request, consultation),
        },
        status=422 if form.errors else 200,
    )


@members_only
@never_cache
@require_safe
def plain(request: NetworkRequest, slug: str, print_id: int) -> HttpResponse:
    """One form without number, to be copied."""
    found = access.print_for(request.viewer, slug, print_id)
    return _made(request, found, None, f"{found.language}-{found.look}")


@members_only
@never_cache
@require_safe
def numbered(request: NetworkRequest, slug: str, run_id: int) -> HttpResponse:
    run = access.run_for(request.viewer, slug, run_id)
    return _made(request, run.paper_print, range(run.first, run.last + 1), f"{run.first}-{run.last}")


def _made(request: NetworkRequest, printed: PaperPrint, numbers: range | None, name: str) -> HttpResponse:
    try:
        data = for_printer(printed, numbers)
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return redirect("paper:paper", request.network.slug, printed.consultation.slug)
    return _pdf(data, f"{slugify(said(printed.consultation.title))}-{name}")


def _pdf(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name[:80] or "form"}.pdf"'
    return response
