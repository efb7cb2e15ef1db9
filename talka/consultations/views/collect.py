"""Doors with their links and posters, typing in, and the totals as they come."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from talka.consultations import access, actions, queries, rules
from talka.consultations import qr as squares
from talka.consultations.actions import NotAccepted
from talka.consultations.asking import asking
from talka.consultations.forms import BatchForm, CloseBatchForm, DoorForm
from talka.consultations.languages import language_for, language_name
from talka.consultations.live import LIVE
from talka.consultations.models import Batch, Channel, Consultation, Door
from talka.consultations.views.manage import crumbs, refuse
from talka.foundation import language as writing
from talka.foundation.access import Absent, NetworkRequest, Refusal, members_only
from talka.foundation.form_pages import pressed
from talka.foundation.live.queries import state_of
from talka.foundation.live.topics import topic_for
from talka.foundation.wording import best


def address_of_door(door: Door) -> str:
    """The whole address, as it stands under the QR code."""
    return f"{settings.ADDRESS}{reverse('answer:ask', args=[door.token])}"


def _drawn(address: str) -> str:
    return mark_safe(squares.svg(address))  # noqa: S308  # made by us from an address of ours


@members_only
@require_safe
def doors(request: NetworkRequest, slug: str) -> HttpResponse:
    """Every way in, with its link and square; staff of a collecting organisation see their own."""
    found = access.counted_consultation_for(request.viewer, slug)
    may_edit = rules.may_edit(found, request.viewer)
    listed: list[dict[str, Any]] = []
    parts = {part.key: part for part in queries.totals(found).by_door}
    for door in found.doors.select_related("collector", "event"):
        door.consultation = found
        if not rules.may_run(door, request.viewer) and not rules.may_type_in(door, request.viewer):
            continue
        online = door.channel == Channel.ONLINE
        listed.append(
            {
                "door": door,
                "title": queries.door_title(door),
                "part": parts[str(door.pk)],
                "online": online,
                "address": address_of_door(door) if online else "",
                "may_run": rules.may_run(door, request.viewer),
                "square": _drawn(address_of_door(door)) if online else "",
            }
        )
    context = {
        "section": "consultations",
        "consultation": found,
        "doors": listed,
        "may_type_in": any(rules.may_type_in(row["door"], request.viewer) for row in listed),
        "may_edit": may_edit,
        "takes_batches": rules.takes_batches(found),
        "crumbs": crumbs(request, found, _("Doors")),
    }
    return render(request, "consultations/doors.html", context)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def new_door(request: NetworkRequest, slug: str) -> HttpResponse:
    found = access.editable_consultation_for(request.viewer, slug)
    form = DoorForm(
        request.POST if request.method == "POST" else None,
        consultation=found,
        making=True,
        initial={"channel": request.GET.get("way", "online")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_door(acting_user=request.viewer.person, consultation=found, **form.cleaned_data)
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            address = reverse("consultations:doors", args=[request.network.slug, found.slug])
            return redirect(f"{address}#door-{made.pk}")
    return _door_form(request, found, form, _("Open a door"), _("Open it"))


def _door_form(request: NetworkRequest, found: Consultation, form: DoorForm, title: str, button: str) -> HttpResponse:
    context = {
        "section": "consultations",
        "form": form,
        "title": title,
        "button": button,
        "crumbs": crumbs(request, found, title),
        "back_url": reverse("consultations:doors", args=[request.network.slug, found.slug]),
    }
    return render(request, "consultations/form.html", context)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: NetworkRequest, slug: str, door_id: int) -> HttpResponse:
    """What is said of a door."""
    found = access.door_for(request.viewer, slug, door_id)
    if not rules.may_edit(found.consultation, request.viewer):
        raise Absent
    form = DoorForm(
        request.POST if request.method == "POST" else None,
        consultation=found.consultation,
        making=False,
        initial=DoorForm.initial_of(found),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_door(acting_user=request.viewer.person, door=found, **form.cleaned_data)
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            return redirect("consultations:doors", request.network.slug, slug)
    return _door_form(request, found.consultation, form, _("Change the door"), _("Keep"))


@members_only
@require_POST
def change_door(request: NetworkRequest, slug: str, door_id: int) -> HttpResponse:
    """Close it, or open it again."""
    found = access.door_for(request.viewer, slug, door_id)
    do = request.POST.get("do")
    if do == "close":
        actions.close_door(acting_user=request.viewer.person, door=found)
    elif do == "open":
        actions.reopen_door(acting_user=request.viewer.person, door=found)
    address = reverse("consultations:doors", args=[request.network.slug, slug])
    return redirect(f"{address}#door-{found.pk}")


@members_only
@require_safe
def qr(request: NetworkRequest, slug: str, door_id: int, form: str) -> HttpResponse:
    """The square as a file for a printer."""
    found = access.door_for(request.viewer, slug, door_id)
    if found.channel != Channel.ONLINE or form not in {"svg", "png"}:
        raise Absent
    address = address_of_door(found)
    content = squares.svg_file(address) if form == "svg" else squares.png_file(address)
    response = HttpResponse(content, content_type="image/svg+xml" if form == "svg" else "image/png")
    response["Content-Disposition"] = f'attachment; filename="{found.consultation.slug}-{found.token}.{form}"'
    return response


@members_only
@require_safe
def poster(request: NetworkRequest, slug: str, door_id: int) -> HttpResponse:
    """One sheet of A4 to hang up: the question, the square, the address in words, in every language asked in."""
    found = access.door_for(request.viewer, slug, door_id)
    if found.channel != Channel.ONLINE:
        raise Absent
    consultation = found.consultation
    questionnaire = queries.questionnaire_of(consultation)
    address = address_of_door(found)
    sheets = []
    for tag in questionnaire.languages:
        with override(tag):
            sheets.append(
                {
                    "tag": tag,
                    "title": best(questionnaire.title, [tag])[1],
                    "intro": best(questionnaire.intro, [tag])[1],
                    "until": _("Open until %(day)s.") % {"day": writing.written_day(consultation.closes_on)}
                    if consultation.closes_on
                    else "",
                    "call": _("Point your phone at the square, or type the address."),
                    "ease": _("Two minutes, no name, no account."),
                }
            )
    context = {
        "consultation": consultation,
        "door": found,
        "square": _drawn(address),
        "address": address.split("://", 1)[1],
        "sheets": sheets,
        "marks": questionnaire.subjects,
    }
    return render(request, "consultations/poster.html", context)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def type_in(request: NetworkRequest, slug: str) -> HttpResponse:
    """Begin a pile, or go on with one."""
    found = access.consultation_for(request.viewer, slug)
    allowed = access.doors_to_type_in(request.viewer, found)
    if not allowed and not rules.may_edit(found, request.viewer):
        raise Absent
    today = rules.today_in(request.network)
    form = BatchForm(
        request.POST if request.method == "POST" else None,
        doors=allowed,
        today=today,
        initial={"door": request.GET.get("door") or ""},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = actions.open_batch(
                acting_user=request.viewer.person,
                door=form.chosen_door(),
                collected_on=data["collected_on"],
                handed_out=data["handed_out"],
                note=data["note"],
            )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            return redirect("consultations:batch", request.network.slug, found.slug, made.pk)
    shown = {door.pk for door in allowed}
    context = {
        "section": "consultations",
        "consultation": found,
        "form": form,
        "doors": allowed,
        "may_type_in": True,
        "takes_batches": rules.takes_batches(found),
        "may_edit": rules.may_edit(found, request.viewer),
        "batches": [
            {"batch": batch, "title": queries.door_title(batch.door)}
            for batch in queries.batches_of(found)
            if batch.door_id in shown
        ],
        "crumbs": crumbs(request, found, _("Type in answers")),
    }
    return render(request, "consultations/type_in.html", context)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: NetworkRequest, slug: str, batch_id: int) -> HttpResponse:
    """The same form, close together, for the keyboard: keep and take the next."""
    found = access.batch_for(request.viewer, slug, batch_id)
    consultation = found.door.consultation
    if request.method == "POST":
        return _keep_typed(request, found)
    language = language_for(request, consultation.languages)
    return _batch_page(request, found, language)


def _keep_typed(request: NetworkRequest, found: Batch) -> HttpResponse:
    consultation = found.door.consultation
    data = request.POST
    language = data.get("language", "")
    if language not in consultation.languages:
        language = language_for(request, consultation.languages)
    try:
        answer_id = uuid.UUID(data.get("answer", ""))
        version = int(data.get("version", ""))
    except ValueError:
        return _batch_page(
            request, found, language, data, {}, _("This page was not whole. Look through it and keep it again.")
        )
    version = version if 0 < version <= consultation.version else consultation.version
    try:
        received = actions.receive_answer(
            door=found.door,
            answer_id=answer_id,
            version=version,
            language=language,
            data=data,
            received_on=found.collected_on,
            batch=found,
        )
    except NotAccepted as refused:
        return _batch_page(request, found, language, data, refused.errors, "", answer_id)
    except Refusal as refusal:
        return _batch_page(request, found, language, data, {}, refusal.message, answer_id)
    if received.state == "conflict_kept":
        messages.warning(
            request,
            _("This form had been kept before with other answers. Both are kept; the first is counted."),
        )
    address = reverse("consultations:batch", args=[request.network.slug, consultation.slug, found.pk])
    return redirect(f"{address}?lang={language}")


def _batch_page(
    request: NetworkRequest,
    found: Batch,
    language: str,
    data: Any = None,
    errors: dict[str, str] | None = None,
    notice: str = "",
    answer_id: uuid.UUID | None = None,
) -> HttpResponse:
    consultation = found.door.consultation
    questionnaire = queries.questionnaire_of(consultation)
    typed = queries.typed_in(found)
    context = {
        "section": "consultations",
        "consultation": consultation,
        "batch": found,
        "place": queries.door_title(found.door),
        "channel": Channel(found.door.channel).label,
        "is_open": rules.is_open_batch(found) and rules.takes_batches(consultation),
        "form": asking(questionnaire, language, data, errors),
        "typed": typed,
        "next_number": typed + 1,
        "answer_id": answer_id or uuid.uuid4(),
        "version": consultation.version,
        "language": language,
        "languages": [(tag, language_name(tag)) for tag in questionnaire.languages],
        "notice": notice,
        "close_form": CloseBatchForm(initial=CloseBatchForm.initial_of(found)),
        "crumbs": [
            *crumbs(request, consultation, _("Type in answers"))[:-1],
            (
                _("Type in answers"),
                reverse("consultations:type_in", args=[request.network.slug, consultation.slug]),
            ),
            (queries.door_title(found.door), ""),
        ],
    }
    status = 422 if errors or notice else 200
    return render(request, "consultations/batch.html", context, status=status)


@members_only
@require_POST
def take_back(request: NetworkRequest, slug: str, batch_id: int) -> HttpResponse:
    """The last answer, where it was typed in by mistake."""
    found = access.batch_for(request.viewer, slug, batch_id)
    return pressed(
        request,
        lambda: actions.take_back_last(acting_user=request.viewer.person, batch=found),
        reverse("consultations:batch", args=[request.network.slug, slug, batch_id]),
        _("The last answer is taken back. Type it in again if you like."),
    )


@members_only
@require_POST
def close(request: NetworkRequest, slug: str, batch_id: int) -> HttpResponse:
    found = access.batch_for(request.viewer, slug, batch_id)
    form = CloseBatchForm(request.POST)
    handed_out = form.cleaned_data["handed_out"] if form.is_valid() else None
    try:
        actions.close_batch(acting_user=request.viewer.person, batch=found, handed_out=handed_out)
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        typed = queries.typed_in(found)
        words = ngettext(
            "The batch is closed with %(typed)s answer.", "The batch is closed with %(typed)s answers.", typed
        )
        messages.success(request, words % {"typed": typed})
    return redirect("consultations:type_in", request.network.slug, slug)


@members_only
@require_safe
def totals(request: NetworkRequest, slug: str) -> HttpResponse:
    """How many answers came, as they come. The part that changes is fetched again by itself."""
    found = access.counted_consultation_for(request.viewer, slug)
    counted = queries.totals(found)
    typed = access.doors_to_type_in(request.viewer, found)
    context = {
        "section": "consultations",
        "consultation": found,
        "totals": counted,
        "state": state_of(topic_for(request.viewer, LIVE, found.pk)).sequence,
        "is_open": found.state == Consultation.State.OPEN,
        "may_edit": rules.may_edit(found, request.viewer),
        "may_type_in": bool(typed),
        "crumbs": crumbs(request, found, _("Answers")),
    }
    if request.htmx:  # type: ignore[attr-defined]  # set by django-htmx
        return render(request, "consultations/parts/totals.html", context)
    return render(request, "consultations/totals.html", context)
