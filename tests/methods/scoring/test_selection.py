"""Ranking and selection: worked by hand, and against trying every selection."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talka.methods.scoring import (
    ByCriterion,
    ByLot,
    BySpread,
    Criterion,
    Outcome,
    Quota,
    Ranked,
    Selection,
    Standing,
    rank,
    select,
    standing,
)

PAIR = (Criterion("need"), Criterion("group"))


def of(key: str, *sheets: tuple[int, int]) -> Standing:
    return standing(key, PAIR, {f"r{n}": {"need": need, "group": group} for n, (need, group) in enumerate(sheets)})


def plain(keys: str) -> list[Ranked]:
    """One letter, one application, best first."""
    return rank(
        [
            standing(key, [Criterion("all", highest=100)], {"r": {"all": 100 - number}})
            for number, key in enumerate(keys)
        ]
    )


def test_tie_breaks_in_their_order() -> None:
    calm, split, needy = of("calm", (3, 3), (3, 3)), of("split", (5, 5), (1, 1)), of("needy", (4, 2), (4, 2))
    found = rank([split, calm, needy], [ByCriterion("need"), BySpread()])
    assert [(each.place, each.key, each.parted_by) for each in found] == [
        (1, "needy", None),
        (2, "calm", ByCriterion("need")),
        (3, "split", BySpread()),
    ]


def test_nothing_parts_them() -> None:
    found = rank([of("b", (3, 3)), of("a", (3, 3)), of("c", (1, 1)), of("z", (5, 5))], [BySpread()])
    assert [(each.place, each.key, each.shared) for each in found] == [
        (1, "z", False),
        (2, "a", True),
        (2, "b", True),
        (4, "c", False),
    ]


def test_a_lot_that_can_be_drawn_again() -> None:
    entries = [of(key, (3, 3)) for key in "abcdef"]
    once, again = rank(entries, [ByLot("2017")]), rank(reversed(entries), [ByLot("2017")])
    assert [each.key for each in once] == [each.key for each in again]
    assert {each.place for each in once} == {1, 2, 3, 4, 5, 6}
    assert [each.key for each in once] != [each.key for each in rank(entries, [ByLot("2018")])]


def test_who_has_no_score_has_no_place() -> None:
    assert [each.key for each in rank([standing("none", PAIR, {}), of("a", (1, 1))])] == ["a"]


@given(st.permutations(range(7)), st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=7, max_size=7))
def test_the_order_of_input_does_not_matter(order: list[int], marks: list[tuple[int, int]]) -> None:
    entries = [of(str(number), pair) for number, pair in enumerate(marks)]
    shuffled = [entries[number] for number in order]
    assert rank(entries, [ByCriterion("need")]) == rank(shuffled, [ByCriterion("need")])


def test_without_quotas_the_first_are_taken() -> None:
    found = select(plain("abcdef"), 2, reserve=2)
    assert (found.selected, found.reserve) == (["a", "b"], ["c", "d"])
    assert [each.reserve for each in found.kept] == [None, None, 1, 2, None, None]
    assert found.of("f").outcome is Outcome.NOT_SELECTED


def test_one_for_each_county() -> None:
    groups = {key: {"county": county} for key, county in zip("abcdef", "XXYXZY", strict=True)}
    found = select(plain("abcdef"), 3, groups=groups, quotas=[Quota("county", at_most=1)], reserve=1)
    assert (found.selected, found.reserve) == (["a", "c", "e"], ["b"])
    assert (found.of("b").kept_out_by, found.of("b").held_by) == (Quota("county", at_most=1), ("a",))


def test_at_least_one_of_a_sector_keeps_the_last_place() -> None:
    groups = {key: {"sector": sector} for key, sector in zip("abcd", "CCCB", strict=True)}
    quota = Quota("sector", "B", at_least=1)
    found = select(plain("abcd"), 2, groups=groups, quotas=[quota])
    assert found.selected == ["a", "d"]
    assert (found.of("b").kept_out_by, found.of("b").held_by) == (quota, ("d",))


def test_what_cannot_be_reached_is_given_up_and_named() -> None:
    groups = {key: {"sector": "C"} for key in "abc"}
    quotas = [Quota("sector", "C", at_least=1), Quota("sector", "B", at_least=1, at_most=2)]
    found = select(plain("abc"), 2, groups=groups, quotas=quotas)
    assert (found.selected, found.unmet) == (["a", "b"], (quotas[1],))


def test_below_the_threshold_there_is_no_reserve() -> None:
    found = select(plain("abc"), 1, reserve=5, threshold=Fraction(99))
    assert [each.outcome for each in found.kept] == [Outcome.SELECTED, Outcome.RESERVE, Outcome.BELOW]


def test_a_shared_place_at_the_line_is_the_panels() -> None:
    ranked = rank([of("a", (5, 5)), of("b", (3, 3)), of("c", (3, 3))])
    assert select(ranked, 2).tied_at_line == ("b", "c")
    assert select(ranked, 1).tied_at_line == ()
    assert select(ranked, 3).tied_at_line == ()


@pytest.mark.parametrize(
    "given_quota",
    [{}, {"at_least": 1}, {"group": "X", "at_least": 3, "at_most": 2}],
    ids=["says nothing", "least for each", "contradicts itself"],
)
def test_quotas_that_make_no_sense(given_quota: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"how many|smallest number|more than"):
        Quota("county", **given_quota)  # type: ignore[arg-type]  # wrong on purpose


Case = tuple[int, dict[str, dict[str, str]], list[Quota]]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    keys = "abcdefg"[: draw(st.integers(1, 7))]
    groups = {key: {"county": draw(st.sampled_from("XYZ")), "sector": draw(st.sampled_from("CB"))} for key in keys}
    quotas = []
    if draw(st.booleans()):
        quotas.append(Quota("county", at_most=draw(st.integers(1, 2))))
    for group in draw(st.sets(st.sampled_from("XYZ"))):
        quotas.append(Quota("county", group, at_least=draw(st.integers(0, 2))))
    for group in draw(st.sets(st.sampled_from("CB"))):
        least = draw(st.integers(0, 2))
        quotas.append(Quota("sector", group, at_least=least, at_most=least + draw(st.integers(0, 2))))
    return draw(st.integers(1, 5)), groups, quotas


def keeps(chosen: tuple[str, ...], groups: dict[str, dict[str, str]], quotas: list[Quota]) -> bool:
    for quota in quotas:
        values = [groups[key][quota.attribute] for key in chosen]
        for value in {quota.group} if quota.group else set(values):
            count = values.count(str(value))
            if quota.at_most is not None and count > quota.at_most:
                return False
            if quota.at_least is not None and count < quota.at_least:
                return False
    return True


@given(cases())
def test_the_best_of_all_selections(case: Case) -> None:
    places, groups, quotas = case
    keys = "".join(groups)
    found = select(plain(keys), places, groups=groups, quotas=quotas)
    every = [
        chosen
        for many in range(places + 1)
        for chosen in itertools.combinations(keys, many)
        if keeps(chosen, groups, quotas)
    ]
    if found.unmet:
        assert all(not keeps(chosen, groups, quotas) for chosen in every)
        return
    best = max(every, key=lambda chosen: [key in chosen for key in keys])
    assert tuple(found.selected) == best


@given(cases())
def test_largest_numbers_and_places_are_always_kept(case: Case) -> None:
    places, groups, quotas = case
    found: Selection = select(plain("".join(groups)), places, groups=groups, quotas=quotas, reserve=2)
    largest = [Quota(q.attribute, q.group, at_most=q.at_most) for q in quotas if q.at_most is not None]
    assert keeps(tuple(found.selected), groups, largest)
    assert len(found.selected) <= places
    assert len(found.reserve) <= 2
    assert len(found.kept) == len(groups)
