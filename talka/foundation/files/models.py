from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talka.foundation.owners.models import Visibility
from talka.identity.models import Account, Network


class StoredFile(models.Model):
    """A file kept outside the web root under its hash, served with the rights of its owner."""

    scope: ClassVar[str] = "network"

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="files")
    owner = models.ForeignKey("foundation.Owner", on_delete=models.PROTECT, null=True, blank=True, related_name="files")
    visibility = models.CharField(max_length=10, choices=Visibility.choices, default=Visibility.PRIVATE)
    name = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    brought_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    brought_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-brought_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        """Where the bytes lie below the files folder: spread by hash, so that no folder grows too large."""
        return f"{self.network_id}/{self.sha256[:2]}/{self.sha256}"
