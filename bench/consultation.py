"""A consultation that is open, and bodies as its answer page sends them."""

import json
import uuid
from dataclasses import dataclass
from urllib.parse import urlencode

from tests.serving.installations import Installation

MAKE = """
import json
from tests.consultations.made import make
made = make(slug="bench")
print(json.dumps({"token": made.online.token, "known": made.mok.pk, "version": made.consultation.version}))
"""


@dataclass(frozen=True)
class Asked:
    token: str
    known: int
    version: int

    @property
    def path(self) -> str:
        return f"/a/{self.token}/"

    def body(self, answer: str) -> bytes:
        fields = {
            "answer": answer,
            "version": self.version,
            "language": "pl",
            "website": "",
            "q.known": self.known,
            "q.more_often": "weekends",
            f"s.{self.known}.programme": "3",
            f"s.{self.known}.times": "dont_know",
            "q.age": "young",
            "q.visits": "12",
            "q.missing": "Autobusu po 20.00 i miejsca, w którym można posiedzieć bez kupowania.",
        }
        return urlencode(fields).encode()

    def fresh_body(self, client: int, number: int) -> bytes:
        return self.body(str(uuid.uuid4()))


def ask(installation: Installation) -> Asked:
    return Asked(**json.loads(installation.python(MAKE).splitlines()[-1]))
