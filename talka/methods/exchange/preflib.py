"""Reader of PrefLib's weighted matching data (``.wmd``), such as kidney exchanges."""

from __future__ import annotations

from dataclasses import dataclass

from .listings import Need, Offer, Organisation
from .market import Market


@dataclass(frozen=True)
class Graph:
    """Who could give to whom. ``names``: in order; ``arcs``: giver, receiver, weight, counted from 0.

    An arc of weight 0 leads back to somebody who began with a gift and needs nothing.
    """

    names: tuple[str, ...]
    arcs: tuple[tuple[int, int, float], ...]

    @property
    def givers(self) -> frozenset[int]:
        """Altruists: arcs lead to them, all of weight 0. Whom no arc leads to has a need that nobody meets."""
        home = {receiver for _, receiver, weight in self.arcs if weight == 0}
        return frozenset(home - {receiver for _, receiver, weight in self.arcs if weight > 0})

    def market(self) -> Market:
        """A market with one need and one offer for each; arcs of weight 0 only come home to an altruist.

        Altruists need nothing, and their offers are gifts.
        """
        givers = self.givers
        keys = [f"{place:0{len(str(len(self.names)))}}" for place in range(len(self.names))]
        return Market.by_arcs(
            [Organisation(key, name) for key, name in zip(keys, self.names, strict=True)],
            [Need(key, key, "kidney") for place, key in enumerate(keys) if place not in givers],
            [Offer(key, key, "kidney", gift=place in givers) for place, key in enumerate(keys)],
            [(keys[giver], keys[receiver]) for giver, receiver, weight in self.arcs if weight > 0],
        )


def read_wmd(text: str) -> Graph:
    """The graph of a ``.wmd`` file, in the older form (numbers first) and the newer one (lines with ``#``).

    In the older form names count from 1 and arcs from 0; in the newer one both count from 1, and an arc that
    names the number 0 tells the forms apart where there are no ``#`` lines. Raises ``ValueError`` for a file that
    does not hold what it says.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    notes = dict(line[1:].split(":", 1) for line in lines if line.startswith("#") and ":" in line)
    rows = [line.split(",") for line in lines if not line.startswith("#")]
    if notes:
        names = {
            int(note.split()[-1]): value.strip()
            for note, value in notes.items()
            if note.strip().upper().startswith("ALTERNATIVE NAME")
        }
        told = int(notes.get(" NUMBER EDGES", len(rows)))
    else:
        if not rows or len(rows[0]) != 2:
            raise ValueError("wmd: the first line tells how many there are")
        many, told = int(rows[0][0]), int(rows[0][1])
        names = {int(row[0]): row[1].strip() for row in rows[1 : many + 1]}
        rows = rows[many + 1 :]
    if len(rows) != told or sorted(names) != list(range(1, len(names) + 1)):
        raise ValueError("wmd: it does not hold as many lines as it says")
    arcs = [(int(row[0]), int(row[1]), float(row[2])) for row in rows]
    first = 0 if not notes or any(0 in arc[:2] for arc in arcs) else 1
    arcs = [(giver - first, receiver - first, weight) for giver, receiver, weight in arcs]
    if any(not 0 <= end < len(names) for arc in arcs for end in arc[:2]):
        raise ValueError("wmd: an arc leads to somebody who is not there")
    return Graph(tuple(names[place] for place in range(1, len(names) + 1)), tuple(arcs))
