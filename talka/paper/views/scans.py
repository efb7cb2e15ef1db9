"""Piles of scans: bringing them, how far they are, pages that belong nowhere, and the end."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from talka.consultations import rules as consultation_rules
from talka.consultations.access import doors_to_type_in
from talka.consultations.models import Channel
from talka.foundation.access import Absent, NetworkRequest, Refusal, members_only
from talka.foundation.forms import carried_out, sent
from talka.foundation.language import written_day
from talka.paper import access, actions, queries, reader
from talka.paper.faults import trouble_in_words
from talka.paper.forms import AsideForm, BringForm
from talka.paper.models import FilledForm, Reading, ScanImport
from talka.paper.pictures import page_picture
from talka.paper.views.pages import crumbs


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: NetworkRequest, slug: str) -> HttpResponse:
    """Hand in a pile of scans."""
    consultation = access.consultation_to_print(request.viewer, slug)
    doors = [door for door in doors_to_type_in(request.viewer, consultation) if door.channel == Channel.PAPER]
    if not doors:
        raise Absent
    form = BringForm(
        sent(request),
        request.FILES or None,
        doors=doors,
        today=consultation_rules.today_in(request.network),
        initial={"door": str(doors[0].pk)},
    )
    if request.method == "POST" and form.is_valid():
        made = carried_out(form, lambda: actions.bring_scans(acting_user=request.viewer.person, **form.content()))
        if made is not None:
            return redirect("paper:pile", request.network.slug, slug, made.pk)
    title = _("Bring scans")
    return render(
        request,
        "paper/bring.html",
        {
            "section": "consultations",
            "consultation": consultation,
            "form": form,
            "can_read": reader.can_read(),
            "title": title,
            "crumbs": crumbs(request, consultation, (title, "")),
        },
        status=422 if form.errors else 200,
    )


@members_only
@require_safe
def pile(request: NetworkRequest, slug: str, pile_id: int) -> HttpResponse:
    """How far a pile is, and what it asks of people."""
    found = access.pile_for(request.viewer, slug, pile_id)
    told = queries.report(found)
    title = _("Pile of %(day)s") % {"day": written_day(found.batch.collected_on, year=True)}
    return render(
        request,
        "paper/pile.html",
        {
            "section": "consultations",
            "consultation": found.consultation,
            "pile": found,
            "report": told,
            "reading": found.state == ScanImport.State.READING,
            "finished": found.state == ScanImport.State.FINISHED,
            "kinds": [{"key": kind.value, "label": kind.label, "left": told.left[kind.value]} for kind in Reading.Kind],
            "files": list(found.files.select_related("kept")),
            "pages": [(page, trouble_in_words(page.trouble)) for page in queries.pages_to_settle(found)[:50]],
            "incomplete": found.forms.filter(reason="pages_missing", state=FilledForm.State.OPEN)[:50],
            "crumbs": crumbs(request, found.consultation, (title, "")),
            "title": title,
        },
    )


@members_only
@require_POST
def settle(request: NetworkRequest, slug: str, pile_id: int, page_id: int) -> HttpResponse:
    """What becomes of a page that belongs nowhere."""
    found = access.pile_for(request.viewer, slug, pile_id)
    page = access.page_of(found, page_id)
    try:
        actions.settle_page(acting_user=request.viewer.person, page=page, settled=request.POST.get("settled", ""))
    except Refusal as refusal:
        messages.error(request, refusal.message)
    return redirect("paper:pile", request.network.slug, slug, pile_id)


@members_only
@require_safe
def picture(request: NetworkRequest, slug: str, pile_id: int, page_id: int) -> HttpResponse:
    """The whole page, as it was scanned."""
    found = access.pile_for(request.viewer, slug, pile_id)
    return private(page_picture(access.page_of(found, page_id)), "image/jpeg")


def private(data: bytes, kind: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response["Cache-Control"] = "private, max-age=600"
    return response


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def set_aside(request: NetworkRequest, slug: str, pile_id: int, form_id: int) -> HttpResponse:
    """A form that is not counted, with the reason."""
    found = access.pile_for(request.viewer, slug, pile_id)
    filled = access.form_of(found, form_id)
    form = AsideForm(sent(request))
    if request.method == "POST" and form.is_valid():
        done = carried_out(
            form,
            lambda: actions.set_form_aside(
                acting_user=request.viewer.person, form=filled, reason=form.cleaned_data["reason"]
            ),
        )
        if done is not None:
            messages.success(request, _("The form is set aside and not counted."))
            return redirect("paper:pile", request.network.slug, slug, pile_id)
    title = _("Set the form aside")
    address = reverse("paper:pile", args=[request.network.slug, slug, pile_id])
    return render(
        request,
        "page/form.html",
        {
            "section": "consultations",
            "form": form,
            "title": title,
            "button": _("Set it aside"),
            "back_url": address,
            "crumbs": crumbs(request, found.consultation, (_("Pile"), address), (title, "")),
        },
        status=422 if form.errors else 200,
    )


@members_only
@require_POST
def finish(request: NetworkRequest, slug: str, pile_id: int) -> HttpResponse:
    found = access.pile_for(request.viewer, slug, pile_id)
    try:
        actions.finish_import(acting_user=request.viewer.person, pile=found)
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The pile is finished; its answers are counted."))
    return redirect("paper:pile", request.network.slug, slug, pile_id)
