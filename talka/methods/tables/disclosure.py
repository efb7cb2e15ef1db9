"""What a reader of published tables can work out: the cells, and the sums that tie them together.

Every published count, every row's size and every count that follows from them by subtraction is one *cell*.
Tables of one question are tied by sums: options add up to the row's size, groups that part the respondents
add up to everybody, a group that overlaps others and the respondents outside it add up to everybody, who
chose an option and who did not add up to the row's size.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .table import EVERYONE, Table

SIZE = "#"
"""Stands for an option where the cell is the row's size."""

RowName = tuple[str, str, str]
"""Question, split, row."""

Key = tuple[str, str, str, str]
"""Question, split, row, option. The row of everybody has no split. Options not chosen are written
``!option``.
"""


@dataclass
class System:
    """Cells with their true counts, the sums that tie them, which cells are printed and which are small.

    ``values``: count of each cell. ``sums``: (parts, whole): the parts add up to the whole. ``at_most``:
    (parts, whole): the whole is at most the parts together. ``printed``: cells that stand on the page
    unless withheld; all others are only derived. ``fixed``: cells that a reader knows already.
    """

    values: dict[Key, int] = field(default_factory=dict)
    sums: list[tuple[tuple[Key, ...], Key]] = field(default_factory=list)
    at_most: list[tuple[tuple[Key, ...], Key]] = field(default_factory=list)
    printed: set[Key] = field(default_factory=set)
    fixed: set[Key] = field(default_factory=set)
    held: set[Key] = field(default_factory=set)

    def put(self, key: Key, value: int, *, printed: bool) -> None:
        """Add a cell. Raises ``ValueError`` when it stands elsewhere with another count."""
        if self.values.setdefault(key, value) != value:
            raise ValueError(f"{key}: two tables of one set differ; publish tables of the same respondents")
        if printed:
            self.printed.add(key)


def row_key(table: Table, row: str) -> tuple[str, str, str]:
    """Question, split and row of a table's row: everybody is one row, whatever the breakdown."""
    return (table.key, "" if row == EVERYONE else table.split, row)


def system_of(tables: Iterable[Table], ties: Sequence[tuple[tuple[RowName, ...], RowName]] = ()) -> System:
    """The cells and sums of tables published together; ``ties`` as in ``suppression.withhold``.

    Raises ``ValueError`` for a table without a key, for two tables that differ where they should agree, and for
    ties of rows that are in no table.
    """
    system = System()
    seen: set[tuple[str, str]] = set()
    by_question: dict[str, Table] = {}
    for table in tables:
        by_question.setdefault(table.key, table)
        if not table.key:
            raise ValueError("tables published together need the keys of their questions")
        if len(table.rows) > 1 and not table.split:
            raise ValueError(f"{table.key}: a breakdown needs the key of its groups")
        for place, row in enumerate(table.rows):
            _row(
                system,
                table,
                row_key(table, row.key),
                [int(n) for n in table.counts[place]],
                int(table.answered[place]),
            )
        if len(table.rows) > 1 and (table.key, table.split) not in seen:
            _groups(system, table)
        seen.add((table.key, table.split))
    for parts, whole in ties:
        _tie(system, by_question, parts, whole)
    system.sums = list(dict.fromkeys(system.sums))
    return system


def _row(
    system: System,
    table: Table,
    name: tuple[str, str, str],
    counts: list[int],
    size: int,
    *,
    printed: bool = True,
) -> None:
    keys = [(*name, option.key) for option in table.options]
    whole = (*name, SIZE)
    system.put(whole, size, printed=printed)
    for key, count in zip(keys, counts, strict=True):
        system.put(key, count, printed=printed)
    if table.kind == "choices":
        for key, count in zip(keys, counts, strict=True):
            other = (*name, f"!{key[3]}")
            system.put(other, size - count, printed=False)
            system.sums.append(((key, other), whole))
    elif keys:
        system.sums.append((tuple(keys), whole))


def _groups(system: System, table: Table) -> None:
    """Tie a breakdown's rows to everybody, and add the rows that follow by subtraction."""
    everybody = len(table.rows) - 1
    groups = list(range(everybody))
    outside = [[group] for group in groups] if table.overlapping else [groups]
    options = [option.key for option in table.options]
    if table.kind == "choices":
        options += [f"!{key}" for key in options]
    whole = row_key(table, EVERYONE)
    for members in outside:
        rest = "~" if not table.overlapping else f"~{table.rows[members[0]].key}"
        name = (table.key, table.split, rest)
        counts = table.counts[everybody] - table.counts[members].sum(axis=0)
        size = int(table.answered[everybody] - table.answered[members].sum())
        _row(system, table, name, [int(n) for n in counts], size, printed=False)
        if size == 0:
            system.fixed |= {(*name, option) for option in (*options, SIZE)}
        for option in (*options, SIZE):
            parts = [(*row_key(table, table.rows[group].key), option) for group in members]
            system.sums.append(((*parts, (*name, option)), (*whole, option)))


def _tie(system: System, tables: dict[str, Table], parts: tuple[RowName, ...], whole: RowName) -> None:
    """Tie rows that lie in another row, and add what is left of it."""
    if any((*name, SIZE) not in system.values for name in (*parts, whole)):
        raise ValueError(f"{whole}: a tie names a row that is in no table")
    table = tables[whole[0]]
    rest: RowName = (
        whole[0],
        "~" + "|".join(name[1] for name in parts),
        "~".join(["/".join(whole[1:]), *(name[2] for name in parts)]),
    )

    def left(option: str) -> int:
        return system.values[(*whole, option)] - sum(system.values[(*name, option)] for name in parts)

    _row(system, table, rest, [left(option.key) for option in table.options], left(SIZE), printed=False)
    options = [option.key for option in table.options]
    if table.kind == "choices":
        options += [f"!{key}" for key in options]
    if left(SIZE) == 0:
        system.fixed |= {(*rest, option) for option in (*options, SIZE)}
    for option in (*options, SIZE):
        system.sums.append(((*((*name, option) for name in parts), (*rest, option)), (*whole, option)))
