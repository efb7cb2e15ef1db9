"""The network's signing keys: made when first needed, rotated, and withdrawn from trust."""

from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.certificates.models import SigningKey
from talka.certificates.vault import Sealed, seal, unseal
from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.identity.models import Account, Network
from talka.methods.credentials import jwk, public_multikey

Kind = SigningKey.Kind
RSA_BITS = 2048


def _bound(network: Network, number: int) -> str:
    return f"{network.pk}:{number}"


@transaction.atomic
def ready_key(*, network: Network, kind: str) -> SigningKey:
    """The key of this kind that signs now; made where there is none, or where it cannot be opened any more."""
    Network.objects.select_for_update().get(pk=network.pk)
    key = SigningKey.objects.filter(network=network, kind=kind, retired_at__isnull=True).first()
    if key is not None:
        try:
            unseal(key.sealed, _bound(network, key.number))
        except Sealed:
            # The secret key of the installation was changed: what the old key signed holds, but it signs no more.
            key.retired_at = timezone.now()
            key.save(update_fields=["retired_at"])
        else:
            return key
    return _make(None, network, kind)


def _make(acting_user: Account | None, network: Network, kind: str) -> SigningKey:
    secret: Ed25519PrivateKey | RSAPrivateKey
    public: dict[str, Any]
    if kind == Kind.ED25519:
        secret = Ed25519PrivateKey.generate()
        public = {"publicKeyMultibase": public_multikey(secret.public_key())}
    else:
        secret = generate_private_key(65537, RSA_BITS)
        public = {"publicKeyJwk": jwk(secret.public_key())}
    number = (SigningKey.objects.filter(network=network).aggregate(most=Max("number"))["most"] or 0) + 1
    data = secret.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    key = SigningKey.objects.create(
        network=network, number=number, kind=kind, public=public, sealed=seal(data, _bound(network, number))
    )
    record(acting_user=acting_user, network=network, verb="made signing key", target=key)
    return key


def opened(key: SigningKey) -> Ed25519PrivateKey | RSAPrivateKey:
    """The private key itself, for signing. Raises Sealed."""
    secret = load_der_private_key(unseal(key.sealed, _bound(key.network, key.number)), None)
    assert isinstance(secret, Ed25519PrivateKey | RSAPrivateKey)
    return secret


def opened_for_proofs(key: SigningKey) -> Ed25519PrivateKey:
    """The private key of an Ed25519 key. Raises Sealed."""
    secret = opened(key)
    assert isinstance(secret, Ed25519PrivateKey)
    return secret


@transaction.atomic
def rotate_keys(*, acting_user: Account, network: Network) -> list[SigningKey]:
    """New keys of both kinds sign from now on. The old ones stay published: what they signed holds."""
    Network.objects.select_for_update().get(pk=network.pk)
    SigningKey.objects.filter(network=network, retired_at__isnull=True).update(retired_at=timezone.now())
    return [_make(acting_user, network, kind) for kind in Kind.values]


@transaction.atomic
def revoke_key(*, acting_user: Account, key: SigningKey, reason: str) -> SigningKey:
    """A key fell into wrong hands: it is published as not trusted, and another one signs from now on.

    Raises Refusal without a reason, or where it was revoked before.
    """
    if not reason.strip():
        raise Refusal(_("Say why it is not trusted any more."), "revoked_reason")
    Network.objects.select_for_update().get(pk=key.network_id)
    key.refresh_from_db()
    if key.revoked_at is not None:
        raise Refusal(_("This key was revoked before."))
    now = timezone.now()
    was_signing = key.retired_at is None
    key.revoked_at, key.revoked_reason, key.retired_at = now, reason.strip(), key.retired_at or now
    key.save(update_fields=["revoked_at", "revoked_reason", "retired_at"])
    record(acting_user=acting_user, network=key.network, verb="revoked signing key", target=key)
    if was_signing:
        _make(acting_user, key.network, key.kind)
    return key
