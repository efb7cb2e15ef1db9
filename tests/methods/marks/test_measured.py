"""The bench counts what it says: wrong pages as wrong, refused ones as work for a person, and whole piles."""

from dataclasses import replace

import pytest

from bench.paper import LIFE, LIFE_PHOTOGRAPHS, Tally, judged, weighed
from bench.sheets.reporting import PHOTOGRAPHS, SCANS, KnownFile, sheet_file
from bench.sheets.reporting_people import PEOPLE, writers
from talka.methods.marks import A4, Box, Group, GroupKind, PageCode, sheet
from talka.methods.marks.identification import PageKind
from talka.methods.marks.reader import PageResult, read_file
from talka.methods.marks.reading import Reading
from talka.methods.marks.registration import Reason
from talka.methods.marks.visibility import Doubt

FRAME = sheet(
    A4,
    PageCode("Q", 1, "lt", 1),
    [Box("one.0", 30, 60, 4, 4), Box("one.1", 30, 70, 4, 4), Box("year.0", 30, 90, 5, 5)],
    [Group("one", GroupKind.SINGLE, ("one.0", "one.1")), Group("year", GroupKind.DIGITS, ("year.0",))],
)
KNOWN = KnownFile(b"", FRAME, {"one.0": True, "one.1": False, "year.0": True}, "plain", photograph=False)
READINGS = (
    Reading("one.0", 0.99, True, True),
    Reading("one.1", 0.01, False, True),
    Reading("year.0", 0.9, True, False),
)
READ = PageResult(PageKind.OURS, PageCode("Q", 1, "lt", 1, 7), FRAME, readings=READINGS)


def counted(result: PageResult) -> tuple[int, int, int, int]:
    tally = judged(result, KNOWN, "plain 1")
    return tally.readings, tally.wrong, tally.person, tally.mistaken


def test_digits_are_not_counted_and_wrong_is_what_was_accepted():
    assert counted(READ) == (2, 0, 0, 0)
    swapped = replace(READINGS[0], marked=False)
    assert counted(replace(READ, readings=(swapped, *READINGS[1:]))) == (2, 1, 0, 0)
    assert counted(replace(READ, readings=(replace(swapped, sure=False), *READINGS[1:]))) == (2, 0, 1, 0)


def test_a_refused_page_goes_to_a_person_and_a_mistaken_one_is_wrong():
    assert counted(PageResult(PageKind.NO_CODE)) == (2, 0, 2, 0)
    assert counted(replace(READ, readings=(), refused=Reason.FEW_MARKS)) == (2, 0, 2, 0)
    assert counted(replace(READ, code=PageCode("Q", 1, "lt", 2), readings=READINGS[:1])) == (2, 1, 1, 1)


@pytest.mark.parametrize(("shares", "defects"), [(LIFE, SCANS), (LIFE_PHOTOGRAPHS, PHOTOGRAPHS)])
def test_a_pile_as_in_life_is_whole(shares, defects):
    assert set(shares) == set(defects)
    assert sum(shares.values()) == pytest.approx(1)
    by_defect = {each: Tally(pages=10, readings=100, person=10, wrong=1) for each in defects}
    assert weighed(by_defect, shares) == {"wrong_in_10000_accepted": pytest.approx(111.111), "to_person": 0.1}


def test_a_line_of_the_log_gives_back_what_was_counted():
    unsure = replace(READINGS[0], sure=False, doubts=(Doubt.STREAK,))
    tally = judged(replace(READ, readings=(unsure, replace(READINGS[1], marked=True))), KNOWN, "plain 1")
    assert (tally.wrong, tally.reasons) == (1, {str(Doubt.STREAK): 1})
    assert Tally.of_line(tally.to_line((1, "plain"))) == ((1, "plain"), tally)


def test_twenty_four_people_lend_their_hands():
    found = dict(writers())
    assert len(found) == 24
    for letters in found.values():
        assert {letter: len(takes) for letter, takes in letters.items()} == {"v": 2, "x": 2, "w": 1, "z": 1}
        assert all(len(points) > 1 for takes in letters.values() for strokes in takes for points in strokes)


@pytest.mark.parametrize("defect", PEOPLE)
def test_a_page_that_people_marked_is_read(defect):
    known = sheet_file(3, defect)
    assert sheet_file(3, defect).content == known.content
    (read,) = [result for _, result in read_file(known.content, {known.frame.code: known.frame})]
    tally = judged(read, known, defect)
    assert tally.readings >= 20
    assert (tally.wrong, tally.refused) == (0, 0)
