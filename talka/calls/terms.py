"""The terms of a call: what is frozen when it is published. Plain values, to and from JSON."""

import datetime
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Self

from talka.foundation.wording import Wording
from talka.methods import scoring

PARTS = ("criteria", "conditions", "questions", "files", "quotas")


def new_key() -> str:
    """A short key that stays with a part through every version."""
    return secrets.token_hex(4)


@dataclass(frozen=True)
class Criterion:
    """What reviewers judge, with a sentence for each mark (`anchors`: mark as text → words)."""

    key: str = ""
    title: Wording = field(default_factory=dict)
    about: Wording = field(default_factory=dict)
    weight: int = 1
    lowest: int = 0
    highest: int = 5
    may_not_apply: bool = False
    anchors: dict[str, Wording] = field(default_factory=dict)

    @property
    def marks(self) -> range:
        return range(self.lowest, self.highest + 1)

    def for_scoring(self) -> scoring.Criterion:
        return scoring.Criterion(self.key, self.weight, self.lowest, self.highest, self.may_not_apply)


@dataclass(frozen=True)
class Condition:
    """A rule of eligibility that the program checks before an application can be sent.

    `kind` is one of the constants below; `values` holds the kinds, sectors or localities (slugs) that may apply;
    `number` the bound of a number that the applicant states.
    """

    KIND = "kind"
    SECTOR = "sector"
    LOCALITY = "locality"
    YES = "yes"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"

    key: str = ""
    kind: str = YES
    words: Wording = field(default_factory=dict)
    values: tuple[str, ...] = ()
    number: int | None = None

    @property
    def is_stated(self) -> bool:
        """The applicant answers it in the form; the others are read from who applies."""
        return self.kind in (self.YES, self.AT_LEAST, self.AT_MOST)


@dataclass(frozen=True)
class Question:
    """What the application asks. `most` is the longest answer in characters."""

    key: str = ""
    words: Wording = field(default_factory=dict)
    hint: Wording = field(default_factory=dict)
    most: int = 2000
    required: bool = True


@dataclass(frozen=True)
class NeededFile:
    """An attachment. In a blind call reviewers see it only where it names nobody (`for_reviewers`)."""

    key: str = ""
    words: Wording = field(default_factory=dict)
    required: bool = True
    for_reviewers: bool = True


@dataclass(frozen=True)
class Quota:
    """How many of one group may or must be selected; `group` "" stands for each group by itself."""

    key: str = ""
    attribute: str = "county"
    group: str = ""
    at_most: int | None = None
    at_least: int | None = None

    def for_scoring(self) -> scoring.Quota:
        return scoring.Quota(self.attribute, self.group or None, self.at_most, self.at_least)


KINDS: dict[str, type[Any]] = {
    "criteria": Criterion,
    "conditions": Condition,
    "questions": Question,
    "files": NeededFile,
    "quotas": Quota,
}


@dataclass(frozen=True)
class Terms:
    """All of it. `closes_at` is a moment; `time_zone` the zone in which it is announced.

    `tie_breaks` are "spread", "lot", or the key of a criterion, in their order. `threshold` is the smallest score in
    percent with which an application can be selected.
    """

    title: Wording = field(default_factory=dict)
    lead: Wording = field(default_factory=dict)
    about: Wording = field(default_factory=dict)
    who: Wording = field(default_factory=dict)
    places: int = 1
    reserve: int = 0
    threshold: int | None = None
    closes_at: datetime.datetime | None = None
    time_zone: str = "Europe/Vilnius"
    blind: bool = False
    appeal_days: int = 14
    tie_breaks: tuple[str, ...] = ("spread",)
    criteria: tuple[Criterion, ...] = ()
    conditions: tuple[Condition, ...] = ()
    questions: tuple[Question, ...] = ()
    files: tuple[NeededFile, ...] = ()
    quotas: tuple[Quota, ...] = ()

    def to_json(self) -> dict[str, Any]:
        whole = {each.name: getattr(self, each.name) for each in fields(self) if each.name not in PARTS}
        whole["closes_at"] = self.closes_at.astimezone(datetime.UTC).isoformat() if self.closes_at else None
        whole["tie_breaks"] = list(self.tie_breaks)
        for part in PARTS:
            whole[part] = [_item_to_json(item) for item in getattr(self, part)]
        return whole

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> Self:
        """The terms of a draft or of a frozen version. What an older version did not know has its default."""
        known = {each.name for each in fields(cls)}
        given = {name: value for name, value in content.items() if name in known}
        if given.get("closes_at"):
            given["closes_at"] = datetime.datetime.fromisoformat(given["closes_at"])
        given["tie_breaks"] = tuple(given.get("tie_breaks", ("spread",)))
        for part in PARTS:
            given[part] = tuple(_item_from_json(KINDS[part], item) for item in given.get(part, ()))
        return cls(**given)

    def part(self, part: str) -> tuple[Any, ...]:
        items: tuple[Any, ...] = getattr(self, part)
        return items

    def with_item(self, part: str, item: Any) -> Self:
        """With this item put in the place of the one with the same key, or at the end."""
        items = self.part(part)
        if any(each.key == item.key for each in items):
            changed = tuple(item if each.key == item.key else each for each in items)
        else:
            changed = (*items, item)
        return self._with({part: changed})

    def _with(self, changes: dict[str, Any]) -> Self:
        return replace(self, **changes)

    def without_item(self, part: str, key: str) -> Self:
        changed: dict[str, Any] = {part: tuple(each for each in self.part(part) if each.key != key)}
        if part == "criteria":
            changed["tie_breaks"] = tuple(each for each in self.tie_breaks if each != key)
        return self._with(changed)

    def with_item_moved(self, part: str, key: str, by: int) -> Self:
        """With the item one step further up (-1) or down (1); at the ends it stays."""
        items = list(self.part(part))
        at = next((number for number, each in enumerate(items) if each.key == key), None)
        if at is None or not 0 <= at + by < len(items):
            return self
        items[at], items[at + by] = items[at + by], items[at]
        return self._with({part: tuple(items)})

    def criterion(self, key: str) -> Criterion:
        return next(each for each in self.criteria if each.key == key)

    @property
    def all_weights(self) -> int:
        return sum(each.weight for each in self.criteria)

    def scoring_criteria(self) -> list[scoring.Criterion]:
        return [each.for_scoring() for each in self.criteria]

    def scoring_tie_breaks(self, seed: str) -> list[scoring.TieBreak]:
        made: list[scoring.TieBreak] = []
        for each in self.tie_breaks:
            if each == "spread":
                made.append(scoring.BySpread())
            elif each == "lot":
                made.append(scoring.ByLot(seed))
            else:
                made.append(scoring.ByCriterion(each))
        return made


def _item_to_json(item: Any) -> dict[str, Any]:
    content = {each.name: getattr(item, each.name) for each in fields(item)}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in content.items()}


def _item_from_json(kind: type[Any], content: Mapping[str, Any]) -> Any:
    known = {each.name for each in fields(kind)}
    given = {name: value for name, value in content.items() if name in known}
    if "values" in given:
        given["values"] = tuple(given["values"])
    return kind(**given)
