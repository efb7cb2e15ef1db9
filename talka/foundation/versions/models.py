from typing import ClassVar

from django.db import models
from django.utils import timezone

from talka.identity.models import Account, Network


class FrozenVersion(models.Model):
    """The content of a thing as it stood when it was published or approved. Never changed, never deleted alone."""

    scope: ClassVar[str] = "network"

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="frozen_versions")
    kind = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    reason = models.CharField(max_length=300, blank=True)
    frozen_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    frozen_by_name = models.CharField(max_length=150, blank=True)
    frozen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["kind", "object_id", "number"]
        constraints = [models.UniqueConstraint(fields=["kind", "object_id", "number"], name="version_number_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}, version {self.number}"
