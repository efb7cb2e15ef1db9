"""Ideas: brought in, joined, begun, followed up, ended."""

import datetime
from typing import TypedDict, Unpack

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.events import send
from talka.foundation.owners.models import Owner, Visibility
from talka.foundation.threads.actions import tie
from talka.foundation.threads.models import Relation
from talka.foundation.wording import Wording
from talka.gatherings.events import IdeaBecame, IdeaEnded
from talka.gatherings.models import Gathering, Idea, IdeaFollowUp, IdeaPartner, Meeting, Series
from talka.gatherings.queries.ideas import OPEN
from talka.identity.models import Account, Network
from talka.programmes.models import Programme


class IdeaChanges(TypedDict, total=False):
    """What `edit_idea` may change."""

    title: Wording
    about: Wording
    visibility: str
    programme: Programme | None


@transaction.atomic
def bring_idea(
    *,
    acting_user: Account | None,
    network: Network,
    owner: Owner,
    title: Wording,
    about: Wording | None = None,
    programme: Programme | None = None,
    series: Series | None = None,
    born_at: Gathering | None = None,
    looking: bool = False,
    visibility: str = Visibility.NETWORK,
) -> Idea:
    """Write an idea down. A gathering at which it was born brings its series and programme.

    `looking`: it looks for partners from the start. Raises Refusal where something is not of this network.
    """
    if born_at is not None:
        meeting = Meeting.objects.select_related("series").filter(gathering=born_at).first()
        series = series or (meeting.series if meeting else None)
        programme = programme or born_at.programme
    for thing, field in ((owner, "owner"), (programme, "programme"), (series, "series"), (born_at, "born_at")):
        if thing is not None and thing.network_id != network.pk:
            raise Refusal(_("This is not of this network."), field)
    idea = Idea.objects.create(
        network=network,
        owner=owner,
        title=title,
        about=about or {},
        programme=programme or (series.programme if series else None),
        series=series,
        born_at=born_at,
        state=Idea.State.LOOKING if looking else Idea.State.BORN,
        visibility=visibility,
        made_by=acting_user,
    )
    if born_at is not None:
        tie(acting_user=acting_user, network=network, source=born_at, relation=Relation.BECOMES, target=idea)
    _record(acting_user, idea, "brought idea")
    return idea


@transaction.atomic
def edit_idea(*, acting_user: Account | None, idea: Idea, **changes: Unpack[IdeaChanges]) -> Idea:
    """Change what is given."""
    for field, value in changes.items():
        setattr(idea, field, value)
    if idea.programme is not None and idea.programme.network_id != idea.network_id:
        raise Refusal(_("This programme is not of this network."), "programme")
    idea.save()
    _record(acting_user, idea, "edited idea")
    return idea


@transaction.atomic
def look_for_partners(*, acting_user: Account | None, idea: Idea) -> Idea:
    """Say that others are wanted."""
    idea = _standing(idea)
    if idea.state == Idea.State.BORN:
        idea.state = Idea.State.LOOKING
        idea.save(update_fields=["state"])
        _record(acting_user, idea, "looks for partners")
    return idea


@transaction.atomic
def join_idea(*, acting_user: Account | None, idea: Idea, owner: Owner, line: str = "") -> IdeaPartner:
    """Take the idea on. Joining again changes what one brings. Raises Refusal where it has ended."""
    idea = _standing(idea)
    if owner.network_id != idea.network_id:
        raise Refusal(_("This member is not of this network."), "owner")
    if owner.pk == idea.owner_id:
        raise Refusal(_("It is your own idea already."), "owner")
    partner, made = IdeaPartner.objects.update_or_create(idea=idea, owner=owner, defaults={"line": line})
    if made:
        if idea.state == Idea.State.BORN:
            idea.state = Idea.State.LOOKING
            idea.save(update_fields=["state"])
        record(acting_user=acting_user, network=idea.network, verb="joined idea", target=idea, owner=owner.pk)
    return partner


@transaction.atomic
def leave_idea(*, acting_user: Account | None, partner: IdeaPartner) -> None:
    """A partner goes; a first step that they took on is nobody's again."""
    idea = partner.idea
    if idea.first_step_owner_id == partner.owner_id and idea.first_step_done_on is None:
        idea.first_step_owner = None
        idea.save(update_fields=["first_step_owner"])
    record(acting_user=acting_user, network=idea.network, verb="left idea", target=idea, owner=partner.owner_id)
    partner.delete()


@transaction.atomic
def plan_first_step(
    *, acting_user: Account | None, idea: Idea, first_step: Wording, on: datetime.date, owner: Owner
) -> Idea:
    """What is done first, until when, and by whom of those who take part; with it the idea is under way.

    It lands on their desks. Raises Refusal where the idea has ended or `owner` takes no part in it.
    """
    idea = _standing(idea)
    if owner.pk != idea.owner_id and not idea.partners.filter(owner=owner).exists():
        raise Refusal(_("Who takes the first step must be a partner of the idea. Let them join first."), "owner")
    idea.state = Idea.State.UNDER_WAY
    idea.first_step, idea.first_step_on, idea.first_step_owner = first_step, on, owner
    idea.first_step_done_on = None
    idea.save()
    _record(acting_user, idea, "planned first step")
    return idea


@transaction.atomic
def first_step_done(*, acting_user: Account | None, idea: Idea, on: datetime.date | None = None) -> Idea:
    """Say that the first step was taken. The idea goes on until it is done or dropped."""
    idea = _standing(idea)
    if idea.state != Idea.State.UNDER_WAY:
        raise Refusal(_("No first step was planned yet."))
    if idea.first_step_done_on is None:
        idea.first_step_done_on = on or timezone.localdate()
        idea.save(update_fields=["first_step_done_on"])
        _record(acting_user, idea, "took first step")
    return idea


@transaction.atomic
def idea_becomes(*, acting_user: Account | None, idea: Idea, thing: models.Model) -> Idea:
    """Tie the idea to what it became: a gathering, a programme, or whatever a room above makes of it."""
    network_id = getattr(thing, "network_id", idea.network_id)
    if network_id != idea.network_id:
        raise Refusal(_("This is not of this network."), "thing")
    tie(acting_user=acting_user, network=idea.network, source=idea, relation=Relation.BECOMES, target=thing)
    _record(acting_user, idea, "became")
    send(IdeaBecame(idea_id=idea.pk, kind=thing._meta.label_lower, thing_id=str(thing.pk)))
    return idea


@transaction.atomic
def follow_up(*, acting_user: Account | None, idea: Idea, gathering: Gathering, words: Wording) -> IdeaFollowUp:
    """Keep what was said of it at a gathering; saying it again changes the words."""
    if gathering.network_id != idea.network_id:
        raise Refusal(_("This gathering is not of this network."))
    said_of_it, _made = IdeaFollowUp.objects.update_or_create(
        idea=idea, gathering=gathering, defaults={"words": words, "state": idea.state}
    )
    record(acting_user=acting_user, network=idea.network, verb="followed up", target=idea, gathering=gathering.pk)
    return said_of_it


@transaction.atomic
def finish_idea(*, acting_user: Account | None, idea: Idea, ending: Wording, on: datetime.date | None = None) -> Idea:
    """It is done; `ending` says what came of it. Raises Refusal where it never had a first step with a date."""
    idea = _standing(idea)
    if idea.first_step_on is None:
        raise Refusal(_("It has no first step yet. Plan one, or drop the idea with a reason."))
    return _end(acting_user, idea, Idea.State.DONE, ending, on)


@transaction.atomic
def drop_idea(*, acting_user: Account | None, idea: Idea, reason: Wording, on: datetime.date | None = None) -> Idea:
    """It is followed up no more. Raises Refusal without a reason."""
    idea = _standing(idea)
    if not any(text.strip() for text in reason.values()):
        raise Refusal(_("Say why. Others may have the same idea one day."), "ending")
    return _end(acting_user, idea, Idea.State.DROPPED, reason, on)


def _end(acting_user: Account | None, idea: Idea, state: str, words: Wording, on: datetime.date | None) -> Idea:
    idea.state, idea.ending, idea.ended_on = state, words, on or timezone.localdate()
    idea.save(update_fields=["state", "ending", "ended_on"])
    _record(acting_user, idea, "finished idea" if state == Idea.State.DONE else "dropped idea")
    send(IdeaEnded(idea_id=idea.pk, done=state == Idea.State.DONE))
    return idea


@transaction.atomic
def pick_up_again(*, acting_user: Account | None, idea: Idea) -> Idea:
    """An idea that was dropped looks for partners again."""
    if idea.state == Idea.State.DROPPED:
        idea.state, idea.ended_on = Idea.State.LOOKING, None
        idea.save(update_fields=["state", "ended_on"])
        _record(acting_user, idea, "picked up idea")
    return idea


def _standing(idea: Idea) -> Idea:
    standing = Idea.objects.select_for_update(of=("self",)).select_related("network", "owner").get(pk=idea.pk)
    if standing.state not in OPEN:
        raise Refusal(_("This idea has ended. Pick it up again first."))
    return standing


def _record(acting_user: Account | None, idea: Idea, verb: str) -> None:
    record(acting_user=acting_user, network=idea.network, verb=verb, target=idea)
