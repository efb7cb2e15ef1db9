"""The concept of a programme on paper: one content, as PDF that is read and as DOCX that is edited on."""

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from talka.foundation.documents.typeset import pdf
from talka.foundation.documents.word import Sheet
from talka.foundation.language import bound, written_clock, written_day, written_months, written_number
from talka.foundation.wording import Wording, best
from talka.programmes.models import GatheringKind, Partner, Programme
from talka.programmes.queries import ConceptRead, credits

TEMPLATE = Path(__file__).resolve().parent.parent / "templates" / "programmes" / "concept.typ"
PICTURES = {"image/png": "png", "image/jpeg": "jpg"}


@dataclass(frozen=True)
class Logo:
    name: str
    sentence: str
    ending: str
    data: bytes | None


def concept_pdf(programme: Programme, read: ConceptRead, language: str) -> bytes:
    """PDF/A with tags, in this language; people's texts in another where they stand in no other."""
    with translation.override(language):
        logos = _logos(programme, language)
        pictures = {f"funder-{n}.{logo.ending}": logo.data for n, logo in enumerate(logos) if logo.data is not None}
        texts = _Texts(programme, read, language).whole()
        texts["credits"] = [
            {
                "name": logo.name,
                "sentence": bound(logo.sentence),
                "picture": f"funder-{n}.{logo.ending}" if logo.data is not None else "",
            }
            for n, logo in enumerate(logos)
        ]
        return pdf(template=TEMPLATE, data=texts, pictures=pictures)


def concept_docx(programme: Programme, read: ConceptRead, language: str) -> bytes:
    """The same content with headings, lists and a table for each day."""
    with translation.override(language):
        texts = _Texts(programme, read, language).whole()
        words = texts["words"]
        sheet = Sheet(title=texts["title"], language=language, author=texts["owner"])
        sheet.title(texts["title"], above=f"{words['concept']} · {texts['owner']}", below=texts["stands"])
        if texts["lead"]:
            sheet.text(texts["lead"])
        for part in texts["parts"]:
            sheet.heading(part["title"], 1)
            if part["lines"] is None:
                sheet.text(part["text"])
            elif part["numbered"]:
                sheet.numbered(part["lines"])
            else:
                sheet.bullets(part["lines"])
        for cycle in texts["cycles"]:
            sheet.heading(f"{words['agenda']}: {cycle['title']}" if cycle["title"] else words["agenda"], 1)
            if cycle["design"]:
                sheet.text(cycle["design"])
            for day in cycle["days"]:
                sheet.heading(f"{day['label']}: {day['title']}", 2)
                sheet.quiet(day["kind_and_time"])
                if day["about"]:
                    sheet.text(day["about"])
                if day["sessions"]:
                    rows = [[each["time"], each["what"], each["lecturer"]] for each in day["sessions"]]
                    sheet.table([words["time"], words["what"], words["lecturer"]], rows, widths=[3, 9, 4.4])
                if day["result"]:
                    sheet.labelled(words["result"], day["result"])
        if texts["partners"]:
            sheet.heading(words["partners"], 1)
            sheet.table(
                [words["partner"], words["role"], words["leads"]],
                [[each["name"], each["role"], each["leads"]] for each in texts["partners"]],
                widths=[6, 4, 6],
            )
        logos = _logos(programme, language)
        if logos:
            sheet.heading(words["funders"], 2)
        sheet.credits((logo.name, logo.sentence, logo.data) for logo in logos)
        return sheet.made()


class _Texts:
    """The content in one language: everything is a plain string from here on."""

    def __init__(self, programme: Programme, read: ConceptRead, language: str) -> None:
        self.programme, self.read, self.content, self.language = programme, read, read.content, language

    def said(self, wording: Wording | None) -> str:
        tag, words = best(wording, [self.language, self.programme.network.language])
        return bound(words, tag or None)

    def lines(self, wording: Wording | None) -> list[str]:
        return [line.strip(" \t-–•") for line in self.said(wording).splitlines() if line.strip(" \t-–•")]

    def whole(self) -> dict[str, Any]:
        content = self.content
        starts, ends = (datetime.date.fromisoformat(content[each]) for each in ("starts_on", "ends_on"))
        version = self.read.version
        stands = (
            _("Version %(number)s, %(day)s")
            % {"number": written_number(version.number), "day": written_day(version.frozen_at, year=True)}
            if version
            else ""
        )
        period = written_months(starts, ends)
        return {
            "language": self.language,
            "network": self.programme.network.name,
            "title": self.said(content["title"]),
            "lead": self.said(content["lead"]),
            "owner": content["owner"],
            "period": period,
            "stands": f"{period} · {stands}" if stands else period,
            "parts": [part for part in self._parts() if part["text"] or part["lines"]],
            "cycles": [self._cycle(cycle) for cycle in content["cycles"] if cycle["days"] or cycle["design"]],
            "partners": [
                {
                    "name": each["name"],
                    "role": str(Partner.Role(each["role"]).label),
                    "leads": self.said(each["leads"]) or self.said(each["gives"]),
                }
                for each in content["partners"]
            ],
            "words": {
                "concept": _("Concept"),
                "agenda": _("Agenda"),
                "time": _("Time"),
                "what": _("What"),
                "lecturer": _("Lecturer"),
                "result": _("Result:"),
                "partners": _("Who makes it"),
                "partner": _("Partner"),
                "role": _("Role"),
                "leads": _("Leads"),
                "funders": _("Funders"),
                "page": _("Page %(number)s of %(total)s") % {"number": "{number}", "total": "{total}"},
                "made_with": _("Made with Talka, free software that a network hosts itself."),
            },
        }

    def _parts(self) -> list[dict[str, Any]]:
        content = self.content

        def text(title: str, wording: Wording) -> dict[str, Any]:
            return {"title": title, "text": self.said(wording), "lines": None, "numbered": False}

        def listed(title: str, lines: list[str], numbered: bool) -> dict[str, Any]:
            return {"title": title, "text": "", "lines": lines, "numbered": numbered}

        return [
            text(_("Why it is needed"), content["background"]),
            text(_("Aim"), content["aim"]),
            listed(_("For whom"), self.lines(content["audience"]), numbered=False),
            listed(_("Goals"), self.lines(content["goals"]), numbered=True),
            text(_("How we work"), content["approach"]),
            listed(_("Expected results"), [self.said(result["title"]) for result in content["results"]], numbered=True),
        ]

    def _cycle(self, cycle: dict[str, Any]) -> dict[str, Any]:
        return {
            "title": self.said(cycle["title"]),
            "design": self.said(cycle["design"]),
            "days": [self._day(day) for day in cycle["days"]],
        }

    def _day(self, day: dict[str, Any]) -> dict[str, Any]:
        kind = capfirst(str(GatheringKind(day["kind"]).label))
        return {
            "label": _("Day %(number)s") % {"number": written_number(day["number"])},
            "title": self.said(day["title"]),
            "kind_and_time": f"{kind}, {clock(day)}",
            "about": self.said(day["about"]),
            "result": self.said(day["result"]),
            "sessions": [
                {
                    "time": clock(each),
                    "what": "\n".join(filter(None, [self.said(each["topic"]), *self._terms(each)])),
                    "topic": self.said(each["topic"]),
                    "terms": self._terms(each),
                    "lecturer": ", ".join(each["lecturers"]),
                }
                for each in day["sessions"]
            ],
        }

    def _terms(self, session: dict[str, Any]) -> list[str]:
        """What a session asks and yields, each as a line."""
        terms = []
        if self.said(session["result"]):
            terms.append(_("Result: %(words)s") % {"words": self.said(session["result"])})
        if self.said(session["hand_in"]):
            terms.append(_("Handed in: %(words)s") % {"words": self.said(session["hand_in"])})
        if session["obligatory"]:
            terms.append(_("Nobody may miss it."))
        return terms


def clock(times: dict[str, Any]) -> str:
    starts, ends = (datetime.time.fromisoformat(times[each]) for each in ("starts", "ends"))
    return f"{written_clock(starts)}–{written_clock(ends)}"


def _logos(programme: Programme, language: str) -> list[Logo]:
    found = []
    for credit in credits(programme, language, programme.network.language):
        ending = PICTURES.get(credit.logo_file.content_type, "") if credit.logo_file else ""
        data = None
        if credit.logo_file is not None and ending:
            with default_storage.open(credit.logo_file.path) as opened:
                data = opened.read()
        sentence = credit.sentence or _("Funded by %(name)s.") % {"name": credit.name}
        found.append(Logo(credit.name, sentence, ending, data))
    return found
