"""What this room shows in others: parts of the programme room and the story, and a person's own data."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import ngettext

from talka.foundation.access import Viewer
from talka.foundation.owners.models import OwnerKind
from talka.foundation.rooms import Room, Section, register_room
from talka.identity.models import Account
from talka.strategy.models import (
    Comment,
    GroupMember,
    Measure,
    PlanningGroup,
    Progress,
)
from talka.strategy.proofs import evidence
from talka.strategy.queries.plans import drafts_for, plans_to_read, public_plans
from talka.strategy.queries.swots import swots_for
from talka.strategy.snapshot import PlanShot
from talka.strategy.tasks import tasks
from talka.strategy.yields import stage_yields


def room_sections(programme_id: int, viewer: Viewer) -> Iterable[Section]:
    """Planning groups, SWOTs and plans that this reader may open, and what they may begin."""
    swots = list(swots_for(viewer).filter(programme_id=programme_id).order_by("owner__name"))
    drafts = list(drafts_for(viewer).filter(programme_id=programme_id).order_by("kind", "owner__name"))
    shared = list(plans_to_read(viewer).filter(programme_id=programme_id).exclude(pk__in=[plan.pk for plan in drafts]))
    groups = list(
        PlanningGroup.objects.filter(programme_id=programme_id, network=viewer.network)
        .filter(Q(owner_id__in=viewer.acts_for) | Q(members__account=viewer.account))
        .select_related("owner")
        .annotate(people=Count("members"))
        .order_by("owner__name")
    )
    if not (viewer.acts_for or swots or drafts or shared or groups):
        return
    yield Section(
        key="strategy",
        template="strategy/sections/room.html",
        context={
            "swots": swots,
            "drafts": drafts,
            "shared": shared,
            "groups": groups,
            "programme_id": programme_id,
            "may_begin": bool(viewer.acts_for),
        },
        order=35,
    )


def story_sections(programme_id: int, viewer: Viewer) -> Iterable[Section]:
    """Approved plans that everybody may read, and the cooperation of all."""
    public = Viewer(network=viewer.network)
    plans = list(plans_to_read(public).filter(programme_id=programme_id))
    if not plans:
        return
    programme = plans[0].programme
    assert programme is not None
    shots = {shot.id: shot for shot in public_plans(programme, public)}
    shown = [(plan, shots[plan.pk], _told(shots[plan.pk])) for plan in plans if plan.pk in shots]
    yield Section(
        key="plans",
        template="strategy/sections/story.html",
        context={
            "own": [each for each in shown if each[0].owner.kind != OwnerKind.PARTNERSHIP],
            "common": [each for each in shown if each[0].owner.kind == OwnerKind.PARTNERSHIP],
        },
        order=35,
    )


def _told(shot: PlanShot) -> str:
    """ "14 measures: 3 done, 5 begun." """
    measures = shot.measures
    parts = [ngettext("%(number)s measure", "%(number)s measures", len(measures)) % {"number": len(measures)}]
    done = sum(measure.progress == Progress.DONE for measure in measures)
    begun = sum(measure.progress == Progress.BEGUN for measure in measures)
    if done:
        parts.append(ngettext("%(number)s done", "%(number)s done", done) % {"number": done})
    if begun:
        parts.append(ngettext("%(number)s begun", "%(number)s begun", begun) % {"number": begun})
    return ", ".join(parts)


def export_person(account: Account) -> Mapping[str, Any]:
    return {
        "planning_groups": [
            {"group": str(member.group), "role": member.role, "title": member.title}
            for member in GroupMember.objects.filter(account=account).select_related("group__owner")
        ],
        "comments": list(Comment.objects.filter(made_by=account).values("text", "made_at", "answer")),
        "measures_in_charge": [
            str(measure) for measure in Measure.objects.filter(responsible=account, removed_at=None)
        ],
    }


def erase_person(account: Account) -> None:
    """Places in groups and points go; a comment stays without its writer's name; measures look for a new owner.

    Approved versions keep the name that was approved: they are official records.
    """
    GroupMember.objects.filter(account=account).delete()
    Comment.objects.filter(made_by=account).update(made_by=None, made_by_name="")
    Measure.objects.filter(responsible=account).update(responsible=None, responsible_name="")


def register() -> None:
    register_room(
        Room(
            name="strategy",
            evidence=evidence,
            tasks=tasks,
            stage_yields=stage_yields,
            room_sections=room_sections,
            story_sections=story_sections,
            export_person=export_person,
            erase_person=erase_person,
        )
    )
