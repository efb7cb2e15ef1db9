"""Pages for everybody: check a certificate, the rule behind it, the issuer and its keys."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from talka.certificates import access, actions, codes, queries, rules
from talka.certificates.actions.keys import opened_for_proofs
from talka.certificates.addresses import of_issuer, of_key, of_status_list
from talka.certificates.badges import moment_of
from talka.certificates.forms import CodeForm, FileForm
from talka.certificates.models import Certificate, SigningKey
from talka.certificates.public import LARGEST_FILE, is_genuine, public_record
from talka.certificates.views.pages import address, programme_crumb
from talka.certificates.words import rule_sentences
from talka.foundation.access import NetworkRequest
from talka.foundation.forms import sent
from talka.foundation.limits import Limit, address_of
from talka.foundation.wording import said
from talka.methods.credentials import sign, status_list
from talka.programmes.queries import programmes_visible

# A hall full of people may share one connection; whoever tries codes may not.
CHECKS = Limit(most=60, seconds=60)


def _too_many(request: NetworkRequest) -> bool:
    return not CHECKS.take(address_of(request))


@never_cache
@require_http_methods(["GET", "POST"])
def check(request: NetworkRequest) -> HttpResponse:
    """Type the code of a certificate. Signed in: my certificates, my rounds, and those I run."""
    form = CodeForm(sent(request))
    status = 200
    if request.method == "POST" and form.is_valid():
        code = codes.tidy(form.cleaned_data["code"])
        if _too_many(request):
            form.add_error(None, _("Many codes were tried from here in a short time. Wait a minute and try again."))
            status = 429
        elif code and Certificate.objects.filter(network=request.network, code=code, made_at__isnull=False).exists():
            return redirect(address("certificate", request.network, code))
        else:
            form.add_error(
                "code", _("There is no certificate with this code here. Compare it with the paper once more.")
            )
    if form.errors and status == 200:
        status = 422
    runs = queries.runs_programmes(request.viewer)
    return render(
        request,
        "certificates/check.html",
        {
            "section": "programmes",
            "form": form,
            "own": queries.own_certificates(request.viewer),
            "own_rounds": queries.own_rounds(request.viewer),
            "lines": queries.rounds_of(runs) if runs else [],
        },
        status=status,
    )


def _page(request: NetworkRequest, certificate: Certificate, **more: Any) -> dict[str, Any]:
    programme = certificate.member.cohort.cycle.programme
    seen = programmes_visible(request.viewer).filter(pk=programme.pk).exists()
    return {
        "section": "programmes",
        "certificate": certificate,
        "record": public_record(certificate),
        "holds": rules.holds(certificate),
        "title": said(certificate.issued_in.rule.title),
        "programme_seen": seen,
        "may_run": seen and rules.may_run_round(request.viewer, certificate.member.cohort),
        "key_revoked": certificate.key is not None and certificate.key.revoked_at is not None,
        **more,
    }


@never_cache
@require_http_methods(["GET", "POST"])
def certificate(request: NetworkRequest, code: str) -> HttpResponse:
    """The public page of one certificate; a file that somebody was given is compared with what was issued."""
    if _too_many(request):
        return render(request, "certificates/wait.html", {"section": "programmes"}, status=429)
    found = access.certificate_by_code(request.network, code)
    if request.method == "GET" and code != found.code:
        return redirect(address("certificate", request.network, found.code))
    form = FileForm(request.POST or None, request.FILES or None)
    verdict = ""
    if request.method == "POST" and form.is_valid():
        brought = form.cleaned_data["file"]
        genuine = brought.size <= LARGEST_FILE and is_genuine(found, brought.read())
        verdict = "genuine" if genuine else "different"
    return render(
        request,
        "certificates/certificate.html",
        _page(request, found, form=form, verdict=verdict),
        status=422 if form.errors else 200,
    )


@require_GET
def criteria(request: NetworkRequest, rule_id: int, number: int) -> HttpResponse:
    """A version of a rule, in words; the achievement of the credentials points here."""
    version = access.rule_version(request.network, rule_id, number)
    programme = version.rule.cycle.programme
    seen = programmes_visible(request.viewer).filter(pk=programme.pk).exists()
    return render(
        request,
        "certificates/criteria.html",
        {
            "section": "programmes",
            "rule": version,
            "sentences": rule_sentences(version),
            "programme": programme,
            "crumbs": [programme_crumb(programme)] if seen and request.viewer.is_member else [],
        },
    )


@require_GET
def issuer(request: NetworkRequest) -> HttpResponse:
    """Who issues certificates here, and with which keys; coordinators make new ones."""
    return render(
        request,
        "certificates/issuer.html",
        {
            "section": "programmes",
            "keys": queries.keys_of(request.network),
            "issuer_address": of_issuer(request.network),
            "may_keep_keys": rules.may_keep_keys(request.viewer),
        },
    )


def published(content: dict[str, Any], kind: str = "application/ld+json") -> JsonResponse:
    """JSON that programs elsewhere read, from any page."""
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False}, content_type=kind)
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "public, max-age=300"
    return response


def key_document(key: SigningKey) -> dict[str, Any]:
    """A verification method as W3C's controlled identifiers write it."""
    is_multikey = key.kind == SigningKey.Kind.ED25519
    document: dict[str, Any] = {
        "@context": [
            "https://w3id.org/security/multikey/v1" if is_multikey else "https://w3id.org/security/jwk/v1",
        ],
        "id": of_key(key),
        "type": "Multikey" if is_multikey else "JsonWebKey",
        "controller": of_issuer(key.network),
        **key.public,
    }
    if key.revoked_at is not None:
        document["revoked"] = moment_of(key.revoked_at)
    return document


@require_GET
def key(request: NetworkRequest, number: int) -> JsonResponse:
    """One key; for tokens also as a JSON Web Key of its own."""
    found = access.key_by_number(request.network, number)
    document = key_document(found)
    if found.kind == SigningKey.Kind.RSA:
        document |= {**found.public["publicKeyJwk"], "alg": "RS256", "use": "sig", "kid": of_key(found)}
    return published(document)


@require_GET
def issuer_json(request: NetworkRequest) -> JsonResponse:
    """The issuer as programs read it: its name, and the keys that are trusted."""
    keys = queries.keys_of(request.network)
    return published(
        {
            "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
            "id": of_issuer(request.network),
            "type": ["Profile"],
            "name": request.network.name,
            "url": of_issuer(request.network).removesuffix(".json") + "/",
            "verificationMethod": [key_document(each) for each in keys],
            "assertionMethod": [of_key(each) for each in keys if each.revoked_at is None],
        }
    )


@require_GET
def status(request: NetworkRequest) -> JsonResponse:
    """The list of what was revoked, signed: one bit for each certificate."""
    key = actions.ready_key(network=request.network, kind=SigningKey.Kind.ED25519)
    now = moment_of(timezone.now().replace(second=0, microsecond=0))
    url = of_status_list(request.network)
    unsigned = status_list(
        url=url, issuer=of_issuer(request.network), valid_from=now, revoked=queries.revoked_places(request.network)
    )
    secret = opened_for_proofs(key)
    signed = sign(unsigned, secret, verification_method=of_key(key), created=now)
    return published(signed, "application/vc+ld+json")
