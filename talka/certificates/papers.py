"""The paper and the badge of a certificate: what they say, set by Typst."""

import datetime
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import segno
from django.core.files.storage import default_storage
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from talka.certificates import addresses, codes, words
from talka.certificates.models import Certificate, RuleVersion
from talka.foundation.documents.typeset import Typesetter
from talka.foundation.language import bound, written_day, written_months, written_percent
from talka.foundation.wording import said
from talka.identity.models import Network
from talka.programmes.models import Programme
from talka.programmes.queries import credits, working_partners

HERE = Path(__file__).resolve().parent / "documents"
CERTIFICATE = HERE / "certificate.typ"
BADGE = HERE / "badge.typ"
SUFFIX = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}
MOST_STRANDS = 8


class Papers:
    """What is the same on all papers of one set: partners, funders with their logos, the rule. Read once."""

    def __init__(self, network: Network, programme: Programme, rule: RuleVersion) -> None:
        self.network, self.programme, self.rule = network, programme, rule
        self.strands = [owner.dye for owner in working_partners(programme)][:MOST_STRANDS] or [1, 5, 9]
        self.pictures: dict[str, bytes] = {}
        self._credits: dict[str, list[dict[str, str]]] = {}

    def credits(self, language: str) -> list[dict[str, str]]:
        """Name, sentence and logo of each funder, in the holder's language."""
        if language not in self._credits:
            with translation.override(language):
                self._credits[language] = [
                    {"name": credit.name, "sentence": credit.sentence, "logo": self._logo(number, credit.logo_file)}
                    for number, credit in enumerate(credits(self.programme, language))
                ]
        return self._credits[language]

    def _logo(self, number: int, file: Any) -> str:
        if file is None or file.content_type not in SUFFIX:
            return ""
        name = f"logo-{number}.{SUFFIX[file.content_type]}"
        if name not in self.pictures:
            with default_storage.open(file.path, "rb") as kept:
                self.pictures[name] = kept.read()
        return name

    def typesetter(self, languages: Sequence[str], helpers: int = 0) -> Typesetter:
        """For papers in these languages; the logos of the funders are read now."""
        for language in languages:
            self.credits(language)
        return Typesetter(template=CERTIFICATE, pictures=self.pictures, helpers=helpers)

    def data(self, certificate: Certificate) -> dict[str, Any]:
        """What one paper says, in its holder's language and the network's time."""
        language, facts, network = certificate.language, certificate.facts, self.network
        url = addresses.of_certificate(network, certificate.code)
        with translation.override(language), timezone.override(ZoneInfo(network.time_zone)):
            title = said(self.rule.title, language)
            planned, attended = words.hours(facts["planned_minutes"]), words.hours(facts["attended_minutes"])
            issued = written_day(certificate.issued_at, year=True)
            rule = " ".join(words.rule_sentences(self.rule, language))
            place = facts.get("locality") or said(facts.get("round"), language)
            return {
                "language": language,
                "issuer": network.name,
                "strands": self.strands,
                "name": certificate.name,
                "from": certificate.comes_from,
                "title": bound(title),
                "about": bound(said(self.rule.about, language)),
                "figures": [
                    {"value": attended, "label": _("attended of %(planned)s planned") % {"planned": planned}},
                    {"value": written_percent(words.share_of(facts)), "label": _("of all planned hours")},
                    {"value": period_of(facts), "label": place},
                ],
                "signed_name": self.rule.signed_name or network.name,
                "signed_role": said(self.rule.signed_role, language),
                "qr": qr(url),
                "url": url,
                "url_shown": addresses.shown(addresses.full("check", network)),
                "code": codes.grouped(certificate.code),
                "credits": self.credits(language),
                "texts": {
                    "document_title": _("Certificate: %(title)s") % {"title": title},
                    "document_description": _("Certificate %(code)s, issued on %(day)s")
                    % {"code": codes.grouped(certificate.code), "day": issued},
                    "heading": _("Certificate"),
                    "has_earned": pgettext("a name stands before, what was earned after", "has completed"),
                    "by_rule": rule,
                    "issued": _("Issued on %(day)s") % {"day": issued},
                    "qr_alt": _("QR code: the page on which this certificate is checked"),
                    "check_at": _("Check it at"),
                },
            }


def qr(address: str) -> str:
    """The address as a QR code in SVG, drawn as one path. Every mask is read alike; trying all takes four times as long."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False, mask=4).save(
        out, kind="svg", border=0, dark="#14201f", xmldecl=False, svgclass=None, lineclass=None
    )
    return out.getvalue().decode()


def period_of(facts: dict[str, Any]) -> str:
    starts, ends = (datetime.date.fromisoformat(facts[name]) for name in ("starts_on", "ends_on"))
    if (starts.year, starts.month) == (ends.year, ends.month):
        return written_day(ends, year=True) if starts == ends else written_months(starts, ends)
    return written_months(starts, ends)


def badge_picture(certificate: Certificate, papers: Papers) -> bytes:
    """The badge as a PNG, in the holder's language."""
    language = certificate.language
    with translation.override(language), timezone.override(ZoneInfo(papers.network.time_zone)):
        data = {
            "language": language,
            "strands": papers.strands,
            "title": bound(said(papers.rule.title, language)),
            "issuer": papers.network.name,
            "year": str(timezone.localtime(certificate.issued_at).year),
        }
        with Typesetter(template=BADGE) as setter:
            return setter.png(data)
