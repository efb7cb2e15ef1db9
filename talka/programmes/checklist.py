"""What still misses before a programme is published. The program advises; only two points stop the publishing."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talka.foundation.wording import said
from talka.programmes import queries
from talka.programmes.models import Concept, Cycle, Funder, Partner, Programme, Stage


@dataclass(frozen=True)
class Point:
    """One part of a programme as it stands.

    `state` is done, half (advice stands) or late (publishing waits for it); `words` says what is there,
    `advice` what to do next.
    """

    key: str
    title: str
    state: str
    words: str
    advice: list[str]


def checklist(programme: Programme) -> list[Point]:
    """The parts in the order of setting up: seven queries, however much there is."""
    stages = queries.stages(programme)
    return [
        _basics(programme),
        _aims(programme),
        _partners(queries.partners(programme)),
        _funders(queries.funders(programme)),
        _stages(programme, stages),
        _cycles(queries.cycles(programme)),
        _concept(programme),
        _story(programme),
    ]


def is_ready(points: list[Point]) -> bool:
    return all(point.state != "late" for point in points)


def _point(key: str, title: str, words: str, advice: list[str], late: bool = False) -> Point:
    return Point(key, title, "late" if late else "half" if advice else "done", words, advice)


def _basics(programme: Programme) -> Point:
    missing = not said(programme.lead).strip()
    advice = [_("Write the sentence that opens the public page.")] if missing else []
    if not programme.localities.exists():
        advice.append(_("Say in which places it happens."))
    return _point("basics", _("Title, period, lead and places"), said(programme.title), advice, late=missing)


def _aims(programme: Programme) -> Point:
    aims, groups = lines(programme.aims), lines(programme.target_groups)
    advice = []
    if not aims:
        advice.append(_("Write the aims."))
    if not groups:
        advice.append(_("Say for whom it is."))
    words = ngettext("%(count)d aim", "%(count)d aims", len(aims)) % {"count": len(aims)} if aims else ""
    return _point("aims", _("Aims and target groups"), words, advice)


def _partners(partners: list[Partner]) -> Point:
    advice = []
    if len(partners) < 2:
        advice.append(_("Add the partners that carry it together."))
    silent = [p.owner.short_name for p in partners if not said(p.gives).strip() and not said(p.leads).strip()]
    if silent:
        advice.append(_("Say what these give and lead: %(names)s.") % {"names": ", ".join(silent)})
    words = ", ".join(partner.owner.short_name for partner in partners)
    return _point("partners", _("Partners and what each does"), words, advice)


def _funders(funders: list[Funder]) -> Point:
    advice = [] if funders else [_("Name who pays, or leave this open where nobody gives money.")]
    unsaid = [said(f.name) for f in funders if not said(f.sentence).strip() and f.logo_id is None]
    if unsaid:
        advice.append(_("No logo and no sentence yet for: %(names)s.") % {"names": ", ".join(unsaid)})
    return _point("funders", _("Funders and their credits"), ", ".join(said(f.name) for f in funders), advice)


def _stages(programme: Programme, stages: list[Stage]) -> Point:
    advice = []
    if not stages:
        advice.append(_("Add the first stage."))
    empty = [said(stage.title) for stage in stages if not stage.expected_results.all()]
    if empty:
        advice.append(_("Say what these stages must yield: %(names)s.") % {"names": "; ".join(empty)})
    outside = [
        said(stage.title)
        for stage in stages
        if stage.starts_on < programme.starts_on or stage.ends_on > programme.ends_on
    ]
    if outside:
        advice.append(_("These stages reach beyond the programme: %(names)s.") % {"names": "; ".join(outside)})
    words = ngettext("%(count)d stage", "%(count)d stages", len(stages)) % {"count": len(stages)} if stages else ""
    return _point("stages", _("Stages and what each must yield"), words, advice, late=not stages)


def _cycles(cycles: list[Cycle]) -> Point:
    empty = [said(cycle.title) for cycle in cycles if not cycle.cohorts.all()]
    advice = [_("Add the rounds of: %(names)s.") % {"names": "; ".join(empty)}] if empty else []
    if not cycles:
        words = _("None. Only for what is designed once and run several times.")
    else:
        words = ngettext("%(count)d cycle", "%(count)d cycles", len(cycles)) % {"count": len(cycles)}
    return _point("cycles", _("Cycles and their rounds"), words, advice)


def _concept(programme: Programme) -> Point:
    """What it draws together is asked elsewhere; here only its own aim."""
    concept = Concept.objects.filter(programme=programme).first()
    aim = said(concept.aim).strip() if concept else ""
    advice = [] if aim else [_("Write the aim in one sentence, where a funder asks for a concept.")]
    return _point("concept_write", _("The concept"), aim, advice)


def _story(programme: Programme) -> Point:
    advice = []
    if not said(programme.story).strip():
        advice.append(_("Tell how it began and why these partners. Two paragraphs are enough."))
    if not said(programme.source_note).strip():
        advice.append(_("Say where its facts come from."))
    return _point("tell", _("The story and its source"), "", advice)


def lines(wording: dict[str, str]) -> list[str]:
    """A text of one thing a line, as a list in the reader's language."""
    return [line.strip(" \t-–•") for line in said(wording).splitlines() if line.strip(" \t-–•")]
