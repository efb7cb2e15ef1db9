from typing import ClassVar

from django.db import models
from django.utils import timezone

from talka.foundation.owners.models import Owner
from talka.identity.models import Account, Network


class AuditRecord(models.Model):
    """One action of one person. Where answers are anonymous there is a record of the batch, never of an answer."""

    scope: ClassVar[str] = "network"

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="audit_records")
    account = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="audit_records")
    account_name = models.CharField(max_length=150)
    verb = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    title = models.CharField(max_length=200, blank=True)
    owner = models.ForeignKey(Owner, on_delete=models.SET_NULL, null=True, related_name="+")
    owner_id_private = models.BigIntegerField(null=True)
    details = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["network", "-at"]),
            models.Index(fields=["network", "kind", "object_id"]),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.account_name} {self.verb} {self.kind} {self.object_id}"
