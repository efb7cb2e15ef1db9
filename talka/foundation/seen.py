"""A short sign of what somebody saw when they began to write, by which a stale save is known."""

import hashlib
import json
from typing import Any


def seen(text: str) -> str:
    """Of one text."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def seen_of(values: Any) -> str:
    """Of anything that can be written as JSON; dates and the like by their words."""
    return seen(json.dumps(values, default=str, sort_keys=True))
