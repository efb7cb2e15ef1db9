"""A pile of pages: forms, and what is wrong with them."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from talka.methods.marks import PageCode
from talka.methods.marks.identification import PageKind
from talka.methods.marks.piles import Entry, Hint, Trouble, sort_pile

EXPECTED = {("Q", 1, "lt"): 4}


def entry(place: str, page: int, form: int | None = None, marks: str = "m") -> Entry:
    return Entry(place, PageKind.OURS, PageCode("Q", 1, "lt", page, form), marks)


def troubles(pile) -> list[tuple[Trouble, tuple[str, ...]]]:
    return [(problem.trouble, problem.places) for problem in pile.problems]


@given(some.permutations([(form, page) for form in range(1, 6) for page in range(1, 5)]))
def test_numbered_forms_in_any_order(order):
    pile = sort_pile([entry(f"{form}/{page}", page, form) for form, page in order], EXPECTED)
    assert pile.problems == ()
    assert sorted(form.name for form in pile.forms) == ["1", "2", "3", "4", "5"]
    assert all(
        form.complete and form.pages == {page: f"{form.name}/{page}" for page in range(1, 5)} for form in pile.forms
    )


def test_forms_without_numbers_by_their_order():
    pile = sort_pile([entry(f"{n}", page) for n, page in enumerate((1, 2, 3, 4, 1, 2, 4, 1, 2, 3, 4))], EXPECTED)
    assert [form.complete for form in pile.forms] == [True, False, True]
    assert [(problem.trouble, problem.form, problem.page) for problem in pile.problems] == [(Trouble.MISSING, "2.", 3)]


def stream(told: str, pages: int) -> tuple[list[list[str]], list[Trouble]]:
    """Forms without numbers from pages in this order: "41 23" are two pictures of two pages each, "x" was not read, "|"
    begins the next file."""
    pictures = [(picture, str(file)) for file, each in enumerate(told.split("|")) for picture in each.split()]
    entries = [
        Entry(f"{n}{letter}", PageKind.NO_CODE, picture=f"{n}", file=file)
        if letter == "x"
        else Entry(f"{n}/{place}", PageKind.OURS, PageCode("Q", 1, "lt", int(letter)), "m", f"{n}", file)
        for n, (picture, file) in enumerate(pictures)
        for place, letter in enumerate(picture)
    ]
    pile = sort_pile(entries, {("Q", 1, "lt"): pages})
    missing = (Trouble.MISSING, Trouble.NO_CODE)
    return (
        [sorted(form.pages.values()) for form in pile.forms],
        [problem.trouble for problem in pile.problems if problem.trouble not in missing],
    )


@pytest.mark.parametrize(
    ("told", "pages", "forms"),
    [
        # A sheet of a booklet: four pages in two pictures, either side first.
        ("41 23 41 23 41 23", 4, ["0 1", "2 3", "4 5"]),
        ("23 41 23 41 23 41", 4, ["0 1", "2 3", "4 5"]),
        ("14 32 14 32", 4, ["0 1", "2 3"]),
        # One side was lost: nothing of another form takes its place.
        ("41 23 23 41 23", 4, ["0 1", "2", "3 4"]),
        ("41 41 23", 4, ["0", "1 2"]),
        ("23 41 41 23 41", 4, ["0 1", "2", "3 4"]),
        ("23 x 23 41 23 41", 4, ["0", "2 3", "4 5"]),
        # Two sheets, one in the other.
        ("81 27 63 45 81 27 63 45", 8, ["0 1 2 3", "4 5 6 7"]),
        ("45 63 27 81 45 63 27 81", 8, ["0 1 2 3", "4 5 6 7"]),
        ("27 81 45 63 27 81 45 63", 8, ["0 1 2 3", "4 5 6 7"]),
        # Photographs of the open booklet.
        ("1 23 4 1 23 4", 4, ["0 1 2", "3 4 5"]),
        # Single pages the other way round.
        ("2 1 2 1 2 1", 2, ["0 1", "2 3", "4 5"]),
        ("4 3 2 1 4 3 2 1", 4, ["0 1 2 3", "4 5 6 7"]),
        # One file lies the other way round; or forms go on in the next file.
        ("1 2 1 2 | 2 1 2 1", 2, ["0 1", "2 3", "4 5", "6 7"]),
        ("2 1 2 1 2 1 | 1 2 1 2", 2, ["0 1", "2 3", "4 5", "6 7", "8 9"]),
        ("1 2 1 | 2 1 2 1 | 2 1 2", 2, ["0 1", "2 3", "4 5", "6 7", "8 9"]),
        ("1 | 2 | 1 | 2 | 1", 2, ["0 1", "2 3", "4"]),
        # The first front and the last back were not read: what lies there says so.
        ("x 2 1 2 1 2 1 x", 2, ["1", "2 3", "4 5", "6"]),
        # Nobody knows whether two strange pages are of one form.
        ("2 1", 2, ["0", "1"]),
        # One page each: two forms on one glass.
        ("11 11", 1, ["0", "0", "1", "1"]),
    ],
)
def test_forms_without_numbers_whichever_way_they_lie(told, pages, forms):
    found, troubles = stream(told, pages)
    assert [" ".join(sorted({place[0] for place in form})) for form in found] == forms
    assert troubles == []


@pytest.mark.parametrize("told", ["11 22", "12 34"])
def test_two_forms_without_numbers_in_one_picture_are_for_a_person(told):
    found, troubles = stream(told, 4)
    assert found == []
    assert troubles == [Trouble.SIDE_BY_SIDE] * 4


def test_numbered_forms_may_lie_side_by_side():
    pile = sort_pile(
        [
            Entry(f"{n}", PageKind.OURS, PageCode("Q", 1, "lt", page, form), "m", picture)
            for n, (page, form, picture) in enumerate([(1, 7, "a"), (1, 8, "a"), (2, 8, "b"), (2, 7, "b")])
        ],
        {("Q", 1, "lt"): 2},
    )
    assert pile.problems == ()
    assert {form.number: form.pages for form in pile.forms} == {7: {1: "0", 2: "3"}, 8: {1: "1", 2: "2"}}


def test_the_same_page_twice_counts_once():
    pile = sort_pile([entry("a", 1, 7), entry("b", 2, 7), entry("c", 1, 7)], {("Q", 1, "lt"): 2})
    assert troubles(pile) == [(Trouble.SAME_AGAIN, ("a", "c"))]
    assert pile.forms[0].pages == {1: "a", 2: "b"}


def test_two_pages_with_one_number_count_not_at_all():
    pages = [entry("a", 1, 7), entry("b", 2, 7), entry("c", 1, 7, "other"), entry("d", 1, 7, "m")]
    pile = sort_pile(pages, {("Q", 1, "lt"): 2})
    assert troubles(pile) == [(Trouble.TWO_OF_ONE, ("a", "c", "d"))]
    assert pile.forms[0].pages == {2: "b"}
    assert not pile.forms[0].complete


def test_what_does_not_belong_is_named():
    pages = [
        entry("a", 1, 1),
        Entry("b", PageKind.BLANK),
        Entry("c", PageKind.FOREIGN),
        Entry("d", PageKind.NO_CODE),
        Entry("e", PageKind.CONTRADICTS),
        Entry("f", PageKind.OURS, PageCode("OTHER", 1, "lt", 1)),
        entry("g", 5, 1),
    ]
    pile = sort_pile(pages, EXPECTED)
    assert troubles(pile)[:6] == [
        (Trouble.BLANK, ("b",)),
        (Trouble.FOREIGN, ("c",)),
        (Trouble.NO_CODE, ("d",)),
        (Trouble.CONTRADICTS, ("e",)),
        (Trouble.UNKNOWN, ("f",)),
        (Trouble.UNKNOWN, ("g",)),
    ]
    assert [problem.page for problem in pile.problems[6:]] == [2, 3, 4]


def test_one_sided_pages_scanned_on_both():
    pages = [each for n in range(8) for each in (entry(f"{n}", n % 4 + 1, n // 4), Entry(f"{n}b", PageKind.BLANK))]
    pile = sort_pile(pages, EXPECTED)
    assert pile.hints == (Hint.ONE_SIDED,)
    assert all(form.complete for form in pile.forms)


def test_two_sided_pages_scanned_on_one():
    pile = sort_pile([entry(f"{form}/{page}", page, form) for form in range(4) for page in (1, 3)], EXPECTED)
    assert pile.hints == (Hint.BACKS_MISSING,)


@given(some.lists(some.tuples(some.integers(1, 3), some.integers(1, 2), some.sampled_from("xy")), max_size=12))
def test_no_page_is_lost_and_none_counts_twice(told):
    pages = [entry(str(n), page, form, marks) for n, (form, page, marks) in enumerate(told)]
    pile = sort_pile(pages, {("Q", 1, "lt"): 2})
    counted = [place for form in pile.forms for place in form.pages.values()]
    named = {place for problem in pile.problems for place in problem.places}
    assert len(counted) == len(set(counted))
    assert set(counted) | named == {each.place for each in pages}
