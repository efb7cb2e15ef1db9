"""The mark that a database was made by the demonstration."""

from typing import ClassVar

from django.db import models
from django.utils import timezone


class DemoFilling(models.Model):
    """Written by `talka.site.demo.fill` into an empty database, and nowhere else.

    Without it the door that lets visitors in as invented people does not exist.
    """

    scope: ClassVar[str] = "installation"

    filled_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.filled_at:%Y-%m-%d}"
