"""Bringing a pile of scans: files are kept first, then read by a job that may be stopped and taken up again."""

import datetime
import hashlib
from collections.abc import Sequence

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from talka.consultations import rules as consultation_rules
from talka.consultations.actions import open_batch
from talka.consultations.models import Door
from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.files.actions import keep_as_it_is
from talka.identity.models import Account
from talka.methods.marks.pages import BadFile, type_of
from talka.paper import reader
from talka.paper.jobs import read_later
from talka.paper.models import ScanFile, ScanImport

KEPT_FOR = datetime.timedelta(days=90)
MOST_DOUBLE = 100


@transaction.atomic
def bring_scans(
    *,
    acting_user: Account | None,
    door: Door,
    files: Sequence["File[bytes]"],
    collected_on: datetime.date,
    handed_out: int | None = None,
    note: str = "",
    double_share: int = 0,
) -> ScanImport:
    """Keep the files of one pile and begin to read them.

    A file that came twice in one pile is kept once. Raises Refusal where a file is none that scanners make, or was
    brought for this consultation before, the door takes no answers now, or the libraries of the group `paper` are not
    installed; then nothing is kept.
    """
    if not reader.can_read():
        raise Refusal(_("This installation cannot read scans yet. Its administrator can add what reading needs."))
    if not files:
        raise Refusal(_("Choose at least one file."), "files")
    if not 0 <= double_share <= MOST_DOUBLE:
        raise Refusal(_("A share lies between 0 and 100 percent."), "double_share")
    kinds = [_kind(file) for file in files]
    consultation = door.consultation
    brought = {_digest(file): (file, kind) for file, kind in zip(files, kinds, strict=True)}
    before = ScanFile.objects.filter(scan_import__consultation=consultation, sha256__in=list(brought)).first()
    if before is not None:
        raise Refusal(
            _("“%(name)s” was brought before; its pages are not counted a second time.") % {"name": before.name},
            "files",
        )
    batch = open_batch(
        acting_user=acting_user, door=door, collected_on=collected_on, handed_out=handed_out, note=note, scanned=True
    )
    made = ScanImport.objects.create(
        consultation=consultation,
        batch=batch,
        double_share=double_share,
        brought_by=acting_user,
        scans_until=consultation_rules.today_in(consultation.network) + KEPT_FOR,
    )
    for position, (digest, (file, kind)) in enumerate(brought.items()):
        kept = keep_as_it_is(
            acting_user=acting_user,
            network=consultation.network,
            owner=door.collector or consultation.owner,
            name=file.name or "scan",
            upload=file,
            content_type=kind,
            largest_mb=4 * settings.UPLOAD_MB,
        )
        ScanFile.objects.create(
            scan_import=made, kept=kept, name=(file.name or "scan")[:200], sha256=digest, position=position
        )
    record(
        acting_user=acting_user,
        network=consultation.network,
        verb="brought scans",
        target=consultation,
        scan_import=made.pk,
        files=len(brought),
    )
    read_later(made.pk)
    return made


def _kind(file: "File[bytes]") -> str:
    """The type that stands in the bytes. Raises Refusal where it is none of those that are read."""
    file.seek(0)
    head = file.read(64)
    file.seek(0)
    try:
        return TYPES[type_of(head).value]
    except BadFile as error:
        raise Refusal(
            _("“%(name)s” is no PDF, TIFF, JPEG or PNG. Nothing was kept.") % {"name": file.name}, "files"
        ) from error


TYPES = {"pdf": "application/pdf", "tiff": "image/tiff", "jpeg": "image/jpeg", "png": "image/png"}


def _digest(file: "File[bytes]") -> str:
    hashed = hashlib.sha256()
    for piece in file.chunks():
        hashed.update(piece)
    file.seek(0)
    return hashed.hexdigest()
