"""What was wrong is put right: a certificate revoked or issued anew, keys made new or not trusted any more."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from talka.certificates import access, actions, codes, rules
from talka.certificates.forms import KeyForm, ReissueForm, RevokeForm
from talka.certificates.views.pages import address
from talka.foundation.access import Absent, NetworkRequest, members_only
from talka.foundation.form_pages import form_page, shown_form, to_page
from talka.foundation.forms import carried_out, sent

# A step that cannot be taken back.
STEP: dict[str, Any] = {"section": "programmes", "template": "page/confirm.html", "crumbs": []}


@members_only
@require_http_methods(["GET", "POST"])
def revoke(request: NetworkRequest, code: str) -> HttpResponse:
    """Those who run the programme revoke a certificate, with a reason that everybody reads."""
    found = access.certificate_to_mend(request.viewer, code)
    form = RevokeForm(sent(request))
    return form_page(
        request,
        form,
        lambda: actions.revoke_certificate(
            acting_user=request.viewer.person, certificate=found, reason=form.cleaned_data["reason"]
        ),
        **STEP,
        title=_("Revoke the certificate %(code)s") % {"code": codes.grouped(found.code)},
        what_happens=_(
            "Its page stays and says since when it does not hold any more, and why; the holder gets a letter. A new one can be issued afterwards."
        ),
        button=_("Revoke it"),
        back=address("certificate", request.network, found.code),
        said_after=_("Revoked. Its page says since when and why."),
    )


@members_only
@require_http_methods(["GET", "POST"])
def reissue(request: NetworkRequest, code: str) -> HttpResponse:
    """Issue it anew to the same person: with the right name, or because it was revoked by mistake."""
    found = access.certificate_to_mend(request.viewer, code)
    if found.erased_at is not None or hasattr(found, "replaced_by"):
        raise Absent
    form = ReissueForm(sent(request), certificate=found)
    if request.method == "POST":
        made = carried_out(
            form,
            lambda: actions.reissue_certificate(
                acting_user=request.viewer.person, certificate=found, **form.cleaned_data
            ),
        )
        if made is not None:
            return redirect(address("set", request.network, made.issued_in_id))
    return shown_form(
        request,
        form,
        section="programmes",
        title=_("Issue the certificate %(code)s anew") % {"code": codes.grouped(found.code)},
        lead=_(
            "What was signed cannot be put right, so a new paper and a new credential are made from the same numbers. "
            "The page of the old one stays and says what stands in its place."
        ),
        button=_("Issue it anew, and write to the holder"),
        back=address("certificate", request.network, found.code),
        crumbs=[],
    )


@members_only
@require_POST
def rotate(request: NetworkRequest) -> HttpResponse:
    if not rules.may_keep_keys(request.viewer):
        raise Absent
    actions.rotate_keys(acting_user=request.viewer.person, network=request.network)
    said_after = _("New keys sign from now on. What the old ones signed holds.")
    return to_page(request, address("issuer", request.network), said_after)


@members_only
@require_http_methods(["GET", "POST"])
def revoke_key(request: NetworkRequest, number: int) -> HttpResponse:
    key = access.key_to_revoke(request.viewer, number)
    form = KeyForm(sent(request))
    return form_page(
        request,
        form,
        lambda: actions.revoke_key(
            acting_user=request.viewer.person, key=key, reason=form.cleaned_data["revoked_reason"]
        ),
        **STEP,
        title=_("Withdraw trust from the key %(key)s") % {"key": key},
        what_happens=_(
            "For a key that fell into wrong hands. It stays published, with the moment and the reason; the pages of "
            "certificates that it signed say so. To change keys from time to time, make new ones instead."
        ),
        button=_("Withdraw trust"),
        back=address("issuer", request.network),
        said_after=_("The key is published as not trusted any more."),
    )
