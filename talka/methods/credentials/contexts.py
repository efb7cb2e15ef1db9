"""The contexts that give a credential's words their meaning, kept here: nothing is ever asked of the internet."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from talka.methods.credentials.problems import NotCredential

HERE = Path(__file__).resolve().parent / "contexts"
CREDENTIALS_V2 = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES_3 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
BUNDLED = {CREDENTIALS_V2: "credentials-v2.json", OPEN_BADGES_3: "open-badges-3.0.3.json"}

Document = dict[str, Any]
Loader = Callable[[str, Mapping[str, Any]], dict[str, Any]]


@cache
def bundled(address: str) -> Document:
    """One of the contexts that are kept here. Raises NotCredential for any other address."""
    if address not in BUNDLED:
        raise NotCredential(f"The context {address} is not known here, and nothing is fetched.")
    context: Document = json.loads((HERE / BUNDLED[address]).read_text(encoding="utf-8"))
    return context


def loader(more: Mapping[str, Document] | None = None) -> Loader:
    """How the JSON-LD processor gets contexts: from here, and from `more` (address → document) that the caller has."""
    extra = dict(more or {})

    def load(address: str, options: Mapping[str, Any]) -> dict[str, Any]:
        document = extra.get(address) or bundled(address)
        return {"contextUrl": None, "documentUrl": address, "document": document, "contentType": "application/ld+json"}

    return load
