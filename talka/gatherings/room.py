"""What gatherings show elsewhere: masthead, desk, programme pages, the network's home, a person's own data."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.foundation.access import Viewer
from talka.foundation.rooms import NavigationItem, Room, Section, StageYield, Task, register_room
from talka.foundation.wording import said
from talka.gatherings import actions, queries, rules
from talka.gatherings.figures import figures
from talka.gatherings.models import ActionItem, AttendanceClaim, Gathering, Participant, SignUp
from talka.gatherings.proofs import evidence
from talka.identity.models import Account
from talka.programmes import rules as programme_rules
from talka.programmes.models import Programme, Stage
from talka.programmes.queries import cycles as programme_cycles
from talka.programmes.queries import programmes_visible

AHEAD = datetime.timedelta(days=30)
BACK = datetime.timedelta(days=60)
NEXT_IN_PROGRAMME = datetime.timedelta(days=90)
MOST_NEXT = 4


def navigation(viewer: Viewer) -> list[NavigationItem]:
    url = reverse("gatherings:list", args=[viewer.network.slug])
    return [NavigationItem("gatherings", _("Gatherings"), url, order=30)]


def _url(name: str, gathering: Gathering) -> str:
    return reverse(f"gatherings:{name}", args=[gathering.network.slug, gathering.pk])


def tasks(viewer: Viewer) -> list[Task]:
    """What I host soon, what I have hosted and not yet told of, and where I keep a place: two queries."""
    if not viewer.is_member or viewer.account is None:
        return []
    now = timezone.now()
    soon = Q(starts_at__lte=now + AHEAD, ends_at__gte=now)
    untold = Q(ends_at__lt=now, ends_at__gte=now - BACK)
    planned = Gathering.objects.filter(network=viewer.network, state=Gathering.State.PLANNED)
    hosted = (
        planned.filter(soon | untold)
        .filter(Q(owner_id__in=viewer.acts_for) | Q(pk__in=queries.co_hosted(viewer)))
        .select_related("owner", "network", "programme")
    )
    found = [_hosting(gathering, now) for gathering in hosted]
    found += _to_settle(viewer)
    mine = (
        SignUp.objects.filter(
            Q(state=SignUp.State.COMING, gathering__starts_at__lte=now + AHEAD) | Q(state=SignUp.State.OFFERED),
            account=viewer.account,
            gathering__network=viewer.network,
            gathering__state=Gathering.State.PLANNED,
            gathering__ends_at__gte=now,
        )
        .exclude(Q(gathering__owner_id__in=viewer.acts_for) | Q(gathering__in=queries.co_hosted(viewer)))
        .select_related("gathering__owner", "gathering__network", "gathering__programme")
    )
    agreed = [_agreed(item) for item in queries.open_items_of(viewer)]
    return found + agreed + [_offered(each) if each.offer_ends_at else _coming(each.gathering) for each in mine]


def _agreed(item: ActionItem) -> Task:
    gathering = item.gathering
    return Task(
        title=said(item.text),
        url=reverse("gatherings:item", args=[gathering.network.slug, item.pk]),
        button=_("Say how it ended"),
        due=item.due_on,
        owner=item.owner or gathering.owner,
        about=_("Agreed at “%(title)s”") % {"title": said(gathering.title)},
        programme_id=gathering.programme_id,
    )


def _hosting(gathering: Gathering, now: datetime.datetime) -> Task:
    title = said(gathering.title)
    past = gathering.ends_at < now
    if not past and timezone.localdate(gathering.starts_at) <= timezone.localdate(now):
        return Task(
            title=_("Tick who is at “%(title)s”") % {"title": title},
            url=_url("attendance", gathering),
            button=_("Tick who is there"),
            due=timezone.localdate(now),
            owner=gathering.owner,
            about=said(gathering.programme.title) if gathering.programme else "",
            programme_id=gathering.programme_id,
        )
    return Task(
        title=_("Say what came of “%(title)s”") % {"title": title}
        if past
        else _("You host “%(title)s”") % {"title": title},
        url=_url("held", gathering) if past else _url("gathering", gathering),
        button=_("Say what came of it") if past else _("See who comes"),
        due=timezone.localdate(gathering.ends_at if past else gathering.starts_at),
        owner=gathering.owner,
        about=said(gathering.programme.title) if gathering.programme else "",
        programme_id=gathering.programme_id,
    )


def _to_settle(viewer: Viewer) -> list[Task]:
    """Where somebody said something about a list of mine that waits for an answer. One query."""
    hosted = Gathering.objects.filter(network=viewer.network)
    hosted = hosted.filter(Q(owner_id__in=viewer.acts_for) | Q(pk__in=queries.co_hosted(viewer)))
    waiting = (
        hosted.filter(sessions__attendance_claims__settled=AttendanceClaim.Settled.OPEN)
        .select_related("owner", "network")
        .distinct()
    )
    return [
        Task(
            title=_("Settle a question about the attendance of “%(title)s”") % {"title": said(gathering.title)},
            url=_url("attendance", gathering),
            button=_("Settle it"),
            owner=gathering.owner,
            programme_id=gathering.programme_id,
        )
        for gathering in waiting
    ]


def _offered(sign_up: SignUp) -> Task:
    gathering = sign_up.gathering
    return Task(
        title=_("A place at “%(title)s” is offered to you") % {"title": said(gathering.title)},
        url=reverse("gatherings:place", args=[gathering.network.slug, sign_up.cancel_token]),
        button=_("Take it or pass it on"),
        due=timezone.localdate(sign_up.offer_ends_at),
        owner=gathering.owner,
        about=gathering.place,
        programme_id=gathering.programme_id,
    )


def _coming(gathering: Gathering) -> Task:
    return Task(
        title=_("You keep a place at “%(title)s”") % {"title": said(gathering.title)},
        url=_url("gathering", gathering),
        button=_("See the agenda"),
        due=timezone.localdate(gathering.starts_at),
        owner=gathering.owner,
        about=gathering.place,
        programme_id=gathering.programme_id,
    )


def next_steps(programme_id: int, viewer: Viewer) -> list[Task]:
    """The programme's gatherings of the coming weeks, for everybody in its room. One query."""
    now = timezone.now()
    coming = queries.for_entries(queries.gatherings_visible(viewer)).filter(
        programme_id=programme_id,
        state=Gathering.State.PLANNED,
        ends_at__gte=now,
        starts_at__lte=now + NEXT_IN_PROGRAMME,
    )
    return [
        Task(
            title=said(gathering.title),
            url=_url("gathering", gathering),
            button=_("Keep a place") if rules.takes_sign_ups(gathering, now) else _("See the agenda"),
            due=timezone.localdate(gathering.starts_at),
            owner=gathering.owner,
            about=gathering.place,
            programme_id=programme_id,
        )
        for gathering in coming.order_by("starts_at", "pk")
    ]


def stage_yields(programme_id: int, viewer: Viewer) -> list[StageYield]:
    """How many of a stage's gatherings were held: two queries."""
    counted = queries.held_by_stage(programme_id, viewer)
    over = dict(Stage.objects.filter(pk__in=counted).values_list("pk", "ends_on"))
    today = timezone.localdate()
    yields = []
    for stage_id, (held, planned) in counted.items():
        late = over[stage_id] < today
        state = "done" if held == planned else "late" if late else "half" if held else "todo"
        words = _("%(held)d of %(planned)d held") % {"held": held, "planned": planned}
        yields.append(StageYield(stage_id=stage_id, title=_("Gatherings"), state=state, words=words))
    return yields


def story_sections(programme_id: int, viewer: Viewer) -> list[Section]:
    """The programme's gatherings that the reader may see, in the order in which the story went; those to come first."""
    programme = Programme(pk=programme_id)
    found = queries.gatherings_of(programme, viewer)
    shown = rounds_section(programme_id, viewer, order=55)
    if not found:
        return shown
    now = timezone.now()
    coming = [each for each in found if each.ends_at >= now]
    was = [each for each in found if each.ends_at < now]
    context = {"coming": coming, "was": was}
    return [*shown, Section("gatherings", "gatherings/sections/story.html", context, order=60)]


def room_sections(programme_id: int, viewer: Viewer) -> list[Section]:
    found = queries.gatherings_of(Programme(pk=programme_id), viewer)
    now = timezone.now()
    context = {
        "coming": [each for each in found if each.ends_at >= now],
        "was": [each for each in reversed(found) if each.ends_at < now],
        "may_plan": rules.may_plan(viewer),
        "plan_in": f"p{programme_id}",
    }
    shown = Section("gatherings", "gatherings/sections/room.html", context, order=20)
    return [shown, *rounds_section(programme_id, viewer, order=25)]


def rounds_section(programme_id: int, viewer: Viewer, order: int) -> list[Section]:
    """The cycles of a programme with their rounds, each leading to its own page. Two queries, more for who runs it."""
    programme = programmes_visible(viewer).filter(pk=programme_id).first()
    cycles = programme_cycles(programme) if programme is not None else []
    if programme is None or not cycles:
        return []
    context = {"cycles": cycles, "may_run": viewer.is_member and programme_rules.may_run(viewer, programme)}
    return [Section("rounds", "gatherings/sections/rounds.html", context, order=order)]


def cycle_sections(programme_id: int, viewer: Viewer) -> list[Section]:
    return rounds_section(programme_id, viewer, order=10)


def home_sections(_programme_id: int, viewer: Viewer) -> list[Section]:
    coming = queries.next_gatherings(viewer, MOST_NEXT)
    if not coming:
        return []
    return [Section("gatherings", "gatherings/sections/home.html", {"gatherings": coming}, order=30)]


def export_person(account: Account) -> Mapping[str, Any]:
    """Places that this person keeps, waits for or gave back, by account or by the same address."""
    own = SignUp.objects.filter(Q(account=account) | Q(email__iexact=account.email)).select_related("gathering")
    return {
        "sign_ups": [
            {
                "gathering": said(each.gathering.title),
                "starts_at": each.gathering.starts_at.isoformat(),
                "name": each.name,
                "email": each.email,
                "comes_from": each.comes_from,
                "state": each.state,
                "signed_up_at": each.signed_up_at.isoformat(),
            }
            for each in own
        ],
        "answers_at_sign_up": queries.answers_exported(account),
        "invitations": queries.invitations_exported(account),
        "attendance": queries.attendance_exported(account),
        "calendars": queries.feeds_exported(account),
    }


def erase_person(account: Account) -> None:
    """Give back what is kept for later, and take name and address from what is left as a number."""
    for each in SignUp.objects.filter(Q(account=account) | Q(email__iexact=account.email)):
        actions.forget_sign_up(sign_up=each)
    actions.forget_invitations(account=account)
    for participant in Participant.objects.filter(Q(account=account) | Q(email__iexact=account.email)):
        actions.forget_participant(participant=participant)
    actions.forget_feeds(account=account)


def register() -> None:
    register_room(
        Room(
            name="gatherings",
            navigation=navigation,
            tasks=tasks,
            next_steps=next_steps,
            stage_yields=stage_yields,
            story_sections=story_sections,
            room_sections=room_sections,
            cycle_sections=cycle_sections,
            evidence=evidence,
            home_sections=home_sections,
            figures=figures,
            export_person=export_person,
            erase_person=erase_person,
        )
    )
