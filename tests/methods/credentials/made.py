"""Credentials, keys and reference data for these tests."""

import json
import random
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from talka.methods.credentials import Achievement, Issuer, credential, entry, hashed_address

VECTORS = Path(__file__).parent / "vectors"
EXAMPLES = {
    "https://www.w3.org/ns/credentials/examples/v2": {
        "@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}
    }
}
ISSUER = "https://talka.example/region/certificates/issuer"
KEY = "https://talka.example/region/certificates/keys/1"
MOMENT = "2018-03-01T10:00:00Z"


def vector(name: str) -> Any:
    return json.loads((VECTORS / name).read_text())


def words(name: str) -> str:
    return (VECTORS / name).read_text()


def key(seed: int = 1) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(random.Random(seed).randbytes(32))


def badge(**changes: Any) -> dict[str, Any]:
    """A credential of the kind that the rooms make."""
    given: dict[str, Any] = {
        "id": "urn:uuid:58172aac-d8ba-41ed-83dd-0b3aef56cc33",
        "issuer": Issuer(ISSUER, "Regiono kultūros tinklas", "https://talka.example/region/"),
        "achievement": Achievement(
            "https://talka.example/region/certificates/rules/1/2",
            "Tarpsektorinė kultūros grupė",
            'Kvalifikacijos kursas: „ąčęėįšųūž“\nir "kabutės" su \\ ženklu',
            "At least 80 % of all planned hours",
            "https://talka.example/region/certificates/rules/1/2#criteria",
            language="lt",
        ),
        "subject": "urn:uuid:68172aac-d8ba-41ed-83dd-0b3aef56cc33",
        "identities": [hashed_address("Ona@example.lt", "grain")],
        "valid_from": MOMENT,
        "name": "Tarpsektorinė kultūros grupė",
        "status": entry("https://talka.example/region/certificates/status/1", 94567),
        "started_on": "2017-09-01",
        "ended_on": "2018-02-28",
    }
    return credential(**(given | changes))
