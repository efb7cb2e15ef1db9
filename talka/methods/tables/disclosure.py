"""What a reader of published tables can work out: the cells, and the sums that tie them together.

Every published count, every row's size and every count that follows from them by subtraction is one *cell*.
Cells of one question are tied by sums: options add up to the row's size; groups that part the respondents
add up to everybody; a group that overlaps others and the respondents outside it add up to everybody; who
chose an option and who did not add up to the row's size; an earlier release and who came since add up to
the later one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from .table import EVERYONE, Table

SIZE = "#"
"""Stands for an option where the cell is the row's size."""

MEAN = "%"
"""Stands for an option where the cell is the mean of a row of numbers. A mean is taken for as many as it is of: what
can be worked out of the means of a row and its parts is the mean of the rest, and that of few must not follow.
"""

Key = tuple[str, str, str, str]
"""Question, split, row, option. Everybody's row has no split. Options not chosen are written ``!option``."""

RowName = tuple[str, str, str]
"""Question, split, row."""


Tie = tuple[tuple[RowName, ...], RowName]
"""Rows without common respondents, and a row that holds all of their respondents and perhaps more."""


@dataclass(frozen=True)
class Earlier:
    """What a reader keeps from an earlier publication of the same questions.

    ``counts``: the true count of each cell then (the owner's knowledge, withheld ones included), by question,
    split, row and option, with ``SIZE`` for a row's size. ``shown``: the cells that were printed.
    """

    counts: Mapping[Key, int]
    shown: Set[Key] = field(default_factory=frozenset)


@dataclass
class System:
    """Cells with their true counts and the sums that tie them.

    ``values``: count of each cell. ``sums``: (parts, whole): the parts add up to the whole. ``printed``:
    cells that stand on the page unless withheld; all others are only derived. ``known``: cells that a
    reader knows whatever is withheld now: what was published before, and empty remainders.
    """

    values: dict[Key, int] = field(default_factory=dict)
    sums: list[tuple[tuple[Key, ...], Key]] = field(default_factory=list)
    printed: set[Key] = field(default_factory=set)
    known: set[Key] = field(default_factory=set)
    secret: set[RowName] = field(default_factory=set)
    rows_printed: dict[RowName, list[Key]] = field(default_factory=dict)

    def put(self, key: Key, value: int, *, printed: bool) -> None:
        """Add a cell. Raises ``ValueError`` when it stands elsewhere with another count."""
        if self.values.setdefault(key, value) != value:
            raise ValueError(f"{key}: two tables of one set differ; publish tables of the same respondents")
        if printed:
            self.printed.add(key)

        if printed and key[3] != SIZE:
            cells = self.rows_printed.setdefault(key[:3], [])
            if key not in cells:
                cells.append(key)
        elif printed:
            self.rows_printed.setdefault(key[:3], [])

    def cells(self, row: RowName) -> list[Key]:
        """The printed cells of a row, its size not among them."""
        return self.rows_printed.get(row, [])


def row_key(table: Table, row: str) -> RowName:
    """Question, split and row of a table's row: everybody is one row, whatever the breakdown."""
    return (table.key, "" if row == EVERYONE else table.split, row)


def system_of(tables: Iterable[Table], ties: Sequence[Tie] = (), earlier: Sequence[Earlier] = ()) -> System:
    """The cells and sums of tables published together; ``ties`` and ``earlier`` as in ``suppression.withhold``.

    Raises ``ValueError`` for a table without a key, for two tables that differ where they should agree, and for
    ties of rows that are in no table.
    """
    system = System()
    tied: set[tuple[str, str]] = set()
    multiple: dict[str, bool] = {}
    for table in tables:
        if not table.key:
            raise ValueError("tables published together need the keys of their questions")
        if len(table.rows) > 1 and not table.split:
            raise ValueError(f"{table.key}: a breakdown needs the key of its groups")
        multiple[table.key] = table.kind == "choices"
        for place, row in enumerate(table.rows):
            size = int(table.answered[place])
            counts = {option.key: int(table.counts[place, at]) for at, option in enumerate(table.options)}
            if table.kind == "number":
                counts = {MEAN: size}
            _row(system, multiple[table.key], row_key(table, row.key), counts, size)
        if len(table.rows) > 1 and (table.key, table.split) not in tied:
            _groups(system, table)
            tied.add((table.key, table.split))
    for parts, whole in ties:
        _tie(system, multiple.get(whole[0], False), parts, whole)
    system.secret |= set(system.rows_printed)
    for number, past in enumerate(earlier):
        add_earlier(system, past, number)
    system.sums = list(dict.fromkeys(system.sums))
    return system


def add_earlier(system: System, past: Earlier, number: int) -> None:
    """Add what an earlier publication told, and tie it to today's tables by those who came since.

    The rows of then are rows of their own, tied among themselves as today's are. Who came since is a row too, derived
    by subtraction; where answers were erased meanwhile, so are those who left. Rows without newcomers are the same
    cells as today's: what was shown of them is known, and what was withheld must not follow now.
    """
    kinds = {key[0]: key[3] for key in system.values if key[3].startswith("!")}
    now, sums = dict(system.values), list(system.sums)
    counts = {key: value for key, value in past.counts.items() if (key[0], "", EVERYONE, SIZE) in now}
    parts_of = dict.fromkeys(key[:3] for key in counts)

    def then(key: Key) -> Key:
        return (f"{key[0]}@{number}", *key[1:])

    for name in parts_of:
        options = [key[3] for key in counts if key[:3] == name and key[3] != SIZE]
        size = counts[(*name, SIZE)]
        multiple = name[0] in kinds
        _row(system, multiple, then((*name, ""))[:3], {o: counts[(*name, o)] for o in options}, size, printed=False)
        if (*name, SIZE) not in past.shown:
            system.secret.add(then((*name, ""))[:3])
        since = {o: now[(*name, o)] - counts[(*name, o)] for o in (SIZE, *options) if (*name, o) in now}
        if SIZE in since:
            _since(system, multiple, name, since, past, number)
    system.known |= {then(key) for key in past.shown if key in counts}
    for parts, whole in sums:
        # what follows by subtraction now followed by subtraction then
        unknown = [key for key in parts if key not in counts]
        if whole in counts and len(unknown) == 1 and unknown[0] not in system.printed:
            left = counts[whole] - sum(counts[key] for key in parts if key in counts)
            if left < 0:
                continue
            counts[unknown[0]] = left
            system.put(then(unknown[0]), left, printed=False)
    for parts, whole in sums:
        if all(key in counts for key in (*parts, whole)):
            system.sums.append((tuple(then(key) for key in parts), then(whole)))
            if all(counts[key] == 0 for key in parts if key not in past.counts) and parts:
                system.known |= {then(key) for key in parts if key not in past.counts}
    system.sums = list(dict.fromkeys(system.sums))


def _since(system: System, multiple: bool, name: RowName, since: Mapping[str, int], past: Earlier, number: int) -> None:
    """Who came, or left, between an earlier row and today's."""
    come: RowName = (f"{name[0]}+{number}", *name[1:])
    one_way = min(since.values()) >= 0 or max(since.values()) <= 0
    if one_way:
        counts = {option: abs(value) for option, value in since.items() if option != SIZE}
        if not multiple or all(count <= abs(since[SIZE]) for count in counts.values()):
            _row(system, multiple, come, counts, abs(since[SIZE]), printed=False)
    for option, value in since.items():
        key, before, new = (*name, option), (f"{name[0]}@{number}", *name[1:], option), (*come, option)
        system.put(new, abs(value), printed=False)
        system.sums.append(((before, new), key) if value >= 0 else ((key, new), before))
        if value == 0:
            # a reader who sees no change takes it that nobody came
            system.known.add(new)
            if key in past.shown:
                system.known.add(key)
    if not any(since.values()):
        system.known |= {key for key in system.values if key[:3] == come}


def _tie(system: System, multiple: bool, parts: tuple[RowName, ...], whole: RowName) -> None:
    """Tie rows that lie in another row, and add what is left of it."""
    if any((*name, SIZE) not in system.values for name in (*parts, whole)):
        raise ValueError(f"{whole}: a tie names a row that is in no table")
    rest = "~".join(["/".join(whole[1:]), *(name[2] for name in parts)])
    _rest(system, multiple, parts, whole, (whole[0], "~" + "|".join(name[1] for name in parts), rest))


def _rest(system: System, multiple: bool, parts: Sequence[RowName], whole: RowName, rest: RowName) -> None:
    """The respondents of a row who are in none of its parts."""
    options = [key[3] for key in system.cells(whole)]
    left = {
        option: system.values[(*whole, option)] - sum(system.values[(*name, option)] for name in parts)
        for option in (*options, SIZE)
    }
    size = left.pop(SIZE)
    # that its options add up follows from the other rows' sums and the ties below
    _row(system, multiple, rest, left, size, printed=False, tied=False)
    if multiple:
        options += [f"!{option}" for option in options]
    if size == 0:
        system.known |= {(*rest, option) for option in (*options, SIZE)}
    for option in (*options, SIZE):
        system.sums.append(((*((*name, option) for name in parts), (*rest, option)), (*whole, option)))


def _row(
    system: System,
    multiple: bool,
    name: RowName,
    counts: Mapping[str, int],
    size: int,
    *,
    printed: bool = True,
    tied: bool = True,
) -> None:
    keys = [(*name, option) for option in counts]
    whole = (*name, SIZE)
    new = whole not in system.values
    system.put(whole, size, printed=printed)
    for key, count in zip(keys, counts.values(), strict=True):
        system.put(key, count, printed=printed)
    if not new or MEAN in counts:
        return
    if multiple:
        for key, count in zip(keys, counts.values(), strict=True):
            other = (*name, f"!{key[3]}")
            system.put(other, size - count, printed=False)
            if tied:
                system.sums.append(((key, other), whole))
    elif keys and tied:
        system.sums.append((tuple(keys), whole))


def _groups(system: System, table: Table) -> None:
    """Tie a breakdown's rows to everybody, and add the rows that follow by subtraction."""
    groups = [row.key for row in table.rows if row.key != EVERYONE]
    outside = [[group] for group in groups] if table.overlapping else [groups]
    for members in outside:
        rest = f"~{members[0]}" if table.overlapping else "~"
        parts = [row_key(table, group) for group in members]
        _rest(system, table.kind == "choices", parts, row_key(table, EVERYONE), (table.key, table.split, rest))
