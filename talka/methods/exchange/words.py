"""What a round says of itself: keys with parameters for a caller who translates, and English for notebooks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

ENGLISH: Mapping[str, str] = {
    # whether a need and an offer fit
    "fits.kind": "Both are about {kind}.",
    "fits.amount": "{offered} {unit} are offered, {needed} are needed.",
    "fits.time": "Both can from {start} to {end}.",
    "fits.place": "{km} km lie between them.",
    "fits.condition": "The condition “{condition}” is met.",
    "fails.kind": "{needed} is needed, {offered} is offered.",
    "fails.unit": "The need is counted in {needed}, the offer in {offered}.",
    "fails.amount": "Only {offered} {unit} are offered, {needed} are needed.",
    "fails.time": "There is no time that suits both.",
    "fails.place": "{km} km lie between them, at most {reach} are wished.",
    "fails.only": "Only for “{condition}”, which this is not.",
    "fails.never": "Not for “{condition}”, which this is.",
    "fails.own": "Both belong to the same organisation.",
    # what a proposal is
    "proposal.pair": "Two organisations help each other.",
    "proposal.loop": "{count} organisations help one another in a ring.",
    "proposal.chain": "A gift of {giver} begins a chain of {count} deeds.",
    "proposal.credit": "{giver} gives first and has it on credit; {count} deeds follow one another.",
    # who does what in it
    "step.others": "{giver} gives {receiver}: {what}.",
    "step.you_give": "You give {receiver}: {what}.",
    "step.you_get": "{giver} gives you: {what}.",
    # what a round may claim
    "round.proved": "{met} needs are met. No round by these rules meets more.",
    "round.gap": "{met} needs are met. It is not proved that {bound} cannot be met.",
    "round.floor": "By pairs alone {floor} would be met.",
    "limit.owes": "{organisation} would have received {balance} more than it gave; the limit is {limit}.",
    "limit.gives": "{organisation} would have given {balance} more than it received; the limit is {limit}.",
}
"""English for every key that this library uses."""


@dataclass(frozen=True)
class Message:
    """A key of ``ENGLISH`` and what stands in its place holders; the caller translates by the key."""

    key: str
    parameters: tuple[tuple[str, str], ...] = ()

    @property
    def given(self) -> dict[str, str]:
        """The parameters by name."""
        return dict(self.parameters)

    @property
    def english(self) -> str:
        """The message in English."""
        return ENGLISH[self.key].format(**self.given)


def say(key: str, **parameters: object) -> Message:
    """A message; numbers are written without needless decimals. Raises ``KeyError`` for an unknown key."""
    if key not in ENGLISH:
        raise KeyError(key)
    return Message(key, tuple((name, _plain(value)) for name, value in parameters.items()))


def _plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
