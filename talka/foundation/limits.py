"""How often one address may do one thing.

Each worker process keeps its own buckets: a limit of 30 a minute with two workers lets at most 60 through. That is
enough against floods, costs no query on the answer page, and nothing is lost when a process ends.
"""

import time
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from django.conf import settings
from django.http import HttpRequest

MOST_KEYS = 20_000


@dataclass
class _Bucket:
    level: float
    at: float


class Limit:
    """A leaky bucket: `most` at once, refilled evenly over `seconds`."""

    def __init__(self, most: int, seconds: float) -> None:
        self.most = most
        self.seconds = seconds
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()
        self._lock = Lock()

    def allows(self, key: str, now: float | None = None) -> bool:
        """Whether `take` would say yes; nothing is counted. For what only counts when it goes wrong."""
        at = time.monotonic() if now is None else now
        with self._lock:
            bucket = self._buckets.get(key)
            if bucket is None:
                return True
            return bucket.level - (at - bucket.at) * self.most / self.seconds + 1 <= self.most

    def take(self, key: str, now: float | None = None) -> bool:
        """True, and counted, where this key may go on; False where it did too much."""
        at = time.monotonic() if now is None else now
        with self._lock:
            bucket = self._buckets.pop(key, None) or _Bucket(0.0, at)
            drained = (at - bucket.at) * self.most / self.seconds
            bucket.level, bucket.at = max(0.0, bucket.level - drained), at
            allowed = bucket.level + 1 <= self.most
            if allowed:
                bucket.level += 1
            self._buckets[key] = bucket
            while len(self._buckets) > MOST_KEYS:
                self._buckets.popitem(last=False)
        return allowed


def address_of(request: HttpRequest) -> str:
    """The client's address: the connection's, or what the stated number of trusted proxies handed on."""
    if settings.PROXIES:
        handed = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if len(handed) >= settings.PROXIES:
            return str(handed[-settings.PROXIES].strip())
    return str(request.META.get("REMOTE_ADDR", ""))
