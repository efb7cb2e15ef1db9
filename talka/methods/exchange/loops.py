"""Rings of organisations that could give to one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

Loop = tuple[str, ...]


def loops(receivers: Mapping[str, Sequence[str]], longest: int) -> Iterator[Loop]:
    """Every ring of 2 to ``longest`` organisations, each once, beginning with its first key.

    A ring visits no organisation twice. Shorter distances back to the beginning are counted first, so that
    no path is walked that cannot come home in time.
    """
    givers: dict[str, list[str]] = {}
    for giver, others in receivers.items():
        for other in others:
            givers.setdefault(other, []).append(giver)
    for first in sorted(receivers):
        home = _steps_home(first, givers, longest - 1)
        if first not in home:
            continue
        path = [first]
        waiting = [iter(receivers[first])]
        while waiting:
            step = next(waiting[-1], None)
            if step is None:
                waiting.pop()
                path.pop()
            elif step == first:
                if len(path) > 1:
                    yield tuple(path)
            elif step > first and len(path) + home.get(step, longest) <= longest and step not in path:
                path.append(step)
                waiting.append(iter(receivers.get(step, ())))


def _steps_home(first: str, givers: Mapping[str, Sequence[str]], most: int) -> dict[str, int]:
    """How few steps lead to ``first``, over organisations that come after it in order of keys."""
    steps = {first: 0}
    edge = [first]
    for distance in range(1, most + 1):
        edge = [
            giver
            for place in dict.fromkeys(edge)
            for giver in givers.get(place, ())
            if giver > first and steps.setdefault(giver, distance) == distance
        ]
    return steps
