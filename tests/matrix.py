"""URL × role: what each person gets at each address. Described in docs/architecture/testing.md."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.world import World

ROLES = ("visitor", "stranger", "member", "staff", "director", "expert", "interviewer", "coordinator")
SIGN_IN = "led to sign in"  # 302 to the sign-in page; any other 302 is written as the number


@dataclass(frozen=True)
class Row:
    """One address. `name` as reverse() takes it; `kwargs` are values or functions of the world.

    `expected` gives the status of each role: an int, or SIGN_IN. `network` is filled in where the address has one.
    """

    name: str
    expected: Mapping[str, int | str]
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    query: str = ""
    method: str = "get"
    data: Mapping[str, Any] | Callable[[World], Mapping[str, Any]] = field(default_factory=dict)
    note: str = ""

    def __post_init__(self) -> None:
        assert set(self.expected) == set(ROLES), f"{self.name}: {set(ROLES) ^ set(self.expected)}"

    def __str__(self) -> str:
        return " ".join(filter(None, [self.method.upper() if self.method != "get" else "", self.name, self.note]))


def statuses(default: int | str, **others: int | str) -> dict[str, int | str]:
    """The same status for all roles but those named: `statuses(404, visitor=SIGN_IN, coordinator=200)`."""
    assert set(others) <= set(ROLES), set(others) - set(ROLES)
    return {role: others.get(role, default) for role in ROLES}


def everyone(status: int = 200) -> dict[str, int | str]:
    return statuses(status)


def members(status: int = 200, **others: int | str) -> dict[str, int | str]:
    """Every member of the network; the visitor is led to sign in, the stranger finds nothing."""
    return statuses(status, **{"visitor": SIGN_IN, "stranger": 404, **others})


def coordinators(status: int = 200, **others: int | str) -> dict[str, int | str]:
    return statuses(404, **{"visitor": SIGN_IN, "coordinator": status, **others})


def owners(status: int = 200, **others: int | str) -> dict[str, int | str]:
    """Staff and director of the owning organisation alone."""
    return statuses(404, **{"visitor": SIGN_IN, "staff": status, "director": status, **others})
