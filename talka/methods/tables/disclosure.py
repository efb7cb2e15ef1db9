"""What a reader of published tables can work out: the cells, and the sums that tie them together.

Every published count, every row's size and every count that follows from them by subtraction is one *cell*.
Cells of one question are tied by sums: options add up to the row's size; groups that part the respondents
add up to everybody; a group that overlaps others and the respondents outside it add up to everybody; who
chose an option and who did not add up to the row's size; an earlier release and who came since add up to
the later one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .table import EVERYONE, Table

SIZE = "#"
"""Stands for an option where the cell is the row's size."""

Key = tuple[str, str, str, str]
"""Question, split, row, option. Everybody's row has no split. Options not chosen are written ``!option``."""

Row = tuple[str, str, str]
"""Question, split, row."""


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
    rows_printed: dict[Row, list[Key]] = field(default_factory=dict)

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

    def cells(self, row: Row) -> list[Key]:
        """The printed cells of a row, its size not among them."""
        return self.rows_printed.get(row, [])


def row_key(table: Table, row: str, release: str = "") -> Row:
    """Question, split and row of a table's row: everybody is one row, whatever the breakdown."""
    return (table.key + release, "" if row == EVERYONE else table.split, row)


def system_of(tables: Iterable[Table]) -> System:
    """The cells and sums of tables published together.

    Raises ``ValueError`` for a table without a key, and for two tables that differ where they should agree.
    """
    system = System()
    for table in tables:
        add_table(system, table)
    return system


def add_table(system: System, table: Table, release: str = "", *, printed: bool = True) -> None:
    """Add a table's cells and sums; ``release`` tells apart the same question of other respondents."""
    if not table.key:
        raise ValueError("tables published together need the keys of their questions")
    if len(table.rows) > 1 and not table.split:
        raise ValueError(f"{table.key}: a breakdown needs the key of its groups")
    before = set(system.values)
    for place, row in enumerate(table.rows):
        counts, size = [int(n) for n in table.counts[place]], int(table.answered[place])
        _row(system, table, row_key(table, row.key, release), counts, size, printed=printed)
    if len(table.rows) > 1 and (*row_key(table, table.rows[0].key, release), SIZE) not in before:
        _groups(system, table, release)


def add_earlier(
    system: System, table: Table, shown: Sequence[Sequence[bool]], sizes: Sequence[bool], number: int
) -> None:
    """Add a table of an earlier release: what it showed is known, and so is that answers have only come in
    since.

    A table of the same respondents is joined with today's cell by cell. Where a count is lower today than
    it was (answers were erased), the two releases tell no difference that is certain, and nothing is tied.
    """
    everybody = row_key(table, EVERYONE)
    same = all(
        system.values.get((*everybody, key), value) == value
        for key, value in [
            (SIZE, int(table.answered[-1])),
            *((option.key, int(table.counts[-1, at])) for at, option in enumerate(table.options)),
        ]
    )
    release = "" if same else f"@{number}"
    add_table(system, table, release, printed=False)
    for place, row in enumerate(table.rows):
        name, now = row_key(table, row.key, release), row_key(table, row.key)
        options = [SIZE, *(option.key for option in table.options)]
        told = [sizes[place], *shown[place]]
        system.known |= {(*name, option) for option, seen in zip(options, told, strict=True) if seen}
        since = {
            option: system.values[(*now, option)] - system.values[(*name, option)]
            for option in options
            if (*now, option) in system.values
        }
        if same or SIZE not in since or min(since.values()) < 0:
            continue
        come = (table.key + f"+{number}", *name[1:])
        counts = [since.get(option, 0) for option in options[1:]]
        if table.kind == "choices" and any(count > since[SIZE] for count in counts):
            continue
        _row(system, table, come, counts, since[SIZE], printed=False)
        for option in since:
            system.sums.append((((*name, option), (*come, option)), (*now, option)))


def _row(
    system: System, table: Table, name: Row, counts: Sequence[int], size: int, *, printed: bool = True
) -> None:
    keys = [(*name, option.key) for option in table.options]
    whole = (*name, SIZE)
    new = whole not in system.values
    system.put(whole, size, printed=printed)
    for key, count in zip(keys, counts, strict=True):
        system.put(key, count, printed=printed)
    if not new:
        return
    if table.kind == "choices":
        for key, count in zip(keys, counts, strict=True):
            other = (*name, f"!{key[3]}")
            system.put(other, size - count, printed=False)
            system.sums.append(((key, other), whole))
    elif keys:
        system.sums.append((tuple(keys), whole))


def _groups(system: System, table: Table, release: str) -> None:
    """Tie a breakdown's rows to everybody, and add the rows that follow by subtraction."""
    everybody = len(table.rows) - 1
    groups = list(range(everybody))
    outside = [[group] for group in groups] if table.overlapping else [groups]
    options = [option.key for option in table.options]
    if table.kind == "choices":
        options += [f"!{key}" for key in options]
    whole = row_key(table, EVERYONE, release)
    for members in outside:
        rest = "~" if not table.overlapping else f"~{table.rows[members[0]].key}"
        name = (table.key + release, table.split, rest)
        counts = table.counts[everybody] - table.counts[members].sum(axis=0)
        size = int(table.answered[everybody] - table.answered[members].sum())
        _row(system, table, name, [int(n) for n in counts], size, printed=False)
        if size == 0:
            system.known |= {(*name, option) for option in (*options, SIZE)}
        for option in (*options, SIZE):
            parts = [(*row_key(table, table.rows[group].key, release), option) for group in members]
            system.sums.append(((*parts, (*name, option)), (*whole, option)))
