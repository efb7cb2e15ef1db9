"""An account is a person who can sign in; a network is the house that a region's organisations share.

An account is one, its memberships in networks are many, with a role in each.
"""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Account":
        """Make an account that signs in by code or passkey; passwords exist for Django's interface only."""
        account = self.model(email=email.strip().lower(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser, PermissionsMixin):
    scope: ClassVar[str] = "installation"

    email = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_staff = models.BooleanField(_("administers this installation"), default=False)
    joined_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "email"

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="account_email_once")]

    def __str__(self) -> str:
        return self.name or self.email


class Network(models.Model):
    scope: ClassVar[str] = "installation"

    name = models.CharField(_("name of the network"), max_length=120)
    slug = models.SlugField(_("address"), max_length=40, unique=True)
    about = models.JSONField(_("what brings it together"), default=dict, blank=True)
    language = models.CharField(_("first language"), max_length=10, choices=settings.LANGUAGES, default="en")
    time_zone = models.CharField(_("time zone"), max_length=40, default="Europe/Warsaw")
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    small_number = models.PositiveSmallIntegerField(
        _("smallest number that is published"),
        default=10,
        validators=[MinValueValidator(3), MaxValueValidator(100)],
    )
    open_invitation = models.BooleanField(_("anyone may ask to join"), default=True)
    is_demo = models.BooleanField(default=False, editable=False)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class NetworkRole(models.TextChoices):
    COORDINATOR = "coordinator", _("coordinator")
    MEMBER = "member", _("member")


class NetworkMembership(models.Model):
    scope: ClassVar[str] = "network"

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="memberships")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=NetworkRole.choices, default=NetworkRole.MEMBER)
    joined_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "account"], name="one_membership_per_network")]

    def __str__(self) -> str:
        return f"{self.account} in {self.network}"
