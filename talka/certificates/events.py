"""What happens with certificates that rooms above may want to know."""

from dataclasses import dataclass

from talka.foundation.events import Event


@dataclass(frozen=True)
class CertificatesIssued(Event):
    """A set is issued; its papers are being made."""

    set_id: int


@dataclass(frozen=True)
class CertificateRevoked(Event):
    certificate_id: int
