"""Secret addresses under which a member's own calendar asks for gatherings."""

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talka.foundation.owners.models import Owner
from talka.identity.models import Account, Network
from talka.programmes.models import Programme


def new_feed_token() -> str:
    return secrets.token_urlsafe(32)


class CalendarFeed(models.Model):
    """One member's address for one calendar. Whoever has it reads what the member may read, and no more; changing it
    makes the old one lead nowhere."""

    scope: ClassVar[str] = "network"

    class Kind(models.TextChoices):
        MINE = "mine", _("my calendar")
        NETWORK = "network", _("the whole network")
        PROGRAMME = "programme", _("a programme")
        ORGANISATION = "organisation", _("an organisation")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=15, choices=Kind.choices)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Owner, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    token = models.CharField(max_length=60, unique=True, default=new_feed_token)
    with_organisations = models.BooleanField(_("what my organisations host"), default=True)
    with_programmes = models.BooleanField(
        _("what is planned in programmes that my organisations take part in"), default=False
    )
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "account", "kind"],
                condition=Q(programme__isnull=True, organisation__isnull=True),
                name="calendar_feed_once",
            ),
            models.UniqueConstraint(
                fields=["account", "programme"],
                condition=Q(programme__isnull=False),
                name="calendar_feed_programme_once",
            ),
            models.UniqueConstraint(
                fields=["account", "organisation"],
                condition=Q(organisation__isnull=False),
                name="calendar_feed_organisation_once",
            ),
            models.CheckConstraint(
                condition=Q(kind="programme", programme__isnull=False, organisation__isnull=True)
                | Q(kind="organisation", programme__isnull=True, organisation__isnull=False)
                | Q(kind__in=["mine", "network"], programme__isnull=True, organisation__isnull=True),
                name="calendar_feed_of_what_it_says",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())
