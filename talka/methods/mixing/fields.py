"""Finite fields and their products: the arithmetic behind tables at which nobody meets twice."""

from functools import lru_cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.intp]


def prime_powers(number: int) -> list[tuple[int, int]]:
    """The primes of a number and how often each divides it, smallest first; 12 gives [(2, 2), (3, 1)]."""
    found, prime = [], 2
    while number > 1:
        times = 0
        while number % prime == 0:
            number //= prime
            times += 1
        if times:
            found.append((prime, times))
        prime += 1
    return found


@lru_cache(maxsize=64)
def field(prime: int, power: int) -> tuple[Table, Table]:
    """Addition and multiplication of the field with prime**power elements; 0 is element 0, 1 is element 1.

    Elements are polynomials over the integers modulo `prime`, written as numbers to that base. The modulus is the first
    monic polynomial under which no product of two others is zero.
    """
    order = prime**power
    if power == 1:
        line = np.arange(order)
        return (line[:, None] + line) % prime, (line[:, None] * line) % prime
    digits = np.array([[number // prime**place % prime for place in range(power)] for number in range(order)])
    worth = prime ** np.arange(power)
    addition = ((digits[:, None, :] + digits[None, :, :]) % prime) @ worth
    for low in product(range(prime), repeat=power):
        by_x = np.zeros((order, power), dtype=np.intp)  # each element times x
        by_x[:, 1:] = digits[:, :-1]
        by_x = (by_x - digits[:, -1:] * np.array(low)) % prime
        times_x = by_x @ worth
        products = np.zeros((order, order), dtype=np.intp)
        shifted = np.arange(order)
        for place in range(power):
            for again in range(1, prime):
                rows = digits[:, place] >= again
                products[rows] = addition[products[rows], shifted]
            shifted = times_x[shifted]
        if (products[1:, 1:] > 0).all():
            return addition, products
    raise AssertionError("every prime power has a field")


@lru_cache(maxsize=64)
def ring(order: int) -> tuple[Table, Table, int]:
    """Addition, multiplication of the product of fields with `order` elements, and how many elements differ by units.

    The first elements 0, 1, …, count − 1 of every factor, taken together, differ pairwise by a unit; count is the
    smallest prime power in `order`. The i-th of them is `diagonal(order, i)`.
    """
    addition = multiplication = np.zeros((1, 1), dtype=np.intp)
    for prime, power in prime_powers(order):
        add, multiply = field(prime, power)
        size = len(add)
        here, there = np.divmod(np.arange(len(addition) * size), size)
        addition = addition[np.ix_(here, here)] * size + add[np.ix_(there, there)]
        multiplication = multiplication[np.ix_(here, here)] * size + multiply[np.ix_(there, there)]
    return addition, multiplication, min((p**e for p, e in prime_powers(order)), default=1)


def diagonal(order: int, which: int) -> int:
    """The element of `ring(order)` that is number `which` in each of its fields."""
    element = 0
    for prime, power in prime_powers(order):
        element = element * prime**power + which
    return element
