"""Pictures with a credential in them."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from talka.methods.credentials import NotCredential, bake, unbake
from talka.methods.credentials.baking import chunks
from tests.methods.credentials.made import badge


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "#0e3f4a").save(out, "PNG")
    return out.getvalue()


def test_a_credential_goes_in_and_comes_out() -> None:
    text = json.dumps(badge(), ensure_ascii=False)
    baked = bake(picture(), text)
    assert unbake(baked) == text
    assert unbake(picture()) is None
    opened = Image.open(io.BytesIO(baked))
    opened.load()
    assert opened.text["openbadgecredential"] == text
    assert [kind for kind, _ in chunks(baked)][:2] == [b"IHDR", b"iTXt"]
    assert dict(chunks(baked))[b"iTXt"].startswith(b"openbadgecredential\0\0\0\0\0{")


@given(st.text(), st.text())
def test_baking_again_replaces(one: str, other: str) -> None:
    assert unbake(bake(bake(picture(), one), other)) == other
    assert bake(bake(picture(), one), other) == bake(picture(), other)


def test_what_is_no_whole_picture_is_refused() -> None:
    baked = bake(picture(), "x")
    damaged = bytearray(baked)
    damaged[60] ^= 1
    for data in (b"", b"GIF89a", baked[:-3], baked[:30], bytes(damaged)):
        with pytest.raises(NotCredential):
            unbake(data)
