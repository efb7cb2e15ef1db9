"""Duties come again after their time, and one that fails keeps none of the others."""

import pytest

from talka.foundation import periodic


def test_each_comes_after_its_time_and_a_failure_stays_alone(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(periodic, "_duties", {})
    monkeypatch.setattr(periodic, "close_old_connections", lambda: None)
    done: list[str] = []

    def fail() -> None:
        raise ValueError("not today")

    periodic.register_duty("fails", seconds=10, act=fail)
    periodic.register_duty("often", seconds=10, act=lambda: done.append("often"))
    periodic.register_duty("seldom", seconds=100, act=lambda: done.append("seldom"))
    due: dict[str, float] = {}
    for now in (1.0, 5.0, 11.0, 21.5, 101.5):
        periodic.carry_out(due, now)
    assert done == ["often", "seldom", "often", "often", "often", "seldom"]
    assert [record.getMessage() for record in caplog.records][:1] == ["The duty fails failed and comes again in 10 s."]
