"""Constructions: every cell of the table, and what holds for any number of tables and seats."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talka.methods.mixing import BEST_KNOWN, bound, cross_sector, design, meetings, round_robin
from talka.methods.mixing.fields import diagonal, field, prime_powers, ring


def is_design(rounds, people):
    everybody = np.arange(people)
    assert all((np.sort(each.ravel()) == everybody).all() for each in rounds)
    assert len(rounds) == 1 or meetings(rounds).max() == 1


@pytest.mark.parametrize(("cell", "known"), BEST_KNOWN.items())
def test_the_best_known_rounds_are_reached(cell, known):
    tables, seats = cell
    built = design(tables, seats)
    assert built.rounds.shape == (known, tables, seats)
    is_design(built.rounds, tables * seats)
    assert known <= built.bound


def test_the_table_is_the_published_one():
    assert list(BEST_KNOWN.values()) == [7, 8, 10, 11, 5, 7, 9, 10, 11, 13, 6, 6]
    assert [design(*cell).best for cell in ((7, 3), (8, 4), (10, 4), (5, 5), (5, 4), (6, 5))] == [
        True,
        True,
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(("cell", "rounds"), [((10, 3), 13), ((12, 3), 16)])
def test_some_cells_beyond_the_table_come_close(cell, rounds):
    built = design(*cell)
    assert len(built.rounds) == rounds == built.bound - 1
    is_design(built.rounds, cell[0] * cell[1])


@pytest.mark.parametrize(
    ("cell", "rounds"), [((11, 3), 16), ((4, 4), 5), ((8, 8), 9), ((9, 9), 10), ((9, 3), 13), ((16, 4), 21)]
)
def test_planes_and_their_products_meet_everybody_once(cell, rounds):
    built = design(*cell)
    assert len(built.rounds) == rounds
    assert (meetings(built.rounds) + np.eye(cell[0] * cell[1], dtype=int) == 1).all()


@settings(max_examples=40)
@given(st.integers(1, 14), st.integers(1, 8))
def test_nobody_meets_twice_in_any_design(tables, seats):
    built = design(tables, seats)
    assert 1 <= len(built.rounds) <= bound(tables, seats) == built.bound
    assert built.rounds.shape[1:] == (tables, seats)
    is_design(built.rounds, tables * seats)


@given(st.integers(1, 20))
def test_in_pairs_everybody_meets_everybody_once(half):
    rounds = round_robin(2 * half)
    assert len(rounds) == 2 * half - 1
    assert (meetings(rounds) + np.eye(2 * half, dtype=int) == 1).all()


@pytest.mark.parametrize("prime", [2, 3, 5, 7, 11])
def test_each_pair_of_two_sectors_meets_once_in_as_many_rounds_as_organisations(prime):
    for sectors in range(1, prime + 1):
        rounds = cross_sector(sectors, prime)
        assert rounds.shape == (prime, prime, sectors)
        sector = np.arange(sectors * prime) // prime
        assert (sector[rounds] == np.arange(sectors)).all()
        assert (meetings(rounds) == (sector[:, None] != sector)).all()


def test_more_sectors_than_the_construction_bears_are_refused():
    with pytest.raises(ValueError, match="bears 2 sectors"):
        cross_sector(3, 6)
    with pytest.raises(ValueError, match="must be sectors"):
        cross_sector(0, 5)
    with pytest.raises(ValueError, match="even number"):
        round_robin(5)
    with pytest.raises(ValueError, match="must be tables"):
        bound(0, 4)


@pytest.mark.parametrize(("prime", "power"), [(2, 1), (2, 2), (2, 3), (3, 2), (2, 4), (5, 2), (7, 1)])
def test_fields_are_fields(prime, power):
    add, multiply = field(prime, power)
    order = prime**power
    line = np.arange(order)
    assert (np.sort(add, axis=1) == line).all()
    assert (np.sort(multiply[1:, 1:], axis=1) == line[1:]).all()
    assert (add == add.T).all()
    assert (multiply == multiply.T).all()
    assert (multiply[1] == line).all()
    assert (multiply[:, add] == add[multiply[:, :, None], multiply[:, None, :]]).all()


@given(st.integers(1, 40))
def test_the_diagonal_differs_by_units(order):
    add, multiply, count = ring(order)
    elements = [diagonal(order, which) for which in range(count)]
    minus = {here: int(np.flatnonzero(add[here] == 0)[0]) for here in elements}
    for one in elements:
        for other in elements:
            if one != other:
                assert len(set(multiply[add[one, minus[other]]].tolist())) == order
    assert np.prod([prime**power for prime, power in prime_powers(order)], dtype=int) == order
