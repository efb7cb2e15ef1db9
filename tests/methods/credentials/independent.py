"""Asks a verifier that others wrote: npm's @digitalbazaar/vc, bundled in `independent/`, run by Playwright's own Node.

Node is in the wheel of Playwright, which the browser tests need anyway: nothing is installed, nothing is fetched.
"""

import json
import subprocess
from pathlib import Path
from typing import Any

from playwright._impl._driver import compute_driver_executable

VERIFIER = Path(__file__).parent / "independent" / "vendor" / "verifier.mjs"


def asked(question: dict[str, Any]) -> tuple[bool, str]:
    """What the verifier says of {credential, documents} or {token, jwk}: whether it holds, and the problem."""
    node = compute_driver_executable()[0]
    done = subprocess.run(
        [node, str(VERIFIER)], input=json.dumps(question), capture_output=True, text=True, timeout=120, check=True
    )
    answer = json.loads(done.stdout)
    return answer["verified"], answer["problem"]


def key_documents(issuer: str, keys: dict[str, str]) -> dict[str, Any]:
    """The documents that a network publishes: its issuer, and each key (address → Multikey)."""
    methods = {
        address: {
            "@context": ["https://w3id.org/security/multikey/v1"],
            "id": address,
            "type": "Multikey",
            "controller": issuer,
            "publicKeyMultibase": text,
        }
        for address, text in keys.items()
    }
    controller = {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": issuer,
        "verificationMethod": list(methods.values()),
        "assertionMethod": list(methods),
    }
    return {issuer: controller, **methods}
