"""Codes that change with time."""

import datetime

from talka.gatherings import checking_in

NOON = datetime.datetime(2030, 3, 4, 12, tzinfo=datetime.UTC)
SECRET = "ab" * 32


def test_a_code_holds_for_its_window_and_the_next() -> None:
    code = checking_in.code_of(SECRET, checking_in.window_of(NOON))
    held = [checking_in.holds(SECRET, code, NOON + datetime.timedelta(seconds=after)) for after in (-1, 0, 29, 59, 60)]
    assert held == [False, True, True, True, False]


def test_codes_differ_by_window_and_by_session() -> None:
    codes = {checking_in.code_of(SECRET, window) for window in range(200)}
    assert len(codes) == 200
    assert checking_in.code_of("cd" * 32, 1) != checking_in.code_of(SECRET, 1)
    assert {len(code) for code in codes} == {6}
    assert set("".join(codes)) <= set(checking_in.LETTERS)


def test_a_code_is_read_as_people_type_it() -> None:
    code = checking_in.code_of(SECRET, checking_in.window_of(NOON))
    assert checking_in.holds(SECRET, f" {code[:3].lower()}-{code[3:].lower()} ", NOON)
    assert not checking_in.holds(SECRET, code + "A", NOON)
    assert not checking_in.holds(SECRET, "", NOON)


def test_the_time_to_the_next_code() -> None:
    assert checking_in.seconds_left(NOON) == 30
    assert checking_in.seconds_left(NOON + datetime.timedelta(seconds=29)) == 1


def test_secrets_are_new_each_time() -> None:
    assert checking_in.new_secret() != checking_in.new_secret()
