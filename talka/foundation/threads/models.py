from typing import ClassVar

from django.db import models
from django.utils import timezone

from talka.identity.models import Account, Network


class Relation(models.TextChoices):
    """Words between rooms, not for readers: pages say in a sentence of their own what a thread means."""

    BACKS = "backs"
    ANSWERS = "answers"
    BECOMES = "becomes"
    REPORTS_ON = "reports on"


class Thread(models.Model):
    """From `source` to `target`: a finding *backs* a SWOT item; a goal *answers* a SWOT item.

    Ends are named by kind and id. A version of 0 means "as it stands"; otherwise the frozen version that was
    meant. An end that was deleted keeps its last title, so that the story does not lose a link.
    """

    scope: ClassVar[str] = "network"

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="threads")
    source_kind = models.CharField(max_length=60)
    source_id = models.CharField(max_length=40)
    source_version = models.PositiveIntegerField(default=0)
    relation = models.CharField(max_length=20, choices=Relation.choices)
    target_kind = models.CharField(max_length=60)
    target_id = models.CharField(max_length=40)
    target_version = models.PositiveIntegerField(default=0)
    source_gone = models.CharField(max_length=200, blank=True)
    target_gone = models.CharField(max_length=200, blank=True)
    ancestry = models.JSONField(default=list, blank=True)
    made_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source_kind", "source_id", "relation", "target_kind", "target_id"],
                name="thread_once",
            )
        ]
        indexes = [
            models.Index(fields=["source_kind", "source_id"]),
            models.Index(fields=["target_kind", "target_id"]),
        ]

    def __str__(self) -> str:
        return f"{self.source_kind} {self.source_id} {self.relation} {self.target_kind} {self.target_id}"
