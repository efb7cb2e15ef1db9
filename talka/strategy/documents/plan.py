"""A plan on paper: one document for the draft and for an approved version."""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from talka.foundation.access import Viewer, may_see, or_absent
from talka.foundation.documents.typeset import pdf
from talka.foundation.language import (
    bound,
    written_day,
    written_money,
    written_months,
    written_number,
    written_percent,
    written_period,
)
from talka.foundation.owners.models import Visibility
from talka.foundation.threads.kinds import End
from talka.foundation.wording import Wording, best
from talka.programmes.queries import credits
from talka.strategy.documents.labels import labels
from talka.strategy.documents.tables import money, schedule
from talka.strategy.models import Plan, Progress
from talka.strategy.queries.plans import evidence_of, version_for
from talka.strategy.queries.swots import quadrants
from talka.strategy.snapshot import (
    GoalShot,
    IndicatorShot,
    Mark,
    MeasureShot,
    PlanShot,
    Rest,
    read_draft,
    read_version,
)

TEMPLATE = Path(__file__).resolve().parent.parent / "templates" / "strategy" / "plan.typ"


def plan_pdf(plan: Plan, viewer: Viewer, *, language: str, draft: bool) -> bytes:
    """The plan as an accessible PDF in this language, texts of people in theirs where no other stands.

    An approved plan that is public is printed as anybody may read it: what its SWOT keeps private shows as internal
    analysis. A draft says on every page that it is one.
    """
    audience = Viewer(network=viewer.network) if not draft and plan.visibility == Visibility.PUBLIC else viewer
    with translation.override(language):
        if draft:
            shot = read_draft(plan, audience)
        else:
            version = or_absent(version_for(plan))
            shot = read_version(version, audience)
        pictures: dict[str, bytes] = {}
        return pdf(
            template=TEMPLATE,
            data=_Data(plan, shot, audience, language, draft).whole(pictures),
            pictures=pictures,
        )


class _Data:
    def __init__(self, plan: Plan, shot: PlanShot, audience: Viewer, language: str, draft: bool) -> None:
        self.plan, self.shot, self.audience, self.language, self.draft = plan, shot, audience, language, draft
        self.evidence = evidence_of(shot, audience)

    def said(self, wording: Wording | None) -> str:
        tag, words = best(wording, [self.language, self.shot.language])
        return bound(words, tag or None)

    def money(self, amount: Decimal) -> str:
        return written_money(amount, self.shot.currency)

    def whole(self, pictures: dict[str, bytes]) -> dict[str, Any]:
        plan, shot = self.plan, self.shot
        approval = None if self.draft else plan.approvals.filter(version=shot.version).first()
        return {
            "language": self.language,
            "network": plan.network.name,
            "title": self.said(shot.title),
            "kind": str(plan.get_kind_display()),
            "owner": _mark(shot.owner),
            "partners": [_mark(mark) for mark in shot.partners],
            "period": written_months(shot.starts_on, shot.ends_on),
            "draft": self.draft,
            "draft_line": _("Draft of %(day)s") % {"day": written_day(timezone.localdate(), year=True)},
            "approval": approval
            and {
                "who": approval.who,
                "on": written_day(approval.approved_on, year=True),
                "by_order": approval.by_order,
                "version": written_number(shot.version),
            },
            "front": [
                {"title": title, "text": self.said(wording)}
                for title, wording in self._front()
                if any(wording.values())
            ],
            "how_monitored": self.said(shot.how_monitored),
            "swot": self._swot(),
            "goals": [self._goal(goal) for goal in shot.goals],
            "schedule": schedule(self.shot, self.said),
            "money": money(self.shot, self.said),
            "indicators": [self._indicator_row(measure, each) for measure, each in shot.indicators],
            "roles": self._roles(),
            "promised": [
                {
                    "words": self.said(owed.words),
                    "measure": self.said(owed.measure_title),
                    "owner": _mark(owed.plan_owner),
                }
                for owed in shot.owed
                if owed.own_measure_id is not None
            ],
            "credits": self._credits(pictures),
            "words": labels(),
        }

    def _front(self) -> list[tuple[str, Wording]]:
        shot = self.shot
        return [
            (_("How this plan was made"), shot.how_made),
            (_("Who we are"), shot.who_we_are),
            (_("What we know"), shot.what_we_know),
            (_("Mission"), shot.mission),
            (_("Vision"), shot.vision),
            (_("Values"), shot.values),
        ]

    def _goal_chips(self, goal: GoalShot) -> list[dict[str, Any]]:
        found = [
            {"text": _("internal analysis"), "figures": "", "owner": None, "hidden": True} if end.hidden else _chip(end)
            for end in self.evidence[goal.id]
        ]
        return sorted(found, key=lambda each: bool(each["hidden"]))

    def _chips(self, rests: Iterable[Rest]) -> list[dict[str, Any]]:
        shown = [rest.end for rest in rests if rest.stands]
        hidden = sum(end.hidden for end in shown)
        found = [_chip(end) for end in shown if not end.hidden]
        if hidden:
            found.append({"text": _("internal analysis"), "figures": "", "owner": None, "hidden": True})
        return found

    def _goal(self, goal: GoalShot) -> dict[str, Any]:
        return {
            "number": goal.number,
            "title": self.said(goal.title),
            "why": self.said(goal.why),
            "chips": self._goal_chips(goal),
            "operational_goals": [
                {
                    "number": each.number,
                    "title": self.said(each.title),
                    "measures": [self._measure(measure) for measure in each.measures],
                }
                for each in goal.operational_goals
            ],
        }

    def _measure(self, measure: MeasureShot) -> dict[str, Any]:
        return {
            "number": measure.number,
            "title": self.said(measure.title),
            "about": self.said(measure.about),
            "owner": measure.responsible,
            "lead": _mark(measure.lead) if measure.lead else None,
            "partners": [_mark(mark) for mark in measure.partners],
            "with_others": measure.with_others,
            "time": written_period(measure.starts_on, measure.ends_on, year=True),
            "cost": self.money(measure.cost) if measure.costs else "",
            "sources": [
                f"{source.name}, {self.money(source.amount)}, {source.state_words}"
                if len(measure.sources) > 1
                else f"{source.name}, {source.state_words}"
                for source in measure.sources
            ],
            "risk": self.said(measure.risk),
            "indicators": [self._indicator(each) for each in measure.indicators],
            "chips": self._chips([*measure.rests, *(rest for each in measure.indicators for rest in each.rests)]),
            "promises": [
                {"owner": _mark(each.owner), "role": each.role_words, "words": self.said(each.words)}
                for each in measure.promises
            ],
            "progress": "" if measure.progress == Progress.PLANNED else self._progress(measure),
        }

    def _progress(self, measure: MeasureShot) -> str:
        note = self.said(measure.progress_note)
        return f"{measure.progress_words}: {note}" if note else measure.progress_words

    def _indicator(self, each: IndicatorShot) -> dict[str, str]:
        share = "\u00a0%" if each.unit == "%" else ""
        target = f"{_number(each.target)}{share}"
        return {
            "kind": _("Indicator of a result") if each.kind == "result" else _("Indicator of an output"),
            "title": self.said(each.title),
            "baseline": f"{_number(each.baseline)}{share}",
            "target": _("%(target)s in %(year)s") % {"target": target, "year": each.target_year}
            if each.target_year
            else target,
            "unit": "" if share else each.unit,
            "source": ", ".join(filter(None, [each.source, each.collector])),
        }

    def _indicator_row(self, measure: MeasureShot, each: IndicatorShot) -> list[str]:
        return [
            measure.number,
            self.said(each.title),
            each.unit,
            f"{_number(each.baseline)} ({each.baseline_year})" if each.baseline_year else _number(each.baseline),
            f"{_number(each.target)} ({each.target_year})" if each.target_year else _number(each.target),
            each.source,
        ]

    def _swot(self) -> list[dict[str, Any]] | None:
        """The table of quadrants, only where the SWOT is shared with those who read this."""
        swot = self.plan.swot
        if swot is None or swot.visibility == Visibility.PRIVATE or not may_see(swot, self.audience):
            return None
        return [
            {
                "title": quadrant.title,
                "items": [
                    {
                        "text": self.said(shown.item.text),
                        "weight": written_percent(shown.percent) if shown.percent is not None else "",
                    }
                    for shown in sorted(quadrant.items, key=lambda each: -each.points)
                ],
            }
            for quadrant in quadrants(swot, self.audience)
        ]

    def _roles(self) -> list[dict[str, Any]]:
        return [
            {
                "owner": _mark(promise.owner),
                "role": promise.role_words,
                "words": self.said(promise.words),
                "number": measure.number,
                "own": (promise.own_number or _("yes"))
                if promise.own_measure_id
                else (_("not yet") if promise.missing else ""),
                "missing": promise.missing,
            }
            for measure in self.shot.measures
            for promise in measure.promises
        ]

    def _credits(self, pictures: dict[str, bytes]) -> list[dict[str, str]]:
        if self.plan.programme is None:
            return []
        found = []
        for place, credit in enumerate(credits(self.plan.programme, self.language)):
            picture = ""
            if credit.logo_file is not None:
                picture = _picture(f"funder-{place}", credit.logo_file, pictures)
            found.append({"name": credit.name, "sentence": credit.sentence, "picture": picture})
        return found


def _picture(name: str, file: Any, pictures: dict[str, bytes]) -> str:
    ending = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg"}.get(file.content_type)
    if ending is None:
        return ""
    with default_storage.open(file.path) as opened:
        pictures[f"{name}.{ending}"] = opened.read()
    return f"{name}.{ending}"


def _mark(mark: Mark) -> dict[str, Any]:
    return {"name": mark.name, "short_name": mark.short_name, "dye": mark.dye, "shape": mark.shape}


def _chip(end: End) -> dict[str, Any]:
    label = f"{end.label[:1].upper()}{end.label[1:]}: " if end.label and not end.figures else ""
    return {
        "text": bound(f"{label}{end.title}"),
        "figures": bound(end.figures),
        "owner": _mark(Mark.of(end.owner)) if end.owner else None,
        "hidden": False,
    }


def _number(value: Decimal | None) -> str:
    return "–" if value is None else written_number(value, 2)
