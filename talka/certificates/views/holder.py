"""Pages of those who earn: how far I am, my certificate, what the world sees of me."""

import json
from uuid import UUID

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from talka.certificates import access, actions, queries, rules
from talka.certificates.forms import ShownForm, WorkForm
from talka.certificates.models import Certificate
from talka.certificates.papers import Papers, badge_picture
from talka.certificates.progress import round_progress
from talka.certificates.public import public_record
from talka.certificates.views.pages import address
from talka.certificates.words import missing_words, rule_sentences
from talka.foundation.access import Absent, NetworkRequest, or_absent
from talka.foundation.forms import carried_out
from talka.foundation.limits import Limit, address_of
from talka.foundation.page import quiet
from talka.foundation.wording import said
from talka.gatherings import access as gathering_access
from talka.methods.credentials import bake

HAND_INS = Limit(most=20, seconds=600)


@never_cache
@require_http_methods(["GET", "POST"])
def way(request: NetworkRequest, key: UUID, cohort_id: int) -> HttpResponse:
    """How far one member is, by their own link; here the work is handed in."""
    member = gathering_access.member_by_key(request.network, key, cohort_id)
    current = or_absent(queries.current_rule(member.cohort.cycle))
    progress = round_progress(member.cohort, current)
    own = next(each for each in progress.ways if each.member.pk == member.pk)
    initial = {"text": own.work.text, "link": own.work.link} if own.work else {}
    form = WorkForm(request.POST or None, request.FILES or None, initial=initial)
    status = 200
    if request.method == "POST":
        if not current.work or not rules.may_hand_in(own.work):
            raise Absent
        brought = request.FILES.get("file")
        if not HAND_INS.take(address_of(request)):
            form.add_error(None, _("Much was handed in from here in a short time. Wait some minutes and try again."))
            status = 429
        elif (
            carried_out(
                form,
                lambda: actions.hand_in_work(
                    acting_user=request.viewer.account,
                    member=member,
                    text=form.cleaned_data["text"],
                    link=form.cleaned_data["link"],
                    file=(brought.name or "file", brought.read()) if brought else None,
                ),
            )
            is not None
        ):
            messages.success(request, _("Handed in. You can hand it in again until it is accepted."))
            return redirect(address("way", request.network, key, cohort_id))
        status = 422 if status == 200 else status
    return quiet(
        render(
            request,
            "certificates/way.html",
            {
                "section": "programmes",
                "member": member,
                "cohort": member.cohort,
                "programme": member.cohort.cycle.programme,
                "rule": current,
                "sentences": rule_sentences(current),
                "way": own,
                "missing": missing_words(own),
                "form": form if current.work and rules.may_hand_in(own.work) else None,
            },
            status=status,
        )
    )


@never_cache
@require_http_methods(["GET", "POST"])
def mine(request: NetworkRequest, secret: UUID) -> HttpResponse:
    """My certificate: paper, badge, credential, and whose name the public page shows."""
    certificate = access.certificate_by_secret(request.network, secret)
    actions.note_opened(certificate=certificate)
    form = ShownForm(request.POST or None, initial={"shown": certificate.shown})
    if request.method == "POST":
        changed = carried_out(
            form, lambda: actions.show_name(certificate=certificate, shown=form.cleaned_data["shown"])
        )
        if changed is not None:
            messages.success(request, _("Kept. The public page shows it so from now on."))
            return redirect(address("mine", request.network, secret))
    return quiet(
        render(
            request,
            "certificates/mine.html",
            {
                "section": "programmes",
                "certificate": certificate,
                "record": public_record(certificate),
                "form": form,
                "title": said(certificate.issued_in.rule.title),
            },
            status=422 if form.errors else 200,
        )
    )


@never_cache
@require_http_methods(["GET", "POST"])
def erase(request: NetworkRequest, secret: UUID) -> HttpResponse:
    """The holder takes themselves out: a step that cannot be taken back."""
    certificate = access.certificate_by_secret(request.network, secret)
    if request.method == "POST":
        actions.erase_holder(certificate=certificate)
        messages.success(request, _("Your name, your address and the papers are erased. The numbers stay."))
        return redirect(address("certificate", request.network, certificate.code))
    return quiet(
        render(
            request,
            "page/confirm.html",
            {
                "section": "programmes",
                "title": _("Erase my name"),
                "what_happens": _(
                    "Your name, your address, the paper and the badge are erased here, and this link ends. The page of the "
                    "certificate stays, without you: what was earned, when, by which rule. A PDF that you keep is still "
                    "recognised as genuine."
                ),
                "button": _("Erase my name"),
                "back_url": address("mine", request.network, secret),
            },
        )
    )


def _attachment(content: bytes | str, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return quiet(response)


@never_cache
@require_GET
def paper(request: NetworkRequest, secret: UUID) -> HttpResponse:
    certificate = access.certificate_by_secret(request.network, secret)
    if certificate.paper is None:
        raise Absent
    with default_storage.open(certificate.paper.path, "rb") as file:
        return _attachment(file.read(), "application/pdf", f"certificate-{certificate.code}.pdf")


@never_cache
@require_GET
def credential(request: NetworkRequest, secret: UUID) -> HttpResponse:
    certificate = access.certificate_by_secret(request.network, secret)
    return _attachment(credential_text(certificate), "application/vc+ld+json", f"badge-{certificate.code}.json")


@never_cache
@require_GET
def token(request: NetworkRequest, secret: UUID) -> HttpResponse:
    certificate = access.certificate_by_secret(request.network, secret)
    return _attachment(certificate.token, "application/vc+jwt", f"badge-{certificate.code}.jwt")


@never_cache
@require_GET
def badge(request: NetworkRequest, secret: UUID) -> HttpResponse:
    """The drawn badge with the credential baked into it."""
    certificate = access.certificate_by_secret(request.network, secret)
    programme = certificate.member.cohort.cycle.programme
    with translation.override(certificate.language):
        picture = badge_picture(certificate, Papers(request.network, programme, certificate.issued_in.rule))
    baked = bake(picture, credential_text(certificate))
    if "show" in request.GET:
        return quiet(HttpResponse(baked, content_type="image/png"))
    return _attachment(baked, "image/png", f"badge-{certificate.code}.png")


def credential_text(certificate: Certificate) -> str:
    """The credential as it is handed out and baked in."""
    return json.dumps(certificate.credential, ensure_ascii=False, indent=2)
