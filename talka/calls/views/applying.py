"""The applicant's pages: begin, write, check, send, withdraw, read the letter, appeal. The link is the key."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from talka.calls import access, actions, queries, rules
from talka.calls.documents import letter_pdf
from talka.calls.eligibility import all_met, checks
from talka.calls.forms.applying import AppealForm, ApplicationForm, BeginForm
from talka.calls.models import Application
from talka.calls.reading import sheet_of
from talka.calls.views.pages import address, crumbs_of, many_were_begun
from talka.calls.words import deadline_of
from talka.foundation.access import Absent, NetworkRequest, Refusal
from talka.foundation.files.serving import file_response
from talka.foundation.form_pages import pressed
from talka.foundation.forms import carried_out, sent
from talka.foundation.language import written_clock
from talka.organisations.queries import profiles_of


@never_cache
@require_http_methods(["GET", "POST"])
def apply(request: NetworkRequest, call_id: int) -> HttpResponse:
    """Begin an application, with or without an account."""
    viewer = request.viewer
    call = access.call_for(viewer, call_id)
    initial: dict[str, Any] = {"field_id": uuid4()}
    if viewer.account is not None:
        initial |= {"contact": viewer.account.name, "email": viewer.account.email}
    form = BeginForm(sent(request), call=call, viewer=viewer, initial=initial)
    if request.method == "POST" and form.is_valid():
        if too_many := many_were_begun(request):
            form.add_error(None, too_many)
        else:
            data = form.cleaned_data
            owner = data.pop("owner", None)
            prefilled: dict[str, Any] = {}
            if owner is not None and owner.pk in (profiles := profiles_of([owner.pk])):
                profile = profiles[owner.pk]
                prefilled["sector"] = profile.sector
                if profile.locality is not None:
                    place = profile.locality
                    prefilled |= {"locality": place.slug, "place": place.name, "county": place.part_of}
            begun = carried_out(
                form,
                lambda: actions.begin_application(
                    call=call,
                    owner=owner,
                    acting_user=viewer.account,
                    language=get_language() or "",
                    content=prefilled,
                    **data,
                ),
            )
            if begun is not None:
                if begun.known:
                    return redirect(address("written", call))
                return redirect(_own("application", begun.application))
    return render(
        request,
        "calls/apply.html",
        {
            "section": "calls",
            "call": call,
            "form": form,
            "open": rules.is_open(call),
            "deadline": deadline_of(call.terms),
            "mine": queries.my_applications(viewer, call),
            "crumbs": crumbs_of(call),
        },
        status=422 if form.errors else 200,
    )


@require_GET
def written(request: NetworkRequest, call_id: int) -> HttpResponse:
    """After beginning with an address and a name that have an application: its letter was sent again."""
    call = access.call_for(request.viewer, call_id)
    return render(request, "calls/written.html", {"section": "calls", "call": call, "crumbs": crumbs_of(call)})


@never_cache
@require_http_methods(["GET", "POST"])
def application(request: NetworkRequest, token: UUID) -> HttpResponse:
    """One's own application: the form until the deadline, afterwards what was sent and what came of it.

    Every button keeps what was typed first; only then it sends.
    """
    found = access.application_by_token(request.network, token)
    typed = rules.may_be_typed(found) and not _is_settled(found) and not rules.is_called_off(found.call)
    if not typed and request.method == "POST":
        return _too_late(request, found)
    if not typed:
        return _read(request, found)
    form = ApplicationForm(sent(request), request.FILES if request.method == "POST" else None, application=found)
    late = False
    if request.method == "POST":
        kept = _keep(request, found, form)
        wish = request.POST.get("do", "save")
        if kept and wish == "send":
            sending = ApplicationForm(request.POST, request.FILES, application=found, sending=True)
            sending.is_valid()
            try:
                if not sending.errors or not rules.is_open(found.call):
                    actions.send_application(application=found, acting_user=request.viewer.account)
                    messages.success(request, _("Your application is sent. A letter says so too."))
                    return redirect(_own("application", found))
            except Refusal as refusal:
                late = not rules.is_open(found.call)
                sending.add_error(None, refusal.message)
            form = sending
        elif kept and not form.errors:
            messages.success(request, _("Kept as a draft. It is not sent yet."))
            return redirect(_own("application", found))
    return render(
        request, "calls/application.html", _context(request, found, form, late), status=422 if form.errors else 200
    )


def _too_late(request: NetworkRequest, found: Application) -> HttpResponse:
    """Something comes after the deadline or a call off: it is kept and shown, and what was sent in time counts."""
    if not rules.may_be_typed(found):
        raise Absent
    form = ApplicationForm(request.POST, request.FILES, application=found)
    _keep(request, found, form)
    if rules.is_called_off(found.call):
        words = _("This call was called off. What you typed is kept.")
    else:
        words = _(
            "It is late: the call is closed. What you sent in time counts; what you typed since is kept below and does not."
        )
    messages.error(request, words)
    return redirect(_own("application", found))


def _is_settled(found: Application) -> bool:
    """After the deadline a sent application is read, not typed; a draft can still be copied from."""
    return found.state == Application.State.SENT and rules.is_over(found.call)


def _keep(request: NetworkRequest, found: Application, form: ApplicationForm) -> bool:
    """Keep what holds; what does not is told at its field. False where nothing could be kept."""
    form.is_valid()
    content = form.content()
    try:
        actions.save_application(application=found, content=content, email=form.cleaned_data.get("email") or None)
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        if refusal.field != "name":
            return False
        # Another application stands under this name: all but the name is kept.
        actions.save_application(application=found, content={**content, "name": found.name})
    gone = request.POST.get("detach", "")
    if gone:
        actions.detach_file(application=found, key=gone)
    for key, field in form.attachments:
        brought = form.files.get(field.html_name)
        if brought is not None:
            try:
                actions.attach_file(
                    application=found,
                    key=key,
                    name=brought.name or "",
                    data=brought.read(),
                    acting_user=request.viewer.account,
                )
            except Refusal as refusal:
                form.add_error(field.name, refusal.message)
    return True


def _context(request: NetworkRequest, found: Application, form: ApplicationForm, late: bool) -> dict[str, Any]:
    terms = found.call.terms
    files = {each.key: each for each in found.files.select_related("file")}
    lines = checks(terms, found.content, files, queries.locality_names(request.network))
    return {
        "section": "calls",
        "application": found,
        "call": found.call,
        "terms": terms,
        "form": form,
        "late": late or not rules.is_open(found.call),
        "open": rules.is_open(found.call),
        "deadline": deadline_of(terms),
        "attachments": [(key, field, files.get(key)) for key, field in form.attachments],
        "checks": lines,
        "all_met": all_met(lines),
        "changed": rules.is_changed_since_sent(found),
        "amended": found.terms_version < found.call.version,
        "crumbs": crumbs_of(found.call),
    }


def _read(request: NetworkRequest, found: Application) -> HttpResponse:
    """What was sent, the outcome and its reasons."""
    outcome = getattr(found, "outcome", None) if rules.is_announced(found.call) else None
    called_off = rules.is_called_off(found.call)
    anew = queries.called_again(found.call, request.viewer) if called_off else []
    unsent = rules.is_changed_since_sent(found) or found.state == Application.State.DRAFT
    return render(
        request,
        "calls/own.html",
        {
            "section": "calls",
            "application": found,
            "call": found.call,
            "terms": found.call.terms,
            "sheet": sheet_of(found) if found.sent else None,
            "unsent": sheet_of(found, unsent=True) if unsent else None,
            "called_off": called_off,
            "anew": [each for each in anew if rules.is_open(each)],
            "outcome": outcome,
            "means": _means(found) if outcome else [],
            "score": _score(found) if outcome else None,
            "may_appeal": rules.may_appeal(found),
            "may_withdraw": found.state == Application.State.SENT and rules.may_be_withdrawn(found),
            "crumbs": crumbs_of(found.call),
            "form": AppealForm(),
        },
    )


def _row(found: Application) -> dict[str, Any]:
    rows: list[dict[str, Any]] = found.call.decision.ranking.get("rows", [])
    return next((row for row in rows if row["number"] == found.number), {})


def _fraction(text: str | None) -> float | None:
    if not text:
        return None
    top, _slash, bottom = text.partition("/")
    return int(top) / int(bottom or 1)


def _score(found: Application) -> float | None:
    return _fraction(_row(found).get("score"))


def _means(found: Application) -> list[tuple[Any, float | None]]:
    means = _row(found).get("criteria", {})
    return [(each, _fraction(means.get(each.key))) for each in found.call.terms.criteria]


@require_POST
def save(request: NetworkRequest, token: UUID) -> HttpResponse:
    """Saving as one goes, by a small script: keeps what was typed and answers with the check as it now stands."""
    found = access.application_by_token(request.network, token)
    if not rules.may_be_typed(found) or _is_settled(found):
        raise Absent
    form = ApplicationForm(request.POST, None, application=found)
    form.is_valid()
    try:
        actions.save_application(
            application=found, content=form.content(), email=form.cleaned_data.get("email") or None
        )
    except Refusal as refusal:
        return HttpResponse(refusal.message, status=409, content_type="text/plain; charset=utf-8")
    context = _context(request, found, form, late=False)
    context["saved"] = written_clock(timezone.now())
    return render(request, "calls/parts/checks.html", context)


@never_cache
@require_GET
def sent_copy(request: NetworkRequest, token: UUID) -> HttpResponse:
    """What was sent, while it can still be changed."""
    found = access.application_by_token(request.network, token)
    if not found.sent:
        raise Absent
    return render(
        request,
        "calls/sent_copy.html",
        {
            "section": "calls",
            "application": found,
            "call": found.call,
            "sheet": sheet_of(found),
            "crumbs": crumbs_of(found.call, (_("Your application"), _own("application", found))),
        },
    )


@never_cache
@require_http_methods(["GET", "POST"])
def withdraw(request: NetworkRequest, token: UUID) -> HttpResponse:
    found = access.application_by_token(request.network, token)
    if request.method == "POST":
        return pressed(
            request,
            lambda: actions.withdraw_application(application=found, acting_user=request.viewer.account),
            _own("application", found),
            _("Your application is withdrawn."),
        )
    return render(
        request,
        "page/confirm.html",
        {
            "section": "calls",
            "title": _("Withdraw the application"),
            "what_happens": _("It no longer takes part. Until the deadline you can begin another."),
            "button": _("Withdraw it"),
            "back_url": _own("application", found),
        },
    )


@require_GET
def file(request: NetworkRequest, token: UUID, file_id: int) -> FileResponse:
    return file_response(
        access.file_of_draft(access.application_by_token(request.network, token), file_id), public=False
    )


@never_cache
@require_GET
def letter(request: NetworkRequest, token: UUID) -> HttpResponse:
    """The letter with the reasons on paper, in the applicant's language."""
    found = access.application_by_token(request.network, token)
    if not rules.is_announced(found.call) or not hasattr(found, "outcome"):
        raise Absent
    response = HttpResponse(letter_pdf(found), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="letter-{found.call_id}-{found.number}.pdf"'
    return response


@never_cache
@require_http_methods(["GET", "POST"])
def appeal(request: NetworkRequest, token: UUID) -> HttpResponse:
    found = access.application_by_token(request.network, token)
    if not rules.may_appeal(found):
        raise Absent
    form = AppealForm(sent(request))
    if request.method == "POST":
        lodged = carried_out(form, lambda: actions.lodge_appeal(application=found, text=form.cleaned_data["text"]))
        if lodged is not None:
            messages.success(request, _("Your appeal is lodged. The host answers by letter."))
            return redirect(_own("application", found))
    return render(
        request,
        "calls/form.html",
        {
            "section": "calls",
            "call": found.call,
            "form": form,
            "title": _("Lodge an appeal"),
            "lead": _("The host looks at it again and answers with reasons."),
            "button": _("Lodge the appeal"),
            "back_url": _own("application", found),
            "crumbs": crumbs_of(found.call, (_("Your application"), _own("application", found))),
        },
        status=422 if form.errors else 200,
    )


def _own(name: str, found: Application) -> str:
    return reverse(f"calls:{name}", args=[found.call.network.slug, found.token])
