"""The proof that nothing withheld can be told: against another solver, against search, for any tables."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from talka.methods.tables import (
    EVERYONE,
    Choice,
    Choices,
    Number,
    Released,
    Scale,
    by,
    counts_of,
    one_way,
    prove,
    withhold,
)
from talka.methods.tables.disclosure import SIZE, row_key
from talka.methods.tables.linear import Program


def single(codes, size, key="q"):
    return Choice(np.asarray(codes), tuple(f"o{i}" for i in range(size)), key=key)


def drawn(random, n, size, key="q"):
    return single(random.choice(size, n, p=random.dirichlet(np.ones(size))), size, key)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_the_solver_agrees_with_another_one(seed):
    random = np.random.default_rng(seed)
    rows, columns = random.integers(1, 9), random.integers(2, 20)
    a = random.choice([-1.0, 0, 0, 1, 1], (rows, columns))
    x = random.integers(0, 20, columns)
    upper = np.where(random.random(columns) < 0.5, x + random.integers(0, 9, columns), np.inf)
    b = a @ x if random.random() < 0.9 else random.integers(-20, 20, rows).astype(float)
    program = Program(a, b, upper)
    for _ in range(3):
        costs = random.integers(-3, 4, columns).astype(float)
        theirs = linprog(costs, A_eq=a, b_eq=b, bounds=[(0, None if np.isinf(u) else u) for u in upper])
        assert program.feasible == (theirs.status != 2)
        if not program.feasible:
            with pytest.raises(ValueError, match="no point"):
                program.minimise(costs)
            return
        value, point = program.minimise(costs)
        if theirs.status == 3:
            assert value == -np.inf
        else:
            assert value == pytest.approx(theirs.fun, abs=1e-6)
            assert a @ point == pytest.approx(b, abs=1e-6)
            assert (point >= -1e-7).all()
            assert (point <= upper + 1e-7).all()


def reader_of(released: list[Released]):
    """What a reader of single-choice tables by groups that part the respondents can do, written down anew.

    One unknown for each cell of the largest table (groups, those in no group; options); every shown count and size is
    an equation. Returns the range of a sum of unknowns.
    """
    table = max((each.table for each in released), key=lambda table: len(table.rows))
    groups, size = len(table.rows) - 1, len(table.options)
    equations, values = [], []
    for each in released:
        for place, row in enumerate(each.table.rows):
            here = slice(None) if row.key == EVERYONE else table.row(row.key)
            for option in [*range(size), None]:
                told = each.sizes_shown[place] if option is None else each.shown[place, option]
                if told:
                    mask = np.zeros((groups + 1, size))
                    mask[here, slice(None) if option is None else option] = 1
                    equations.append(mask.ravel())
                    values.append(each.table.answered[place] if option is None else each.table.counts[place, option])
    nobody_left = table.answered[:-1].sum() == table.answered[-1]
    bounds = [(0, 0 if nobody_left and place // size == groups else None) for place in range((groups + 1) * size)]

    def reach(mask):
        ends = []
        for sign in (1, -1):
            found = linprog(
                sign * mask.ravel(),
                A_eq=np.array(equations) if equations else None,
                b_eq=values if values else None,
                bounds=bounds,
            )
            ends.append(sign * found.fun if found.status == 0 else np.inf)
        return ends

    return table, reach


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([15, 40, 120, 400]))
def test_another_solver_cannot_bound_a_small_cell_either(seed, n):
    random = np.random.default_rng(seed)
    size = int(random.integers(2, 5))
    answers = drawn(random, n, size)
    groups = drawn(random, n, int(random.integers(2, 5)), "door")
    released = withhold([one_way(answers), by(answers, groups)])

    bounds = prove(released)
    assert all(bound.holds for bound in bounds)
    table, reach = reader_of(list(released))
    ours = {(b.split, b.row, b.option): (b.low, b.high) for b in bounds}
    for place in range(len(table.rows)):
        name = row_key(table, table.rows[place].key)[1:]
        for option in [*range(size), None]:
            key = (*name, SIZE if option is None else table.options[option].key)
            if key not in ours:
                continue
            mask = np.zeros((len(table.rows), size))
            mask[slice(None) if place == len(table.rows) - 1 else place, slice(None) if option is None else option] = 1
            low, high = reach(mask)
            assert ours[key] == (pytest.approx(np.ceil(low - 1e-6)), pytest.approx(np.floor(high + 1e-6)))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([8, 25, 60, 200, 900]), st.sampled_from(["withheld", "open"]))
def test_any_tables_published_together_are_safe(seed, n, sizes):
    random = np.random.default_rng(seed)
    size = int(random.integers(2, 7))
    answers = drawn(random, n, size)
    if random.random() < 0.4:
        answers = Choices(random.random((n, size)) < random.dirichlet(np.ones(size)) * 2, answers.options, key="q")
    doors = drawn(random, n, 4, "door")
    about = Choices(random.random((n, 3)) < [0.7, 0.4, 0.1], ("A", "B", "C"), key="about")
    tables = [one_way(answers), by(answers, doors), by(answers, about)]

    released = withhold(tables, sizes=sizes)

    assert all(bound.holds for bound in prove(released))
    for each in released:
        small = (each.table.counts > 0) & (each.table.counts < 10)
        assert not (each.shown & small).any()
        few = (each.table.answered > 0) & (each.table.answered < 10)
        assert not each.shown[few].any()
        assert not each.means_shown[few].any()
        if sizes == "withheld":
            assert not each.sizes_shown[few].any()
    # everybody's row is the same in every table
    everybody = [tuple(each.why[-1]) for each in released]
    assert len(set(everybody)) == 1


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.integers(0, 2**32), st.integers(0, 30))
def test_two_publications_together_are_safe(seed, newcomers):
    random = np.random.default_rng(seed)
    n = int(random.choice([30, 80, 300]))
    answers, doors = drawn(random, n + newcomers, 4), drawn(random, n + newcomers, 3, "door")
    before = np.arange(n)
    first = withhold([one_way(answers.where(before)), by(answers.where(before), doors.where(before))])
    told = [counts_of(first)]
    second = withhold([one_way(answers), by(answers, doors)], earlier=told)
    bounds = prove(second, earlier=told)
    assert all(bound.holds for bound in bounds)
    # the earlier publication's own small cells, and the newcomers', are among what is proved
    if any((each.why == "small").any() for each in first):
        assert any("@" in bound.question for bound in bounds)


def test_a_release_without_cover_is_found_out():
    (released,) = withhold([one_way(single(np.repeat([0, 1, 2], [40, 30, 3]), 3))])
    bare = Released(
        table=released.table,
        why=np.where(released.why == "cover", "", released.why),
        sizes_shown=released.sizes_shown,
        means_shown=released.means_shown,
        threshold=10,
    )
    (bound,) = prove([bare])
    assert (bound.low, bound.high, bound.agreed, bound.holds) == (3, 3, 10, False)
    assert prove([]) == ()


def test_the_few_outside_a_group_are_hidden_too():
    """597 of 600 are about A; the three others' answers are everybody's less A's."""
    answers = single(np.repeat([0, 1], 300), 2)
    about = Choices(np.arange(600)[:, None] % 200 != 7, ("A",), key="about")
    released = withhold([one_way(answers), by(answers, about)])
    rest = [bound for bound in prove(released) if bound.row == "~A"]
    assert rest
    assert all(bound.holds for bound in rest)
    assert not released[1].shown[0].all()


def loss(released):
    return sum(int((~each.shown).sum()) for each in released)


def test_covers_are_as_few_as_can_be_on_small_tables():
    """Against all ways to withhold: the sum over many small tables is within a tenth of the least."""
    ours = least = 0
    for seed in range(12):
        random = np.random.default_rng(seed)
        counts = random.choice([3, 12, 15, 20, 30, 40], (3, 3))
        answers = single(np.repeat(np.tile(np.arange(3), 3), counts.ravel()), 3)
        doors = single(np.repeat(np.arange(3), counts.sum(axis=1)), 3, "door")
        tables = [by(answers, doors)]
        released = withhold(tables)
        ours += loss(released)
        least += exhaustive(released[0])
    assert least <= ours <= 1.1 * least


def exhaustive(released):
    """The least number of withheld cells that makes the table safe, the totals being shown where ours are."""
    small = (released.table.counts > 0) & (released.table.counts < 10)
    places = [tuple(place) for place in np.argwhere(~small & (released.table.counts > 0))]
    for extra in range(len(places) + 1):
        for chosen in itertools.combinations(places, extra):
            why = np.where(small, "small", "")
            for place in chosen:
                why[place] = "cover"
            tried = Released(released.table, why, released.sizes_shown, released.means_shown, 10)
            if all(bound.holds for bound in prove([tried])):
                return int(small.sum()) + extra
    raise AssertionError("no way found")


def test_a_scale_is_a_choice_and_a_number_is_its_size():
    scale = Scale(np.repeat([0, 1, 2], [20, 20, 4]), ("1", "2", "3"), key="s", values=(1, 2, 3))
    (released,) = withhold([one_way(scale)])
    assert released.mean() is None
    assert released.median() is None
    (told,) = withhold([one_way(scale)], threshold=3)
    assert told.mean() == pytest.approx(72 / 44)


def test_the_mean_of_few_does_not_follow_from_two_means():
    """597 of 600 are about A: everybody's mean and A's would give away the mean of the other three."""
    random = np.random.default_rng(3)
    years = Number(random.integers(1930, 2010, 600).astype(float), key="year")
    about = Choices(np.arange(600)[:, None] % 200 != 7, ("A",), key="about")
    doors = single(np.where(np.arange(600) < 4, 2, np.arange(600) % 2), 3, "door")
    released = withhold([one_way(years), by(years, about), by(years, doors)])
    assert all(bound.holds for bound in prove(released))
    assert released[0].mean() == released[1].mean()
    assert released[0].mean() is None or released[1].mean("A") is None
    # four came by the third door: one more door is silent about its mean
    assert released[2].mean("o2") is None
    assert released[0].mean() is None or None in (released[2].mean("o0"), released[2].mean("o1"))


def test_the_mean_of_few_newcomers_does_not_follow_from_two_releases():
    years = Number(np.arange(1900.0, 2003.0), key="year")
    first = withhold([one_way(years.where(np.arange(100)))])
    (second,) = withhold([one_way(years)], earlier=[counts_of(first)])
    assert first[0].mean() == 1949.5
    assert second.mean() is None
    assert second.answered() == 103
    (later,) = withhold([one_way(years)], earlier=[counts_of(withhold([one_way(years.where(np.arange(60)))]))])
    assert later.mean() == 1951
