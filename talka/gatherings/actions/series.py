"""Series: made, joined, hosted in turn."""

import datetime
from typing import TypedDict, Unpack

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.events import send
from talka.foundation.owners.models import Owner, OwnerKind, Visibility
from talka.foundation.wording import Wording
from talka.gatherings.actions.gathering import plan_gathering
from talka.gatherings.actions.series_letters import write_of_turn
from talka.gatherings.events import HostFound
from talka.gatherings.hosting import credit_on_joining
from talka.gatherings.models import Gathering, HostTurn, Meeting, Series, SeriesMember
from talka.gatherings.queries import series as queries
from talka.identity.models import Account, Network
from talka.organisations.models import Locality
from talka.programmes.models import Programme, Stage


class SeriesChanges(TypedDict, total=False):
    """What `edit_series` may change; what is left out stays as it is."""

    kind: str
    title: Wording
    about: Wording
    every: str
    hosts_rotate: bool
    has_themes: bool
    programme: Programme | None
    stage: Stage | None
    visibility: str


@transaction.atomic
def make_series(
    *,
    acting_user: Account | None,
    network: Network,
    owner: Owner,
    kind: str,
    title: Wording,
    about: Wording | None = None,
    every: str = Series.Every.MONTH,
    hosts_rotate: bool = True,
    has_themes: bool = False,
    programme: Programme | None = None,
    stage: Stage | None = None,
    visibility: str = Visibility.NETWORK,
) -> Series:
    """A series that its owner looks after. Raises Refusal where owner, programme or stage are not of this network."""
    series = Series(
        network=network,
        owner=owner,
        kind=kind,
        title=title,
        about=about or {},
        every=every,
        hosts_rotate=hosts_rotate,
        has_themes=has_themes,
        programme=programme or (stage.programme if stage else None),
        stage=stage,
        visibility=visibility,
    )
    _whole(series)
    series.save()
    record(acting_user=acting_user, network=network, verb="made series", target=series)
    return series


@transaction.atomic
def edit_series(*, acting_user: Account | None, series: Series, **changes: Unpack[SeriesChanges]) -> Series:
    """Change what is given; gatherings that stand keep what they are."""
    for field, value in changes.items():
        setattr(series, field, value)
    if "stage" in changes and series.stage is not None:
        series.programme = series.stage.programme
    _whole(series)
    series.save()
    record(acting_user=acting_user, network=series.network, verb="edited series", target=series, fields=sorted(changes))
    return series


def _whole(series: Series) -> None:
    if series.owner.network_id != series.network_id:
        raise Refusal(_("Who looks after it must be a member of this network."), "owner")
    if series.programme is not None and series.programme.network_id != series.network_id:
        raise Refusal(_("This programme is not of this network."), "within")
    if series.stage is not None and series.stage.programme_id != series.programme_id:
        raise Refusal(_("This stage belongs to another programme."), "within")


@transaction.atomic
def end_series(*, acting_user: Account | None, series: Series) -> Series:
    """Nobody is asked any more; what was held stays."""
    if series.ended_at is None:
        series.ended_at = timezone.now()
        series.save(update_fields=["ended_at"])
        series.turns.filter(state=HostTurn.State.ASKED).update(
            state=HostTurn.State.WITHDRAWN, answered_at=series.ended_at
        )
        record(acting_user=acting_user, network=series.network, verb="ended series", target=series)
    return series


@transaction.atomic
def join_series(
    *, acting_user: Account | None, series: Series, owner: Owner, joined_on: datetime.date | None = None
) -> SeriesMember:
    """Take an organisation, group or single member among the hosts. It begins with the least that anybody has.

    Joining twice changes nothing; who had left comes back with what they had, or the least, whichever is more.
    Raises Refusal for a partnership (its members host, one by one) and for members of other networks.
    """
    if owner.network_id != series.network_id:
        raise Refusal(_("This member is not of this network."), "owner")
    if owner.kind == OwnerKind.PARTNERSHIP:
        raise Refusal(_("A partnership does not host; its members do."), "owner")
    series = Series.objects.select_for_update().get(pk=series.pk)
    stands = queries.series_stands(series)
    least = credit_on_joining(each.host for each in stands.members)
    day = joined_on or timezone.localdate()
    hosted = sum(
        meeting.gathering.owner_id == owner.pk and meeting.gathering.state != Gathering.State.CANCELLED
        for meeting in stands.meetings
    )
    member, made = SeriesMember.objects.get_or_create(
        series=series, owner=owner, defaults={"joined_on": day, "credit": max(least - hosted, 0)}
    )
    if not made:
        if member.left_on is None:
            return member
        member.credit = max(member.credit, least - hosted)
        member.left_on = None
        member.save(update_fields=["credit", "left_on"])
    record(acting_user=acting_user, network=series.network, verb="joined series", target=series, owner=owner.pk)
    return member


@transaction.atomic
def leave_series(*, acting_user: Account | None, member: SeriesMember) -> SeriesMember:
    """A member hosts no more; one who is asked just now is asked no more, and the turn goes to the next."""
    if member.left_on is None:
        member.left_on = timezone.localdate()
        member.save(update_fields=["left_on"])
        series = member.series
        record(
            acting_user=acting_user, network=series.network, verb="left series", target=series, owner=member.owner_id
        )
        turn = series.turns.filter(owner=member.owner, state=HostTurn.State.ASKED).first()
        if turn is not None:
            _answer(turn, HostTurn.State.WITHDRAWN, "")
            _ask_next(acting_user, series, turn.around)
    return member


@transaction.atomic
def ask_host(*, acting_user: Account | None, series: Series, around: datetime.date | None = None) -> HostTurn:
    """Ask whose turn it is, and write to them.

    Raises Refusal where somebody is asked already, the series is over, or it has no members.
    """
    series = Series.objects.select_for_update().get(pk=series.pk)
    if series.ended_at is not None:
        raise Refusal(_("This series is over."))
    if series.turns.filter(state=HostTurn.State.ASKED).exists():
        raise Refusal(_("Somebody is asked already. Wait for the answer, or take the question back."))
    turn = _ask(acting_user, series, around, anew=True)
    if turn is None:
        raise Refusal(_("Nobody hosts in turn yet. Add members first."))
    return turn


def _ask_next(acting_user: Account | None, series: Series, around: datetime.date | None) -> HostTurn | None:
    """After a pass: the next one, until everybody has passed."""
    return _ask(acting_user, series, around, anew=False)


def _ask(acting_user: Account | None, series: Series, around: datetime.date | None, *, anew: bool) -> HostTurn | None:
    stands = queries.series_stands(series)
    if stands.proposal is None or stands.proposed is None or (stands.all_passed and not anew):
        return None
    try:
        with transaction.atomic():
            turn = HostTurn.objects.create(
                series=series,
                owner=stands.proposed.owner,
                number=stands.number,
                around=around or stands.around,
                reason=stands.proposal.reason,
            )
    except IntegrityError:
        raise Refusal(_("Somebody is asked already. Wait for the answer, or take the question back.")) from None
    record(acting_user=acting_user, network=series.network, verb="asked host", target=series, owner=turn.owner_id)
    write_of_turn("asked", turn.pk)
    return turn


@transaction.atomic
def accept_turn(
    *,
    acting_user: Account | None,
    turn: HostTurn,
    starts_at: datetime.datetime,
    ends_at: datetime.datetime,
    title: Wording | None = None,
    theme: Wording | None = None,
    place: str = "",
    locality: Locality | None = None,
    line: str = "",
) -> Gathering:
    """Host the next gathering of the series: it is planned at once, and all members are told.

    Raises Refusal where the turn was answered already or the times do not fit.
    """
    turn = _open(turn)
    series = turn.series
    gathering = plan_gathering(
        acting_user=acting_user,
        network=series.network,
        host=turn.owner,
        kind=series.kind,
        title=title or theme or series.title,
        about=series.about,
        programme=series.programme,
        stage=series.stage,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place,
        locality=locality,
        visibility=series.visibility,
    )
    put_in_series(acting_user=acting_user, series=series, gathering=gathering, theme=theme)
    turn.gathering = gathering
    _answer(turn, HostTurn.State.ACCEPTED, line)
    record(acting_user=acting_user, network=series.network, verb="accepted turn", target=series, owner=turn.owner_id)
    write_of_turn("accepted", turn.pk)
    send(HostFound(turn_id=turn.pk, gathering_id=gathering.pk))
    return gathering


@transaction.atomic
def pass_turn(*, acting_user: Account | None, turn: HostTurn, line: str = "") -> HostTurn | None:
    """Pass this time; the next in the order is asked at once. None where everybody has passed.

    Raises Refusal where the turn was answered already.
    """
    turn = _open(turn)
    _answer(turn, HostTurn.State.PASSED, line)
    series = turn.series
    record(acting_user=acting_user, network=series.network, verb="passed turn", target=series, owner=turn.owner_id)
    return _ask_next(acting_user, series, turn.around)


@transaction.atomic
def take_back_turn(*, acting_user: Account | None, turn: HostTurn) -> None:
    """Ask this member no more this time, without counting it as a pass."""
    turn = _open(turn)
    _answer(turn, HostTurn.State.WITHDRAWN, "")
    series = turn.series
    record(acting_user=acting_user, network=series.network, verb="took turn back", target=series, owner=turn.owner_id)


def _open(turn: HostTurn) -> HostTurn:
    Series.objects.select_for_update().get(pk=turn.series_id)
    standing = HostTurn.objects.select_related("series__network", "series__owner", "owner").get(pk=turn.pk)
    if standing.state != HostTurn.State.ASKED:
        raise Refusal(_("This question was answered in the meantime."))
    return standing


def _answer(turn: HostTurn, state: HostTurn.State, line: str) -> None:
    turn.state, turn.line, turn.answered_at = state, line, timezone.now()
    turn.save(update_fields=["state", "line", "answered_at", "gathering"])


@transaction.atomic
def put_in_series(
    *,
    acting_user: Account | None,
    series: Series,
    gathering: Gathering,
    theme: Wording | None = None,
    taken_home_seen_by: str = Meeting.TakenHome.NETWORK,
) -> Meeting:
    """Say that a gathering is one of the series. Saying it again changes theme and readers.

    Raises Refusal where it belongs to another series or network.
    """
    if gathering.network_id != series.network_id:
        raise Refusal(_("This gathering is not of this network."), "gathering")
    standing = Meeting.objects.filter(gathering=gathering).first()
    if standing is not None and standing.series_id != series.pk:
        raise Refusal(_("This gathering belongs to another series."), "gathering")
    meeting, _made = Meeting.objects.update_or_create(
        gathering=gathering,
        defaults={"series": series, "theme": theme or {}, "taken_home_seen_by": taken_home_seen_by},
    )
    record(acting_user=acting_user, network=series.network, verb="put in series", target=series, gathering=gathering.pk)
    return meeting
