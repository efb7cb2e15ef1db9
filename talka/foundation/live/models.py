from typing import ClassVar

from django.db import models
from django.utils import timezone

from talka.identity.models import Network


class LiveTopic(models.Model):
    """A log of events about one thing. `name` is its kind and id, such as `board:12`."""

    scope: ClassVar[str] = "network"

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    last_sequence = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "name"], name="live_topic_once")]

    def __str__(self) -> str:
        return self.name


class LiveEvent(models.Model):
    scope: ClassVar[str] = "topic.network"

    topic = models.ForeignKey(LiveTopic, on_delete=models.CASCADE, related_name="events")
    sequence = models.PositiveBigIntegerField()
    payload = models.JSONField()
    happened_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["sequence"]
        constraints = [models.UniqueConstraint(fields=["topic", "sequence"], name="live_event_once")]

    def __str__(self) -> str:
        return f"{self.topic} {self.sequence}"
