"""What this room shows elsewhere: the masthead, the desk, programmes' pages and the network's home."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from talka.consultations.models import Consultation
from talka.consultations.queries import answers_by_consultation, consultations_of, consultations_worked_on
from talka.findings import rules
from talka.findings.models import Finding, Publication, Quotation
from talka.findings.queries import findings_visible, releases_in, releases_in_programme
from talka.findings.releases import PublishedFinding, Release
from talka.findings.views.shown import Shown, shown
from talka.foundation.access import Viewer
from talka.foundation.audit.sentences import register_sentences
from talka.foundation.language import written_number
from talka.foundation.rooms import NavigationItem, Room, Section, StageYield, Task, register_room
from talka.foundation.wording import said
from talka.identity.models import Account

IN_A_STORY = 3
AT_HOME = 3
MOST_ANSWERS = 5


def navigation(viewer: Viewer) -> Iterator[NavigationItem]:
    yield NavigationItem("findings", _("Findings"), reverse("findings:index", args=[viewer.network.slug]), order=35)


def tasks(viewer: Viewer) -> Iterator[Task]:
    """Closed consultations whose results wait for publication. Two queries."""
    if not viewer.is_member:
        return
    waiting = consultations_worked_on(viewer).filter(state=Consultation.State.CLOSED)
    published = Publication.objects.filter(number__gt=0).values("consultation_id")
    for consultation in waiting.exclude(pk__in=published):
        if rules.may_publish(consultation, viewer):
            yield Task(
                title=_("Publish what the answers say: %(title)s") % {"title": said(consultation.title)},
                url=reverse("findings:publish", args=[viewer.network.slug, consultation.slug]),
                button=_("Look at the release"),
                owner=consultation.owner,
                about=_("The consultation is closed, and those who answered wait for its results."),
                programme_id=consultation.programme_id,
            )


def stage_yields(programme_id: int, viewer: Viewer) -> Iterator[StageYield]:
    """Results published, and findings saved, for the stages that hold a consultation. Four queries."""
    consultations = [
        each
        for each in consultations_of(programme_id, viewer)
        if each.stage_id and each.state != Consultation.State.DRAFT
    ]
    if not consultations:
        return
    numbers = dict(
        Publication.objects.filter(consultation__in=consultations, number__gt=0).values_list(
            "consultation_id", "number"
        )
    )
    saved: dict[int, int] = {}
    for (consultation_id,) in findings_visible(viewer).filter(programme_id=programme_id).values_list("consultation_id"):
        saved[consultation_id] = saved.get(consultation_id, 0) + 1
    inside = set(consultations_worked_on(viewer).filter(programme_id=programme_id).values_list("pk", flat=True))
    for each in consultations:
        number = numbers.get(each.pk)
        network = viewer.network.slug
        address = ""
        if number:
            address = reverse("findings:release", args=[network, each.slug])
        elif each.pk in inside:
            address = reverse("findings:results", args=[network, each.slug])
        yield StageYield(
            stage_id=each.stage_id or 0,
            title=_("Results that everybody can read"),
            state="done" if number else "todo",
            words=_("release %(number)s is public") % {"number": number} if number else _("not yet published"),
            url=address,
        )
        if each.pk in inside:
            count = saved.get(each.pk, 0)
            yield StageYield(
                stage_id=each.stage_id or 0,
                title=_("Findings saved from the answers"),
                state="done" if count else "todo",
                words=ngettext("%(n)s finding", "%(n)s findings", count) % {"n": written_number(count)}
                if count
                else _("none yet"),
                url=reverse("findings:results", args=[network, each.slug]),
            )


def _told(releases: list[Release], most: int) -> list[dict[str, Any]]:
    """A few findings with charts, not two of one question where there are others."""
    chosen: list[PublishedFinding] = []
    findings = [finding for release in releases for finding in release.findings if finding.short]
    for again in (False, True):
        for finding in findings:
            asked = {(each.consultation_slug, each.figures.question) for each in chosen}
            new = (finding.consultation_slug, finding.figures.question) not in asked
            if finding not in chosen and (new or again) and len(chosen) < most:
                chosen.append(finding)
    return [{"finding": each, "shown": _few(each)} for each in chosen]


def _few(finding: PublishedFinding) -> Shown:
    """The chart of a finding with the answers that most gave, and the one that it is about."""
    figures = finding.figures
    if figures.kind not in {"single", "multiple", "known"} or len(figures.options) <= MOST_ANSWERS:
        return shown(figures, finding.option)

    def most(key: str) -> float:
        return max((row.cell(key).share or 0.0 for row in figures.groups), default=0.0)

    ranked = sorted(figures.options, key=lambda option: (option.key != finding.option, -most(option.key)))
    kept = {option.key for option in ranked[:MOST_ANSWERS]}
    return shown(
        replace(figures, options=tuple(option for option in figures.options if option.key in kept)), finding.option
    )


def story_sections(programme_id: int, viewer: Viewer) -> Iterator[Section]:
    """ "What the town said": a few findings with their charts. Two queries."""
    releases = releases_in_programme(programme_id, viewer.network)
    told = _told(releases, IN_A_STORY)
    if told:
        yield Section(
            "findings",
            "findings/sections/story.html",
            {"told": told, "releases": releases, "network": viewer.network},
            order=20,
        )


def home_sections(_programme_id: int, viewer: Viewer) -> Iterator[Section]:
    """The newest findings of the network. Two queries."""
    releases = releases_in(viewer.network)
    told = _told(releases, AT_HOME)
    if told:
        yield Section(
            "findings",
            "findings/sections/home.html",
            {"told": told, "releases": releases, "network": viewer.network},
            order=30,
        )


def room_sections(programme_id: int, viewer: Viewer) -> Iterator[Section]:
    """For members: where the results are, how far they have come, what was saved from them."""
    consultations = list(consultations_worked_on(viewer).filter(programme_id=programme_id))
    if not consultations:
        return
    numbers = answers_by_consultation(consultations)
    published = set(
        Publication.objects.filter(consultation__in=consultations, number__gt=0).values_list(
            "consultation_id", flat=True
        )
    )
    saved: list[Finding] = list(findings_visible(viewer).filter(programme_id=programme_id).order_by("-pk")[:6])
    yield Section(
        "findings",
        "findings/sections/room.html",
        {
            "consultations": [
                {"consultation": each, "answers": numbers.get(each.pk, 0), "is_published": each.pk in published}
                for each in consultations
            ],
            "saved": saved,
            "network": viewer.network,
        },
        order=35,
    )


def export_person(account: Account) -> Mapping[str, Any]:
    """The findings that a person saved, and how many open answers they decided on."""
    saved = Finding.objects.filter(made_by=account).select_related("network")
    return {
        "findings": [
            {"network": each.network.name, "sentence": each.sentence, "saved": each.made_at.isoformat()}
            for each in saved
        ],
        "open_answers_decided": Quotation.objects.filter(decided_by=account).count(),
    }


def erase_person(account: Account) -> None:
    """Findings stay with their owner, without the person's name."""
    Finding.objects.filter(made_by=account).update(made_by=None, made_by_name="")
    Quotation.objects.filter(decided_by=account).update(decided_by=None)


def register() -> None:
    register_room(
        Room(
            name="findings",
            navigation=navigation,
            tasks=tasks,
            stage_yields=stage_yields,
            room_sections=room_sections,
            story_sections=story_sections,
            home_sections=home_sections,
            export_person=export_person,
            erase_person=erase_person,
        )
    )
    finding, consultation = "findings.finding", "consultations.consultation"
    register_sentences(
        {
            (finding, "saved a finding"): gettext_lazy("%(who)s saved the finding “%(title)s”."),
            (finding, "edited a finding"): gettext_lazy("%(who)s changed the finding “%(title)s”."),
            (finding, "refreshed a finding"): gettext_lazy("%(who)s took new figures for the finding “%(title)s”."),
            (finding, "removed a finding"): gettext_lazy("%(who)s removed the finding “%(title)s”."),
            (consultation, "published results"): gettext_lazy("%(who)s published release %(release)s of “%(title)s”."),
            (consultation, "chose an open answer"): gettext_lazy(
                "%(who)s chose an open answer of “%(title)s” for publication."
            ),
            (consultation, "set an open answer aside"): gettext_lazy(
                "%(who)s set an open answer of “%(title)s” aside."
            ),
            (consultation, "took back a decision on an open answer"): gettext_lazy(
                "%(who)s took back a decision on an open answer of “%(title)s”."
            ),
        }
    )
