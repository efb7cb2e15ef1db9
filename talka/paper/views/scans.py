"""Piles of scans: bringing them, how far they are, pages that belong nowhere, and the end."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from talka.consultations import rules as consultation_rules
from talka.consultations.access import doors_to_type_in
from talka.consultations.models import Channel
from talka.foundation.access import Absent, NetworkRequest, members_only
from talka.foundation.form_pages import form_page, pressed
from talka.foundation.forms import carried_out, sent
from talka.foundation.language import written_day
from talka.paper import access, actions, queries, reader, rules
from talka.paper.actions.keeping import days_kept
from talka.paper.faults import half_in_words, trouble_in_words
from talka.paper.forms import AddForm, AsideForm, BringForm
from talka.paper.models import Reading, ScanImport
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
            "days": days_kept(request.network),
            "largest_mb": rules.largest_mb(),
            "title": title,
            "crumbs": crumbs(request, consultation, (title, "")),
        },
        status=422 if form.errors else 200,
    )


@members_only
@require_safe
def pile(request: NetworkRequest, slug: str, pile_id: int) -> HttpResponse:
    """How far a pile is, and what it asks of people."""
    return _pile_page(request, access.pile_for(request.viewer, slug, pile_id), AddForm())


def _pile_page(request: NetworkRequest, found: ScanImport, form: AddForm) -> HttpResponse:
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
            "reading": rules.is_being_read(found),
            "stopped": found.state == ScanImport.State.STOPPED,
            "finished": found.state == ScanImport.State.FINISHED,
            "kinds": [
                {"key": kind.value, "label": kind.label, "left": told.left[kind.value]}
                for kind in Reading.Kind
                if told.left[kind.value]
            ],
            "files": queries.files_of(found),
            "pages": [
                (page, half_in_words(page.place), trouble_in_words(page.trouble))
                for page in queries.pages_to_settle(found)[:50]
            ],
            "twins": [
                (form, [(each, page, half_in_words(page.place)) for each, page in both])
                for form, both in queries.twins_of(found)
            ],
            "incomplete": queries.incomplete_of(found),
            "form": form,
            "largest_mb": rules.largest_mb(),
            "can_read": reader.can_read(),
            "crumbs": crumbs(request, found.consultation, (title, "")),
            "title": title,
        },
        status=422 if form.errors else 200,
    )


@members_only
@require_POST
def add(request: NetworkRequest, slug: str, pile_id: int) -> HttpResponse:
    """Further files for a pile; errors stand beside the field on the pile's own page."""
    found = access.pile_for(request.viewer, slug, pile_id)
    form = AddForm(request.POST, request.FILES)
    done = carried_out(
        form,
        lambda: actions.add_files(acting_user=request.viewer.person, pile=found, files=form.cleaned_data["files"]),
    )
    if done is None:
        return _pile_page(request, access.pile_for(request.viewer, slug, pile_id), form)
    return redirect("paper:pile", request.network.slug, slug, pile_id)


WAYS = {"stop": actions.stop_reading, "go-on": actions.take_up_reading, "again": actions.read_again}


@members_only
@require_POST
def steer(request: NetworkRequest, slug: str, pile_id: int, way: str) -> HttpResponse:
    """Stop reading a pile, take it up, or read it again."""
    found = access.pile_for(request.viewer, slug, pile_id)
    if way not in WAYS:
        raise Absent
    return pressed(
        request,
        lambda: WAYS[way](acting_user=request.viewer.person, pile=found),
        _address(request, slug, pile_id),
    )


@members_only
@require_POST
def tell_apart(request: NetworkRequest, slug: str, pile_id: int, form_id: int) -> HttpResponse:
    """Two forms that look like one sheet are two, or the later one is set aside."""
    found = access.pile_for(request.viewer, slug, pile_id)
    filled = access.form_of(found, form_id)

    def settled() -> None:
        if request.POST.get("same"):
            actions.set_form_aside(
                acting_user=request.viewer.person, form=filled, reason=_("The same sheet was scanned twice.")
            )
        else:
            actions.tell_apart(acting_user=request.viewer.person, form=filled)

    return pressed(request, settled, _address(request, slug, pile_id))


@members_only
@require_POST
def count_as_it_is(request: NetworkRequest, slug: str, pile_id: int, form_id: int) -> HttpResponse:
    """A form that lacks pages is counted with what there is."""
    filled = access.form_of(access.pile_for(request.viewer, slug, pile_id), form_id)
    return pressed(
        request,
        lambda: actions.count_without_pages(acting_user=request.viewer.person, form=filled),
        _address(request, slug, pile_id),
    )


@members_only
@require_POST
def settle(request: NetworkRequest, slug: str, pile_id: int, page_id: int) -> HttpResponse:
    """What becomes of a page that belongs nowhere."""
    page = access.page_of(access.pile_for(request.viewer, slug, pile_id), page_id)
    settled = request.POST.get("settled", "")
    return pressed(
        request,
        lambda: actions.settle_page(acting_user=request.viewer.person, page=page, settled=settled),
        _address(request, slug, pile_id),
    )


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
    title = _("Set the form aside")
    address = _address(request, slug, pile_id)
    return form_page(
        request,
        form,
        lambda: actions.set_form_aside(
            acting_user=request.viewer.person, form=filled, reason=form.cleaned_data["reason"]
        ),
        section="consultations",
        title=title,
        button=_("Set it aside"),
        back=address,
        crumbs=crumbs(request, found.consultation, (_("Pile"), address), (title, "")),
        said_after=_("The form is set aside and not counted."),
    )


@members_only
@require_POST
def finish(request: NetworkRequest, slug: str, pile_id: int) -> HttpResponse:
    found = access.pile_for(request.viewer, slug, pile_id)
    return pressed(
        request,
        lambda: actions.finish_import(acting_user=request.viewer.person, pile=found),
        _address(request, slug, pile_id),
        _("The pile is finished; its answers are counted."),
    )


def _address(request: NetworkRequest, slug: str, pile_id: int) -> str:
    return reverse("paper:pile", args=[request.network.slug, slug, pile_id])
