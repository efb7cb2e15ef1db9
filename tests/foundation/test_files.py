import io
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from talka.foundation.access import Refusal
from talka.foundation.files.actions import keep_file
from talka.foundation.files.models import StoredFile
from talka.foundation.owners.models import Owner, Visibility
from talka.identity.models import Account, Network


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", size, "#0e3f4a").save(drawn, kind)
    return drawn.getvalue()


def kept(network: Network, owner: Owner | None, data: bytes, visibility: str = Visibility.PRIVATE) -> StoredFile:
    return keep_file(
        acting_user=None, network=network, owner=owner, name="../logo.png", data=data, visibility=visibility
    )


def test_a_picture_is_drawn_anew_and_typed_by_its_content(network: Network, mok: Owner) -> None:
    data = picture("JPEG") + b"<script>alert(1)</script>"
    file = kept(network, mok, data)
    assert (file.name, file.content_type, file.width, file.height) == ("logo.png", "image/jpeg", 40, 30)
    with default_storage.open(file.path) as stored:
        assert b"<script>" not in stored.read()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"<svg onload='x()'/>", "not a picture"),
        (b"GIF89a", "not a picture"),
        (b"\x89PNG\r\n\x1a\n broken", "not a picture"),
        (b"", "not a picture"),
    ],
)
def test_what_is_no_picture_and_no_pdf_is_refused_with_a_sentence(
    network: Network, mok: Owner, data: bytes, says: str
) -> None:
    with pytest.raises(Refusal) as refused:
        kept(network, mok, data)
    assert says in refused.value.message
    assert StoredFile.objects.count() == 0


def test_too_large_a_file_and_too_many_pixels_are_refused(network: Network, mok: Owner, settings: Any) -> None:
    settings.UPLOAD_MB = 0
    with pytest.raises(Refusal, match="larger than 0 MB"):
        kept(network, mok, picture())
    settings.UPLOAD_MB = 20
    with pytest.raises(Refusal, match="40 million pixels"):
        kept(network, mok, picture(size=(8000, 5001)))


@pytest.mark.parametrize(
    ("visibility", "expected"),
    [
        (Visibility.PUBLIC, {"visitor": 200, "weaver": 200, "director": 200, "coordinator": 200}),
        (Visibility.NETWORK, {"visitor": 404, "weaver": 200, "director": 200, "coordinator": 200}),
        (Visibility.PRIVATE, {"visitor": 404, "weaver": 404, "director": 200, "coordinator": 404}),
    ],
)
def test_a_file_is_served_with_the_rights_of_its_owner(
    network: Network,
    mok: Owner,
    weaver: Account,
    director: Account,
    coordinator: Account,
    visibility: str,
    expected: dict[str, int],
) -> None:
    file = kept(network, mok, picture(), visibility)
    accounts = {"visitor": None, "weaver": weaver, "director": director, "coordinator": coordinator}
    seen = {}
    for role, account in accounts.items():
        client = Client()
        if account:
            client.force_login(account)
        response = client.get(f"/{network.slug}/files/{file.pk}/")
        seen[role] = response.status_code
        if response.status_code == 200:
            assert response["X-Content-Type-Options"] == "nosniff"
            assert response.getvalue()
    assert seen == expected
