"""What a credential says, as sorted lines that are the same whoever writes them (RDFC-1.0), and nothing left out.

A word that no context explains would vanish from the lines, so that a signature would not cover it: such documents
are refused. `Pattern` gives the lines of many documents of one shape; they are exactly those of `canonical`.
"""

import hashlib
import re
import threading
from collections.abc import Mapping
from typing import Any

from pyld import jsonld
from pyld.canon import URDNA2015
from pyld.nquads import escape, parse_nquads

from talka.methods.credentials.contexts import Document, Loader, loader
from talka.methods.credentials.problems import NotCredential

DEEPEST = 30
MOST_VALUES = 2000
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
NOT_IN_ADDRESS = re.compile('[\x00-\x20<>"{}|^`\\\\]')
XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
LANGUAGE_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

# Relative addresses are read against this one, of which there is no other, so that they are seen and refused.
NOWHERE = "https://relative.invalid/"

Quad = tuple[str, str, str, str]
# PyLD keeps what it has read of contexts in caches that threads must not change at once.
_one_at_a_time = threading.Lock()


def canonical(document: Document, more: Mapping[str, Document] | None = None) -> str:
    """The canonical N-Quads of a JSON-LD document.

    more  contexts beside the bundled ones, address → document
    Raises NotCredential where a word has no meaning, an address is not absolute, a context is not known, or the
    document is not of this world (too deep, too long, control characters).
    """
    return _canonical_quads(_quads(document, loader(more)))


def _check_plain(value: Any, depth: int = 0) -> int:
    """How many values a document has; refuses what cannot be carried over exactly."""
    if depth > DEEPEST:
        raise NotCredential("The document is nested too deeply.")
    if isinstance(value, dict):
        count = sum(_check_plain(key, depth + 1) + _check_plain(each, depth + 1) for key, each in value.items())
    elif isinstance(value, list):
        count = sum(_check_plain(each, depth + 1) for each in value)
    elif isinstance(value, str):
        if CONTROL.search(value):
            raise NotCredential("The document has control characters in a text.")
        count = 1
    elif value is None or isinstance(value, bool | int | float):
        count = 1
    else:
        raise NotCredential(f"{type(value).__name__} is not JSON.")
    if count > MOST_VALUES:
        raise NotCredential("The document is too long.")
    return count


def _quads(document: Document, load: Loader) -> list[Quad]:
    if not isinstance(document, dict):
        raise NotCredential("A credential is a JSON object.")
    _check_plain(document)
    dropped: list[str] = []
    options = {"documentLoader": load, "base": NOWHERE}
    try:
        with _one_at_a_time:
            expanded = jsonld.expand(document, options, on_property_dropped=lambda word: dropped.append(str(word)))
            _check_addresses(expanded)
            dataset = jsonld.to_rdf(expanded, options)
    except jsonld.JsonLdError as problem:
        raise NotCredential(_reason(problem)) from problem
    except (KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise NotCredential("The document is not JSON-LD.") from problem
    if dropped:
        raise NotCredential(f"No context explains {', '.join(sorted(set(dropped)))}; a signature would not cover it.")
    return [
        (_written(t["subject"]), _written(t["predicate"]), _written(t["object"]), "" if graph == "@default" else graph)
        for graph, triples in dataset.items()
        for t in triples
    ]


def _reason(problem: BaseException) -> str:
    cause: BaseException | None = problem
    while cause is not None:
        if isinstance(cause, NotCredential):
            return str(cause)
        cause = cause.__cause__
    return "The document is not JSON-LD that can be read."


def _check_addresses(value: Any) -> None:
    """Every identifier and type is an absolute address; a relative one would vanish from the lines."""
    if isinstance(value, list):
        for each in value:
            _check_addresses(each)
    elif isinstance(value, dict):
        is_value = "@value" in value
        names = [value["@id"]] if "@id" in value else []
        kinds = value.get("@type", [])
        names += [kinds] if isinstance(kinds, str) else kinds
        for name in names:
            if not (name.startswith("_:") or (is_value and name == "@json") or _is_absolute(name)):
                raise NotCredential(f"{name.removeprefix(NOWHERE)!r} is not an absolute address.")
        for key, each in value.items():
            if key not in {"@value", "@id", "@type"}:
                _check_addresses(each)


def _is_absolute(name: str) -> bool:
    return ":" in name and not name.startswith(NOWHERE) and not NOT_IN_ADDRESS.search(name)


def _written(term: Mapping[str, str]) -> str:
    """A term as N-Quads write it."""
    value = term["value"]
    if term["type"] == "IRI":
        return f"<{value}>"
    if term["type"] == "blank node":
        return value
    text = f'"{escape(value)}"'
    if term["datatype"] == LANGUAGE_STRING:
        return f"{text}@{term['language']}"
    return text if term["datatype"] == XSD_STRING else f"{text}^^<{term['datatype']}>"


def _line(quad: Quad) -> str:
    subject, predicate, value, graph = quad
    return f"{subject} {predicate} {value} {graph} .\n" if graph else f"{subject} {predicate} {value} .\n"


def _canonical_quads(quads: list[Quad]) -> str:
    """RDFC-1.0. Where the nodes without a name differ in what is said of each, their labels follow from that alone;
    the search through everything that is alike is left to PyLD."""
    quads = list(dict.fromkeys(quads))
    of_node: dict[str, list[Quad]] = {}
    for quad in quads:
        for name in {quad[0], quad[2], quad[3]}:
            if name.startswith("_:"):
                of_node.setdefault(name, []).append(quad)
    labels: dict[str, str] = {}
    hashes = sorted((_first_degree(name, about), name) for name, about in of_node.items())
    if len({digest for digest, _ in hashes}) < len(hashes):
        if len(hashes) > 60:
            raise NotCredential("The document has too many parts that cannot be told apart.")
        made: str = URDNA2015().main(parse_nquads("".join(map(_line, quads))), {"format": "application/n-quads"})
        return made
    for number, (_, name) in enumerate(hashes):
        labels[name] = f"_:c14n{number}"
    return "".join(sorted(_line((labels.get(s, s), p, labels.get(o, o), labels.get(g, g))) for s, p, o, g in quads))


def _first_degree(name: str, about: list[Quad]) -> str:
    """Hash First Degree Quads: what is said of one node, the node called a and every other z."""

    def called(term: str) -> str:
        if not term.startswith("_:"):
            return term
        return "_:a" if term == name else "_:z"

    lines = sorted(_line((called(s), p, called(o), called(g))) for s, p, o, g in about)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


class Pattern:
    """Documents of one shape that differ in some of their texts: read once, written many times.

    A slot is a text that stands in the document as a whole value, once or more, and nowhere else. What takes its
    place is a text of the same kind: for an address, one that begins alike up to its first colon.
    """

    def __init__(self, document: Document, slots: list[str], more: Mapping[str, Document] | None = None) -> None:
        """Raises NotCredential as `canonical` does, and for a slot that does not stand as a whole value."""
        self._quads = _quads(document, loader(more))
        self._as_address = {f"<{slot}>": slot for slot in slots}
        self._as_text = {f'"{escape(slot)}"': slot for slot in slots}
        self.slots = frozenset(slots)
        self._places: list[tuple[int, int, str, str]] = []
        seen = set()
        for row, quad in enumerate(self._quads):
            for column in (0, 2):
                slot, suffix = self._slot_in(quad[column])
                if slot:
                    self._places.append((row, column, slot, suffix))
                    seen.add(slot)
        missing = self.slots - seen
        text = "".join(map(_line, self._quads))
        if missing or sum(text.count(escape(slot)) for slot in slots) != len(self._places):
            raise NotCredential(f"Not a whole value by itself: {', '.join(sorted(missing or self.slots))}.")

    def _slot_in(self, term: str) -> tuple[str, str]:
        if term in self._as_address:
            return self._as_address[term], "address"
        if term.startswith('"'):
            end = term.rindex('"') + 1
            return self._as_text.get(term[:end], ""), term[end:]
        return "", ""

    def canonical(self, values: Mapping[str, str]) -> str:
        """The canonical N-Quads of the document with `values` (slot → text) in the places of the slots.

        Raises NotCredential where a value cannot stand in the place of its slot.
        """
        if values.keys() != self.slots:
            raise NotCredential("Every slot takes one value.")
        rows = [list(quad) for quad in self._quads]
        for row, column, slot, suffix in self._places:
            value = values[slot]
            if CONTROL.search(value):
                raise NotCredential("The document has control characters in a text.")
            if suffix == "address":
                if value.partition(":")[0] != slot.partition(":")[0] or NOT_IN_ADDRESS.search(value):
                    raise NotCredential(f"{value!r} cannot stand in the place of {slot!r}.")
                rows[row][column] = f"<{value}>"
            else:
                rows[row][column] = f'"{escape(value)}"{suffix}'
        return _canonical_quads([(s, p, o, g) for s, p, o, g in rows])
