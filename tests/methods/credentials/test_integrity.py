"""Signing and checking: what holds, what is refused, and that nothing escapes the signature."""

import copy
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talka.methods.credentials import JCS, RDFC, NotCredential, canonical, sign, verify
from tests.methods.credentials.made import EXAMPLES, KEY, MOMENT, badge, key, vector


def signed(document: dict[str, Any] | None = None, suite: str = RDFC) -> dict[str, Any]:
    return sign(document or badge(), key(), verification_method=KEY, created=MOMENT, suite=suite)


@pytest.mark.parametrize("suite", [RDFC, JCS])
def test_what_is_signed_holds_with_its_key_alone(suite: str) -> None:
    made = signed(suite=suite)
    assert verify(made, key().public_key()).holds
    assert verify(made, lambda address: key().public_key() if address == KEY else None).holds
    assert verify(made, key(2).public_key()).problem == "The signature does not fit: something was changed."
    assert verify(made, lambda _: None).problem == "The key is not known."


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict):
        for name, each in value.items():
            yield from leaves(each, (*path, name))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from leaves(each, (*path, number))
    else:
        yield path


def at(document: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        document = document[step]
    return document


@pytest.mark.parametrize("suite", [RDFC, JCS])
def test_no_value_can_be_changed_or_taken_away(suite: str) -> None:
    made = signed(suite=suite)
    for path in leaves(made):
        changed = copy.deepcopy(made)
        holder = at(changed, path[:-1])
        value = holder[path[-1]]
        holder[path[-1]] = not value if isinstance(value, bool) else f"{value}x"
        assert not verify(changed, key().public_key()).holds, path
        gone = copy.deepcopy(made)
        del at(gone, path[:-1])[path[-1]]
        assert not verify(gone, key().public_key()).holds, path


@pytest.mark.parametrize(
    "path", [(), ("issuer",), ("credentialSubject",), ("credentialSubject", "achievement"), ("proof",)]
)
def test_a_word_that_no_context_explains_cannot_be_slipped_in(path: tuple[str, ...]) -> None:
    made = signed()
    at(made, path)["grade"] = "excellent"
    assert "grade" in verify(made, key().public_key()).problem
    with pytest.raises(NotCredential, match="grade"):
        sign({**badge(), "grade": "excellent"}, key(), verification_method=KEY, created=MOMENT)


def test_relative_addresses_unknown_contexts_and_control_characters_are_refused() -> None:
    for changes, words in (
        ({"id": "certificate-1"}, "absolute"),
        ({"name": "a\u0001b"}, "control"),
        ({"@context": [*badge()["@context"], "https://example.org/of-my-own"]}, "nothing is fetched"),
        ({"type": ["VerifiableCredential", "Diploma"]}, "absolute"),
        ({"name": {"deep": 1}}, "deep"),
    ):
        with pytest.raises(NotCredential, match=words):
            canonical({**badge(), **changes})


def test_a_context_that_one_caller_brought_is_not_there_for_the_next() -> None:
    assert canonical(vector("w3c-unsigned.json"), EXAMPLES)
    with pytest.raises(NotCredential, match="not known"):
        canonical(vector("w3c-unsigned.json"))


def test_nothing_is_asked_of_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert verify(signed(), key().public_key()).holds
    foreign = {**badge(), "@context": ["https://www.w3.org/ns/credentials/v2", "https://example.org/context"]}
    assert not verify({**foreign, "proof": signed()["proof"]}, key().public_key()).holds


@pytest.mark.parametrize(
    "proof",
    [
        None,
        [],
        {},
        {"type": "DataIntegrityProof", "cryptosuite": "none"},
        {"type": "DataIntegrityProof", "cryptosuite": RDFC, "proofPurpose": "authentication"},
        {"type": "DataIntegrityProof", "cryptosuite": RDFC, "proofPurpose": "assertionMethod", "proofValue": "z0"},
        {"type": "DataIntegrityProof", "cryptosuite": RDFC, "proofPurpose": "assertionMethod", "proofValue": 7},
    ],
)
def test_a_proof_that_is_none_is_a_verdict(proof: Any) -> None:
    assert not verify({**badge(), "proof": proof}, key().public_key()).holds


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=100, deadline=None)
@given(JSON)
def test_whatever_a_stranger_sends_is_a_verdict(value: Any) -> None:
    assert not verify(value, key().public_key()).holds
    if isinstance(value, dict):
        made = signed()
        assert not verify({**value, "@context": made["@context"], "proof": made["proof"]}, key().public_key()).holds


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1),
    st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1),
)
def test_any_two_names_have_two_signatures(one: str, other: str) -> None:
    first, second = signed(badge(name=one)), signed(badge(name=other))
    assert (first["proof"] == second["proof"]) == (one == other)
    assert verify(first, key().public_key()).holds
    assert verify({**first, "name": other}, key().public_key()).holds == (one == other)
