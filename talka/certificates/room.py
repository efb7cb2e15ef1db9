"""What certificates show elsewhere: desk, programme pages, evidence, figures, a person's own data."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talka.certificates import actions, codes, queries, threads
from talka.certificates.models import Certificate, Work
from talka.certificates.words import rule_sentences
from talka.foundation.access import Viewer
from talka.foundation.language import written_day
from talka.foundation.rooms import (
    Evidence,
    FigureList,
    FigureRow,
    RecordFigure,
    Room,
    Section,
    StageYield,
    Task,
    register_room,
)
from talka.foundation.wording import said
from talka.gatherings.models import Gathering
from talka.identity.models import Account
from talka.programmes.models import Cohort
from talka.programmes.queries import programmes_visible

SINCE = datetime.timedelta(days=120)


def tasks(viewer: Viewer) -> list[Task]:
    """Rounds that are over and have members without certificate, works to look at, and my own new certificates."""
    if not viewer.is_member or viewer.account is None:
        return []
    return [*_hosts_tasks(viewer), *_holders_tasks(viewer)]


def _hosts_tasks(viewer: Viewer) -> list[Task]:
    """Three queries at most. Only for those who act for the programme's lead: coordinators have the list."""
    led = list(programmes_visible(viewer).filter(owner_id__in=viewer.acts_for).values_list("pk", flat=True))
    if not led:
        return []
    today = timezone.localdate()
    lines = [line for line in queries.rounds_of(led) if line.has_rule]
    over = _ended([line.cohort.pk for line in lines])
    found = []
    for line in lines:
        programme = line.cohort.cycle.programme
        url = reverse("certificates:round", args=[viewer.network.slug, line.cohort.pk])
        common: dict[str, Any] = {
            "url": url,
            "owner": programme.owner,
            "about": said(programme.title),
            "programme_id": programme.pk,
        }
        if line.works_waiting:
            words = ngettext(
                "%(number)d work to look at: %(round)s", "%(number)d works to look at: %(round)s", line.works_waiting
            )
            title = words % {"number": line.works_waiting, "round": said(line.cohort.title)}
            found.append(Task(title=title, button=_("Look at them"), **common))
        ended = over.get(line.cohort.pk)
        if ended and today - SINCE <= ended < today and line.members > line.valid == 0:
            title = _("Issue the certificates: %(round)s") % {"round": said(line.cohort.title)}
            found.append(Task(title=title, button=_("See who earned one"), **common))
    return found


def _ended(cohorts: list[int]) -> dict[int, datetime.date]:
    """When the last gathering of each round ended. One query."""
    last: dict[int, datetime.date] = {}
    rows = Gathering.objects.filter(cohort__in=cohorts).exclude(state=Gathering.State.CANCELLED)
    for cohort_id, ends_at in rows.values_list("cohort_id", "ends_at"):
        day = timezone.localdate(ends_at)
        if cohort_id is not None:
            last[cohort_id] = max(day, last.get(cohort_id, day))
    return last


def _holders_tasks(viewer: Viewer) -> list[Task]:
    """Four queries."""
    to_do = [
        Task(
            title=_("Work on it once more: %(title)s") % {"title": _work_title(each)}
            if each.work
            else _("Hand in your work: %(title)s") % {"title": _work_title(each)},
            url=reverse(
                "certificates:way", args=[viewer.network.slug, each.member.participant.key, each.member.cohort_id]
            ),
            button=_("Hand it in"),
            about=said(each.member.cohort.cycle.programme.title),
            programme_id=each.member.cohort.cycle.programme_id,
        )
        for each in queries.works_to_do(viewer)
    ]
    return to_do + [
        Task(
            title=_("Your certificate is ready: %(title)s") % {"title": said(each.issued_in.rule.title)},
            url=reverse("certificates:mine", args=[viewer.network.slug, each.secret]),
            button=_("Open it"),
            about=said(each.member.cohort.cycle.programme.title),
            programme_id=each.member.cohort.cycle.programme_id,
        )
        for each in queries.own_certificates(viewer)
        if each.opened_at is None and each.revoked_at is None and each.erased_at is None
    ]


def _work_title(to_do: queries.WorkToDo) -> str:
    return said(to_do.rule.work_title) or said(to_do.rule.title)


def stage_yields(programme_id: int, viewer: Viewer) -> list[StageYield]:
    """Certificates against people in the rounds, at the stage in which the rounds' gatherings end: two queries."""
    lines = {line.cohort.pk: line for line in queries.rounds_of([programme_id]) if line.has_rule}
    if not lines or not viewer.is_member:
        return []
    stage_of: dict[int, int] = {}
    rows = Gathering.objects.filter(cohort__in=list(lines), stage__isnull=False).order_by("ends_at")
    for cohort_id, stage_id in rows.values_list("cohort_id", "stage_id"):
        if cohort_id is not None and stage_id is not None:
            stage_of[cohort_id] = stage_id
    sums: dict[int, tuple[int, int]] = {}
    for cohort_id, stage_id in stage_of.items():
        valid, members = sums.get(stage_id, (0, 0))
        line = lines[cohort_id]
        sums[stage_id] = (valid + line.valid, members + line.members)
    return [
        StageYield(
            stage_id=stage_id,
            title=_("Certificates"),
            state=_state(valid, members),
            words=_valid_words(valid, members),
            url=reverse("certificates:check", args=[viewer.network.slug]),
        )
        for stage_id, (valid, members) in sums.items()
        if members
    ]


def room_sections(programme_id: int, viewer: Viewer) -> list[Section]:
    """For those who run the programme: its rounds with how many have a certificate."""
    if programme_id not in queries.runs_programmes(viewer):
        return []
    lines = queries.rounds_of([programme_id])
    if not lines:
        return []
    return [Section("certificates", "certificates/sections/room.html", {"lines": lines}, order=40)]


def cycle_sections(programme_id: int, viewer: Viewer) -> list[Section]:
    """Each cycle's rule, also before it has a round, and how far its rounds are. Four queries."""
    cycles = queries.rules_of(programme_id) if programme_id in queries.runs_programmes(viewer) else []
    if not cycles:
        return []
    context = {
        "rules": [(cycle, rule, rule_sentences(rule) if rule else []) for cycle, rule in cycles],
        "lines": queries.rounds_of([programme_id]),
    }
    return [Section("certificates", "certificates/sections/cycles.html", context, order=40)]


def cohort_sections(cohort_id: int, viewer: Viewer) -> list[Section]:
    """On the page of a round, for those who run it: how many have a certificate, and the way to who is how far."""
    cohort = Cohort.objects.filter(pk=cohort_id).select_related("cycle").first()
    if cohort is None or cohort.cycle.programme_id not in queries.runs_programmes(viewer):
        return []
    line = next(each for each in queries.rounds_of([cohort.cycle.programme_id]) if each.cohort.pk == cohort_id)
    context = {
        "line": line,
        "state": _state(line.valid, line.members),
        "words": _valid_words(line.valid, line.members),
    }
    return [Section("certificates", "certificates/sections/round.html", context, order=60)]


def _state(valid: int, members: int) -> str:
    return "done" if valid and valid >= members else "half" if valid else "todo"


def _valid_words(valid: int, members: int) -> str:
    return _("%(valid)d of %(members)d people") % {"valid": valid, "members": members}


def member_sections(member_id: int, viewer: Viewer) -> list[Section]:
    """On somebody's own page of a round: the certificate, or the way to it where the cycle has a rule. Two queries."""
    member = queries.member_with_rule(viewer.network, member_id)
    if member is None:
        return []
    context = {"member": member, "certificate": queries.certificate_of(member)}
    return [Section("certificate", "certificates/sections/member.html", context, order=30)]


def story_sections(programme_id: int, viewer: Viewer) -> list[Section]:
    """How many earned a certificate, where the number is large enough to be public."""
    counted = queries.counted_by_cycle(programme_id)
    shown = [each for each in counted if each.valid >= viewer.network.small_number]
    if not shown:
        return []
    total = sum(each.valid for each in shown)
    return [Section("certificates", "certificates/sections/story.html", {"total": total}, order=65)]


def evidence(programme_id: int, viewer: Viewer) -> list[Evidence]:
    """The certificates of each cycle of a programme that the viewer sees."""
    if not programmes_visible(viewer).filter(pk=programme_id).exists():
        return []
    return [
        Evidence(
            name=(threads.KIND, str(each.rule.pk)),
            title=said(each.rule.cycle.title),
            label=_("certificates"),
            figures=threads.count_words(each.valid, viewer),
            owner=each.rule.cycle.programme.owner,
        )
        for each in queries.counted_by_cycle(programme_id)
    ]


def figures(programme_id: int, viewer: Viewer) -> list[RecordFigure]:
    """Certificates that hold. One query; the list behind the number reads its own."""
    valid = Certificate.objects.filter(
        network=viewer.network, member__cohort__cycle__programme=programme_id, revoked_at__isnull=True
    )
    number = valid.count()
    if not number:
        return []

    def listed() -> FigureList:
        rows = valid.select_related("member__cohort", "issued_in__rule").defer("credential", "token").order_by("name")
        return FigureList(
            (_("Name"), _("Round"), _("Issued"), _("Code")),
            [
                FigureRow(
                    (
                        each.name or _("(erased)"),
                        said(each.member.cohort.title),
                        written_day(timezone.localdate(each.issued_at), year=True),
                        codes.grouped(each.code),
                    ),
                    reverse("certificates:certificate", args=[viewer.network.slug, each.code]),
                )
                for each in rows
            ],
        )

    return [
        RecordFigure(
            "certificates",
            ngettext("certificate", "certificates", number),
            number,
            _("Certificates that were issued and hold; each was earned by attendance over all planned hours."),
            order=30,
            people=True,
            listed=listed,
        )
    ]


def export_person(account: Account) -> Mapping[str, Any]:
    """Certificates and works of this person, by account or by the same address."""
    own = _certificates_of(account).select_related("issued_in__rule", "network")
    works = _works_of(account).select_related("member__cohort")
    return {
        "certificates": [
            {
                "title": said(each.issued_in.rule.title),
                "code": each.code,
                "name": each.name,
                "issued_at": each.issued_at.isoformat(),
                "figures": each.facts,
                "shown": each.shown,
                "revoked_at": each.revoked_at.isoformat() if each.revoked_at else None,
                "credential": each.credential,
            }
            for each in own
        ],
        "works": [
            {
                "round": said(each.member.cohort.title),
                "text": each.text,
                "link": each.link,
                "state": each.state,
                "remark": each.remark,
                "handed_in_at": each.handed_in_at.isoformat(),
            }
            for each in works
        ],
    }


def erase_person(account: Account) -> None:
    """Name, address, papers and works go; the numbers and the public page without a name stay."""
    for certificate in _certificates_of(account):
        actions.erase_holder(certificate=certificate)
    for work in _works_of(account).select_related("file"):
        actions.erase_work(work=work)


def _certificates_of(account: Account) -> Any:
    mine = Q(account=account) | Q(member__participant__account=account) | Q(email__iexact=account.email)
    return Certificate.objects.filter(mine)


def _works_of(account: Account) -> Any:
    mine = Q(member__participant__account=account) | Q(member__participant__email__iexact=account.email)
    return Work.objects.filter(mine)


def register() -> None:
    register_room(
        Room(
            name="certificates",
            tasks=tasks,
            stage_yields=stage_yields,
            room_sections=room_sections,
            cycle_sections=cycle_sections,
            cohort_sections=cohort_sections,
            story_sections=story_sections,
            member_sections=member_sections,
            evidence=evidence,
            figures=figures,
            export_person=export_person,
            erase_person=erase_person,
        )
    )
