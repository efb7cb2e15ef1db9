"""Many at once: exactly what each would be by itself."""

import uuid
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld

from talka.methods.credentials import Batch, NotCredential, Pattern, canonical, sign
from talka.methods.credentials.contexts import loader
from tests.methods.credentials.made import EXAMPLES, KEY, MOMENT, badge, key, vector

ID, SUBJECT, NAME = "urn:uuid:slot-id", "urn:uuid:slot-subject", "slot-name"
SLOTS = [ID, SUBJECT, NAME]
PATTERN = Pattern(badge(id=ID, subject=SUBJECT, name=NAME), SLOTS)
BATCH = Batch(badge(id=ID, subject=SUBJECT, name=NAME), SLOTS, key(), verification_method=KEY, created=MOMENT)
TEXTS = st.text(
    st.characters(blacklist_categories=("Cs",), blacklist_characters="".join(map(chr, [*range(32), 127])))
    | st.sampled_from('\n\t"\\<>_:')
)


def by_pyld(document: dict[str, Any], more: Any = None) -> str:
    made: str = jsonld.normalize(
        document, {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": loader(more)}
    )
    return made


@pytest.mark.parametrize("document", [badge(), vector("ob3-1edtech.json")["credential"]])
def test_our_canonical_lines_are_those_of_pyld(document: dict[str, Any]) -> None:
    assert canonical(document) == by_pyld(document)


def test_parts_that_are_alike_are_told_apart_as_pyld_does() -> None:
    subject = [
        {"alumniOf": {"name": "School"}},
        {"alumniOf": {"name": "School"}},
        {"alumniOf": {"member": {"name": "x"}}},
    ]
    document = {**vector("w3c-unsigned.json"), "credentialSubject": subject}
    assert canonical(document, EXAMPLES) == by_pyld(document, EXAMPLES)


@settings(max_examples=150, deadline=None)
@given(st.uuids(), st.uuids(), TEXTS)
def test_a_pattern_writes_what_the_document_would_be(one: uuid.UUID, other: uuid.UUID, name: str) -> None:
    values = {ID: f"urn:uuid:{one}", SUBJECT: f"urn:uuid:{other}", NAME: name}
    document = badge(id=values[ID], subject=values[SUBJECT], name=name)
    assert PATTERN.canonical(values) == canonical(document) == by_pyld(document)
    assert BATCH.sign(values) == sign(document, key(), verification_method=KEY, created=MOMENT)


def test_the_same_text_in_two_places_and_two_nodes_that_become_one() -> None:
    values = {ID: "urn:uuid:a", SUBJECT: "urn:uuid:a", NAME: "x"}
    assert PATTERN.canonical(values) == canonical(badge(id="urn:uuid:a", subject="urn:uuid:a", name="x"))


@pytest.mark.parametrize(
    "values",
    [
        {ID: "https://x.example/1", SUBJECT: "urn:uuid:b", NAME: "x"},
        {ID: "urn:uuid:a b", SUBJECT: "urn:uuid:b", NAME: "x"},
        {ID: "urn:uuid:a", SUBJECT: "urn:uuid:b", NAME: "\x00"},
        {ID: "urn:uuid:a", SUBJECT: "urn:uuid:b"},
    ],
)
def test_what_cannot_stand_in_a_slot_is_refused(values: dict[str, str]) -> None:
    with pytest.raises(NotCredential):
        PATTERN.canonical(values)


def test_a_slot_inside_a_longer_text_is_refused() -> None:
    with pytest.raises(NotCredential, match="whole value"):
        Pattern(badge(id="urn:uuid:slot-id/more"), ["urn:uuid:slot-id"])
