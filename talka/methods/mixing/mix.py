"""From wishes to a plan: a construction where one fits, search for what it leaves open."""

import numpy as np
from numpy.typing import NDArray

from talka.methods.mixing.designs import design, meetings
from talka.methods.mixing.hosts import share_hosts
from talka.methods.mixing.meeting import Meeting, Plan, Seats
from talka.methods.mixing.search import CHAIR, Costs, Matrix, Room, Tables, fixed_costs, history_of, level

DEFAULT_COSTS = Costs()


def mix(meeting: Meeting, *, seed: int = 0, effort: int = 6, costs: Costs = DEFAULT_COSTS) -> Plan:
    """Seats and hosts for every round.

    Wishes come first, then that nobody meets twice, then that sectors are spread; `costs` says otherwise. The same seed
    gives the same plan. `effort` is the number of times that a round is shaken without anything gained before the
    search ends. What could not be kept stands in `Plan.broken`, `repeats`, `same_sector`.
    """
    if effort < 1:
        raise ValueError("some effort is needed")
    drafts: list[tuple[str, list[Tables] | None]] = [_by_design(meeting, costs), _spread(meeting, seed)]
    method, best = "search", None
    for name, rounds in drafts:
        if rounds is None:
            continue
        for number, tables in enumerate(rounds):
            rounds[number] = _attending(meeting, number, tables)
        room = Room(meeting, rounds, costs, seed)
        if best is None or room.total() < best.total():
            method, best = name, room
    assert best is not None, "seats can always be given"
    best.settle(list(range(meeting.rounds)), effort, _floor(meeting, costs))
    seats = seats_of(meeting, best.rounds)
    return Plan(meeting, seats, share_hosts(seats, meeting.hosted), method)


def seats_of(meeting: Meeting, rounds: list[Tables]) -> Seats:
    """Keys instead of places; at each table in the order of the people."""
    return tuple(tuple(tuple(meeting.people[at] for at in sorted(people)) for people in tables) for tables in rounds)


def _floor(meeting: Meeting, costs: Costs) -> float:
    """A cost that no plan can go below: every sector spread, every wish kept, nobody met twice."""
    history = history_of(meeting)
    floor = float((history * (history - 1) / 2).sum()) / 2 * costs.again
    for number in range(meeting.rounds):
        present = set(meeting.present(number))
        floor -= costs.together * sum(first in present and second in present for first, second in meeting.together)
        counts: dict[str, int] = {}
        for key in present & set(meeting.sectors):
            counts[meeting.sectors[key]] = counts.get(meeting.sectors[key], 0) + 1
        for people in counts.values():
            least, more = divmod(people, meeting.tables)
            floor += costs.sector * (meeting.tables * (least * (least - 1) // 2) + more * least)
    # wished pairs of one sector, or who have met, are counted at another price: then no floor is claimed
    return floor if not meeting.together else -np.inf


def _attending(meeting: Meeting, number: int, tables: Tables) -> Tables:
    """A round without those who are away, evened out."""
    place = {key: at for at, key in enumerate(meeting.people)}
    present = {place[key] for key in meeting.present(number)}
    left = [[at for at in people if at in present] for people in tables]
    level(left, np.zeros((len(place), len(place))))
    return left


def _spread(meeting: Meeting, seed: int) -> tuple[str, list[Tables] | None]:
    """Rounds by chance, each sector dealt over the tables."""
    random = np.random.default_rng(seed)
    rounds = []
    for _ in range(meeting.rounds):
        order = random.permutation(len(meeting.people)).tolist()
        order.sort(key=lambda at: meeting.sectors.get(meeting.people[at], ""))
        rounds.append([order[table :: meeting.tables] for table in range(meeting.tables)])
    return "search", rounds


def _by_design(meeting: Meeting, costs: Costs) -> tuple[str, list[Tables] | None]:
    """The rounds of a construction, people put on its points so that wishes, sectors and history are served.

    Rounds beyond those of the construction begin with its own again and are left to the search.
    """
    count = len(meeting.people)
    seats = -(-count // meeting.tables)
    built = design(meeting.tables, seats)
    if built.method == "single":
        return "single", None
    points = meeting.tables * seats
    cost = np.zeros((points, points))
    cost[:count, :count] = fixed_costs(meeting, costs) + costs.again * history_of(meeting)
    cost[count:, count:] = CHAIR / 100
    np.fill_diagonal(cost, 0)
    # people of one sector side by side: constructions of sectors then begin where they should
    order = sorted(range(count), key=lambda at: (meeting.sectors.get(meeting.people[at], ""), at))
    on = np.array([*order, *range(count, points)])
    chosen = built.rounds[np.arange(meeting.rounds) % len(built.rounds)]
    if meeting.rounds < len(built.rounds):
        # those of its rounds that cost least as people stand: an earlier season has used up some of them
        prices = [sum(float(cost[np.ix_(on[table], on[table])].sum()) for table in tables) for tables in built.rounds]
        chosen = built.rounds[np.sort(np.argsort(prices, kind="stable")[: meeting.rounds])]
    on = _placed(cost, (meetings(chosen, points) > 0).astype(float), on)
    return built.method, [
        [[int(on[point]) for point in table if on[point] < count] for table in tables] for tables in chosen
    ]


def _placed(cost: Matrix, met: Matrix, on: NDArray[np.intp]) -> NDArray[np.intp]:
    """Who stands on which point: exchanges, the best first, while the cost of all meetings falls."""
    for _ in range(4 * len(on)):
        here = cost[np.ix_(on, on)]
        mixed = here @ met
        own = np.diag(mixed)
        change = mixed + mixed.T - own[:, None] - own + 2 * here * met
        least = int(change.argmin())
        if change.flat[least] > -1e-6:
            break
        first, second = divmod(least, len(on))
        on[[first, second]] = on[[second, first]]
    return on
