"""Localities, the profile of every member of the network, invitations and requests to join."""

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talka.foundation.owners.models import Owner, StandingRole
from talka.identity.models import Account, Network, NetworkRole


class Locality(models.Model):
    scope: ClassVar[str] = "network"

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="localities")
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(max_length=60)
    part_of = models.CharField(_("county or region"), max_length=120, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    residents = models.PositiveIntegerField(_("number of residents"), null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["network", "slug"], name="locality_slug_once")]

    def __str__(self) -> str:
        return self.name


class ProfileKind(models.TextChoices):
    CULTURE_CENTRE = "culture_centre", _("culture centre")
    LIBRARY = "library", _("library")
    MUSEUM = "museum", _("museum")
    THEATRE = "theatre", _("theatre")
    CINEMA = "cinema", _("cinema")
    GALLERY = "gallery", _("gallery")
    ARTS_SCHOOL = "arts_school", _("school")
    MUNICIPALITY = "municipality", _("municipality")
    REGIONAL_BODY = "regional_body", _("regional council or office")
    NGO = "ngo", _("NGO")
    BUSINESS = "business", _("business")
    LOCAL_GROUP = "local_group", _("local group")
    ARTIST = "artist", _("artist or single creator")
    OTHER = "other", _("other")


class Sector(models.TextChoices):
    CULTURE = "culture", _("culture")
    MUNICIPAL = "municipal", _("municipality")
    EDUCATION = "education", _("education")
    CIVIC = "civic", _("NGOs and communities")
    BUSINESS = "business", _("business")
    ART = "art", _("artists")


class Profile(models.Model):
    """What a member of the network — organisation, local group or single creator — says of itself."""

    scope: ClassVar[str] = "network"

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="profiles")
    owner = models.OneToOneField(Owner, on_delete=models.CASCADE, related_name="profile")
    slug = models.SlugField(max_length=60)
    kind = models.CharField(_("kind"), max_length=20, choices=ProfileKind.choices)
    sector = models.CharField(_("sector"), max_length=20, choices=Sector.choices, default=Sector.CULTURE)
    locality = models.ForeignKey(Locality, verbose_name=_("locality"), on_delete=models.PROTECT, null=True, blank=True)
    email = models.EmailField(_("contact e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    website = models.URLField(_("website"), blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    about = models.JSONField(_("in a few sentences"), default=dict, blank=True)
    strengths = models.JSONField(_("strengths"), default=dict, blank=True)
    needs = models.JSONField(_("needs"), default=dict, blank=True)
    challenges = models.JSONField(_("challenges"), default=dict, blank=True)
    values = models.JSONField(_("values"), default=dict, blank=True)
    offers = models.JSONField(_("what it offers"), default=dict, blank=True)
    seeks = models.JSONField(_("what it seeks"), default=dict, blank=True)
    inner_private = models.BooleanField(
        _("keep needs and challenges to ourselves"),
        default=True,
        help_text=_("Strengths, values, offers and what is sought are for the whole network."),
    )

    class Meta:
        ordering = ["owner__name"]
        constraints = [models.UniqueConstraint(fields=["network", "slug"], name="profile_slug_once")]

    def __str__(self) -> str:
        return self.owner.name


def new_token() -> str:
    return secrets.token_urlsafe(24)


class Invitation(models.Model):
    """A letter to one address. Whoever opens it and signs in with any address joins with the roles it names."""

    scope: ClassVar[str] = "network"

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=150, blank=True)
    network_role = models.CharField(max_length=20, choices=NetworkRole.choices, default=NetworkRole.MEMBER)
    language = models.CharField(max_length=10, choices=settings.LANGUAGES, default="en")
    message = models.TextField(_("a line of your own"), blank=True)
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    invited_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-invited_at"]

    def __str__(self) -> str:
        return self.email

    @property
    def state(self) -> str:
        """accepted, withdrawn, expired or waiting."""
        if self.accepted_at:
            return "accepted"
        if self.withdrawn_at:
            return "withdrawn"
        return "expired" if self.expires_at <= timezone.now() else "waiting"


class InvitedRole(models.Model):
    scope: ClassVar[str] = "invitation.network"

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="roles")
    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=20, choices=StandingRole.choices, default=StandingRole.STAFF)
    title = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["invitation", "owner"], name="invited_once_per_owner")]

    def __str__(self) -> str:
        return f"{self.role} in {self.owner}"


class JoinRequest(models.Model):
    """Somebody asks to join through the open invitation, for an organisation, a group or themselves."""

    scope: ClassVar[str] = "network"

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="join_requests")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("your name"), max_length=150)
    organisation_name = models.CharField(_("organisation, group or artist name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=ProfileKind.choices)
    locality_name = models.CharField(_("locality"), max_length=120, blank=True)
    message = models.TextField(_("why you would like to join"), blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    language = models.CharField(max_length=10, choices=settings.LANGUAGES, default="en")
    owner = models.ForeignKey(Owner, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "account"],
                condition=models.Q(state="waiting"),
                name="one_open_join_request",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation_name}"
