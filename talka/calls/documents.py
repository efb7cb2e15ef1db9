"""The letter with the reasons, on paper."""

from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.core.files.storage import default_storage
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from talka.calls.models import Application
from talka.foundation.documents.typeset import pdf
from talka.foundation.language import bound, written_day, written_number, written_percent
from talka.foundation.wording import best
from talka.programmes.queries import credits

PICTURES = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}
TEMPLATE = Path(__file__).resolve().parent / "templates" / "calls" / "letter.typ"


def letter_pdf(application: Application) -> bytes:
    """Set the letter to one applicant in the language in which they applied."""
    network = application.call.network
    language = application.language or network.language
    with translation.override(language), timezone.override(ZoneInfo(application.call.terms.time_zone)):
        pictures: dict[str, bytes] = {}
        return pdf(template=TEMPLATE, data=_data(application, language, pictures), pictures=pictures)


def _data(application: Application, language: str, pictures: dict[str, bytes]) -> dict[str, Any]:
    call = application.call
    outcome = application.outcome
    decision = call.decision
    rows: list[dict[str, Any]] = decision.ranking.get("rows", [])
    row = next((each for each in rows if each["number"] == application.number), {})

    def said(wording: Any) -> str:
        tag, words = best(wording, [language, call.network.language])
        return bound(words, tag or None)

    criteria = []
    for each in call.terms.criteria:
        mean = _value(row.get("criteria", {}).get(each.key))
        criteria.append(
            {
                "title": said(each.title),
                "weight": written_percent(100 * each.weight / call.terms.all_weights),
                "mean": _("does not apply")
                if mean is None
                else _("%(mark)s of %(highest)s") % {"mark": written_number(mean, 1), "highest": each.highest},
            }
        )
    credited = []
    for number, credit in enumerate(credits(call.programme, language) if call.programme else []):
        picture = ""
        if credit.logo_file is not None and credit.logo_file.content_type in PICTURES:
            picture = f"logo-{number}.{PICTURES[credit.logo_file.content_type]}"
            with default_storage.open(credit.logo_file.path, "rb") as logo:
                pictures[picture] = logo.read()
        credited.append({"name": credit.name, "sentence": credit.sentence, "picture": picture})
    score = _value(row.get("score"))
    announced = decision.announced_at or decision.decided_at
    return {
        "language": language,
        "title": heading(outcome.result, outcome.reserve_number),
        "owner": {
            "name": call.owner.name,
            "short_name": call.owner.short_name,
            "dye": call.owner.dye,
            "shape": call.owner.shape,
        },
        "network": call.network.name,
        "to": str(application.sent.get("name", "")),
        "contact": str(application.sent.get("contact", "")),
        "date": written_day(announced, year=True),
        "call": said(call.title),
        "proposal": application.title,
        "number": _("Application %(number)s") % {"number": application.number},
        "note": said(decision.note),
        "reasons": said(outcome.reasons),
        "departure": outcome.departure,
        "score": written_percent(score, 1) if score is not None else "",
        "criteria": criteria,
        "credits": credited,
        "words": {
            "call": _("Call"),
            "proposal": _("Proposal"),
            "score": _("Score"),
            "reasons": _("Reasons"),
            "panel": _("The panel"),
            "departure": _("Departure from the ranking"),
            "criterion": _("Criterion"),
            "weight": _("Weight"),
            "mean": _("Mean mark"),
            "appeal": _("An appeal can be lodged within %(days)s days, on the page of your application.")
            % {"days": call.terms.appeal_days}
            if call.terms.appeal_days and outcome.result != "selected"
            else "",
        },
    }


def heading(result: str, reserve_number: int | None) -> str:
    """The outcome as a headline."""
    if result == "selected":
        return _("Your application is selected")
    if result == "reserve":
        return _("Your application is number %(number)s on the reserve list") % {"number": reserve_number}
    return _("Your application is not selected this time")


def _value(fraction: str | None) -> float | None:
    if not fraction:
        return None
    top, _slash, bottom = fraction.partition("/")
    return int(top) / int(bottom or 1)
