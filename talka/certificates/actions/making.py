"""Making the papers of a set: typeset, signed, kept, written of. May be broken off and repeated at any point."""

import datetime
import hashlib
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from talka.certificates.actions.keys import ready_key
from talka.certificates.badges import Signer
from talka.certificates.letters import write_letter
from talka.certificates.models import Certificate, CertificateSet, SigningKey
from talka.certificates.papers import Papers
from talka.foundation.files.models import StoredFile
from talka.foundation.owners.models import Visibility

AT_ONCE = 40
WORTH_HELPERS = 150
HELPERS = 2
LIES_STILL = datetime.timedelta(seconds=90)


@dataclass(frozen=True)
class Ready:
    """A certificate that is signed, and its paper as soon as it is set."""

    certificate: Certificate
    paper: "Future[bytes]"
    credential: dict[str, Any]
    token: str


@task()
def make_papers(set_id: int) -> None:
    """The job: carry on with a set until nothing waits."""
    issued = CertificateSet.objects.filter(pk=set_id).first()
    if issued is not None:
        carry_on(issued=issued)


def take_up_unfinished() -> None:
    """Carry on with sets whose job ended in the middle, with its process. Nothing is made twice."""
    still = CertificateSet.objects.filter(finished_at__isnull=True, touched_at__lt=timezone.now() - LIES_STILL)
    for issued in still:
        carry_on(issued=issued)


def carry_on(*, issued: CertificateSet, most: int | None = None, letters: bool = True) -> int:
    """Make what waits in this set, a handful at a time, each handful in a transaction of its own.

    Where two processes carry on with the same set, the first to keep a certificate wins, and the other's work on it is
    thrown away: a certificate has one paper, one credential and one letter (none where they are not wanted). `most`
    makes it stop early. Gives how many this call made.
    """
    issued = CertificateSet.objects.select_related(
        "rule__rule", "cohort__cycle__programme__network", "cohort__cycle__programme__owner"
    ).get(pk=issued.pk)
    programme = issued.cohort.cycle.programme
    network = programme.network
    papers = Papers(network, programme, issued.rule)
    signer = Signer(
        network,
        issued.rule,
        ready_key(network=network, kind=SigningKey.Kind.ED25519),
        ready_key(network=network, kind=SigningKey.Kind.RSA),
        issued.issued_at,
    )
    languages = list(issued.certificates.order_by("language").values_list("language", flat=True).distinct())
    waiting = issued.certificates.filter(made_at__isnull=True).count()
    helpers = HELPERS if waiting >= WORTH_HELPERS and most is None else 0
    made = 0

    def keep(batch: list[Ready]) -> int:
        """A handful, once its papers are there, in a transaction of its own."""
        finished = [(each.certificate, each.paper.result(), each.credential, each.token) for each in batch]
        with transaction.atomic():
            kept = [
                certificate
                for certificate, pdf, credential, token in finished
                if _keep(certificate, pdf, credential, token, signer.key, programme.owner_id)
            ]
            for certificate in kept:
                if letters and certificate.email:
                    _write_later(certificate.pk)
            CertificateSet.objects.filter(pk=issued.pk).update(touched_at=timezone.now())
        return len(kept)

    with papers.typesetter(languages, helpers) as setter:
        before: list[Ready] = []
        for handful in _handfuls(issued, AT_ONCE, most):
            # Helpers set this handful while the one before is signed and kept.
            later = [setter.pdf_later(papers.data(each), each.issued_at) for each in handful]
            made += keep(before)
            before = [Ready(each, paper, *signer.sign(each)) for each, paper in zip(handful, later, strict=True)]
        made += keep(before)
    if not issued.certificates.filter(made_at__isnull=True).exists():
        CertificateSet.objects.filter(pk=issued.pk, finished_at__isnull=True).update(finished_at=timezone.now())
    return made


def _handfuls(issued: CertificateSet, at_once: int, most: int | None) -> Iterator[list[Certificate]]:
    """What still waits, read anew each time: another process may have made some of it."""
    done, after = 0, 0
    while most is None or done < most:
        number = at_once if most is None else min(at_once, most - done)
        waiting = (
            issued.certificates.filter(made_at__isnull=True, pk__gt=after).select_related("network").order_by("pk")
        )
        handful = list(waiting[:number])
        if not handful:
            return
        yield handful
        done += len(handful)
        after = handful[-1].pk


def _keep(
    certificate: Certificate, pdf: bytes, credential: dict[str, object], token: str, key: SigningKey, owner_id: int
) -> bool:
    """Keep paper and credential of a certificate that still waits; False where it does not wait any more."""
    now = timezone.now()
    digest = hashlib.sha256(pdf).hexdigest()
    waits = Certificate.objects.filter(pk=certificate.pk, made_at__isnull=True, erased_at__isnull=True)
    if not waits.update(made_at=now, paper_sha256=digest, credential=credential, token=token, key=key):
        # Erased before it was made: the numbers stand, and there is nothing to make.
        Certificate.objects.filter(pk=certificate.pk, made_at__isnull=True).update(made_at=now)
        return False
    stored = StoredFile.objects.create(
        network_id=certificate.network_id,
        owner_id=owner_id,
        visibility=Visibility.PRIVATE,
        name=f"{certificate.code}.pdf",
        content_type="application/pdf",
        size=len(pdf),
        sha256=digest,
    )
    if not default_storage.exists(stored.path):
        default_storage.save(stored.path, ContentFile(pdf))
    Certificate.objects.filter(pk=certificate.pk).update(paper=stored)
    return True


def _write_later(certificate_id: int) -> None:
    transaction.on_commit(lambda: write_letter.enqueue(certificate_id))
