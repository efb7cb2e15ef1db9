"""Keys as texts, hashed addresses, lists of what was revoked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talka.methods.credentials import (
    NotCredential,
    NotKey,
    base58,
    encoded,
    from_base58,
    hashed_address,
    is_address,
    is_set,
    private_multikey,
    public_multikey,
    read_private,
    read_public,
    sign,
    status_list,
    verify,
)
from talka.methods.credentials.status import SMALLEST
from tests.methods.credentials.made import ISSUER, KEY, MOMENT, key


@given(st.binary(max_size=80))
def test_base58_there_and_back(data: bytes) -> None:
    assert from_base58(base58(data)) == data


def test_keys_there_and_back_and_nothing_else() -> None:
    assert public_multikey(read_public(public_multikey(key().public_key()))) == public_multikey(key().public_key())
    assert private_multikey(read_private(private_multikey(key()))) == private_multikey(key())
    for text in ("", "z", "z0OIl", "mAAAA", private_multikey(key()), public_multikey(key().public_key())[:-4]):
        with pytest.raises(NotKey):
            read_public(text)


def test_an_address_is_known_by_whoever_knows_it() -> None:
    identity = hashed_address(" Ona@Example.lt", "grain")
    # sha256 of "ona@example.ltgrain"
    assert identity["identityHash"] == "sha256$" + __import__("hashlib").sha256(b"ona@example.ltgrain").hexdigest()
    assert is_address(identity, "ona@example.lt")
    assert not is_address(identity, "jonas@example.lt")
    assert hashed_address("ona@example.lt", "other")["identityHash"] != identity["identityHash"]


@given(st.sets(st.integers(0, SMALLEST - 1), max_size=20), st.integers(0, SMALLEST - 1))
def test_each_bit_says_whether_it_was_revoked(revoked: set[int], index: int) -> None:
    text = encoded(revoked)
    assert is_set(text, index) == (index in revoked)
    assert all(is_set(text, each) for each in revoked)


def test_lists_are_the_same_each_time_and_can_be_signed() -> None:
    made = status_list(url="https://talka.example/status/1", issuer=ISSUER, valid_from=MOMENT, revoked=[3, 70])
    assert made["credentialSubject"]["encodedList"] == encoded([70, 3])
    signed = sign(made, key(), verification_method=KEY, created=MOMENT)
    assert verify(signed, key().public_key()).holds


def test_a_list_that_cannot_be_read_is_refused() -> None:
    for text in ("", "uH4s", "zabc", encoded([])[:-9]):
        with pytest.raises(NotCredential):
            is_set(text, 1)
    with pytest.raises(NotCredential):
        is_set(encoded([]), SMALLEST)
