"""A draw that anybody can repeat: ties are broken by it, not by who came first."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

STEPS = 1000


@dataclass(frozen=True)
class Draw:
    """Numbers drawn from a ``seed``. Publish ``commitment`` before the round and the seed after it."""

    seed: str

    @property
    def commitment(self) -> str:
        """SHA-256 of the seed, in hexadecimal: binds whoever draws without telling the seed."""
        return sha256(self.seed.encode()).hexdigest()

    def number(self, *keys: str) -> int:
        """A number from 0 to ``STEPS`` − 1 for what these keys name."""
        drawn = sha256("\x1f".join((self.seed, *keys)).encode()).digest()
        return int.from_bytes(drawn[:8], "big") % STEPS
