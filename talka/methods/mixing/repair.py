"""When somebody stays away or comes late: the rounds ahead mended with little change."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from talka.methods.mixing.hosts import share_hosts
from talka.methods.mixing.meeting import Meeting, Pair, Plan
from talka.methods.mixing.mix import DEFAULT_COSTS, seats_of
from talka.methods.mixing.search import Costs, Room, Tables, level


def repair(
    plan: Plan,
    *,
    now: int = 0,
    absent: Iterable[tuple[str, int]] = (),
    late: Mapping[str, int] | None = None,
    sectors: Mapping[str, str] | None = None,
    apart: Iterable[Pair] = (),
    seed: int = 0,
    effort: int = 2,
    costs: Costs = DEFAULT_COSTS,
) -> Plan:
    """The plan with absences and late comers; rounds before `now` have been and stay as they were.

    `absent`: person and round. `late`: new people with the first round they attend; `sectors` and `apart` may name them.
    Somebody changes the table only where tables would be uneven, or where it saves more than `costs.stay` for each
    who moves. Hosts stay hosts where they still sit and the balance allows.

    Raises ValueError for an absence or arrival before `now`, and for whatever `Meeting` refuses.
    """
    absent, late = frozenset(absent), dict(late or {})
    before = plan.meeting
    if not 0 <= now <= before.rounds:
        raise ValueError("now is not a round of this plan")
    if any(number < now for _, number in absent) or any(number < now for number in late.values()):
        raise ValueError("a round that has been cannot change")
    if any(number >= before.rounds for number in late.values()):
        raise ValueError("somebody comes after the last round")
    if known := set(late) & set(before.people):
        raise ValueError(f"already among the people: {', '.join(sorted(known))}")
    not_yet = {(key, number) for key, first in late.items() for number in range(first)}
    meeting = replace(
        before,
        people=(*before.people, *late),
        sectors={**before.sectors, **(sectors or {})},
        apart={*before.apart, *apart},
        absent={*before.absent, *absent, *not_yet},
    )
    rounds, stays = _as_it_was(plan, meeting)
    room = Room(meeting, rounds, costs, seed)
    ahead = list(range(now, meeting.rounds))
    for number in ahead:
        _fit(room, number)
    room.stays = {number: stays[number] for number in ahead}
    touched = [number for number in ahead if _differs(plan, meeting, number)]
    if touched:
        room.settle(touched, effort, float("-inf"))
    seats = seats_of(meeting, room.rounds)
    seats = plan.seats[:now] + seats[now:]
    hosts = share_hosts(seats[now:], _hosted(plan, now), plan.hosts[now:])
    return Plan(meeting, seats, plan.hosts[:now] + hosts, plan.method)


def changes(before: Plan, after: Plan) -> int:
    """How many seats differ for people who attend the round in both plans: what has to be told to somebody."""
    moved = 0
    for old, new in zip(before.seats, after.seats, strict=True):
        place = {key: table for table, people in enumerate(old) for key in people}
        moved += sum(place.get(key, table) != table for table, people in enumerate(new) for key in people)
    return moved


def _as_it_was(plan: Plan, meeting: Meeting) -> tuple[list[Tables], dict[int, dict[int, int]]]:
    """The seats of those who still attend, and which table each of them had."""
    place = {key: at for at, key in enumerate(meeting.people)}
    rounds: list[Tables] = []
    stays: dict[int, dict[int, int]] = {}
    for number, tables in enumerate(plan.seats):
        present = set(meeting.present(number))
        rounds.append([[place[key] for key in people if key in present] for people in tables])
        stays[number] = {at: table for table, people in enumerate(rounds[-1]) for at in people}
    return rounds, stays


def _fit(room: Room, number: int) -> None:
    """Seat those who have no table yet where it costs least, then even the tables out."""
    tables = [list(people) for people in room.rounds[number]]
    room.add(room.rounds[number], -1)
    cost = room.pair_costs()
    place = {key: at for at, key in enumerate(room.meeting.people)}
    seated = {at for people in tables for at in people}
    for key in room.meeting.present(number):
        if place[key] not in seated:
            few = min(map(len, tables))
            open_tables = [people for people in tables if len(people) == few]
            min(open_tables, key=lambda people: float(cost[place[key], people].sum())).append(place[key])
    level(tables, cost)
    room.rounds[number] = tables
    room.add(tables, 1)


def _differs(plan: Plan, meeting: Meeting, number: int) -> bool:
    """Whether the people of a round are others than planned, or a new wish bears on them."""
    return meeting.present(number) != plan.meeting.present(number) or meeting.apart != plan.meeting.apart


def _hosted(plan: Plan, now: int) -> dict[str, int]:
    """How often each has been host so far, earlier seasons included."""
    counts = dict(plan.meeting.hosted)
    for hosts in plan.hosts[:now]:
        for key in hosts:
            counts[key] = counts.get(key, 0) + 1
    return counts
