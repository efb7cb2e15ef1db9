"""Bringing a pile of scans, and more for it: files are kept first, then read by a job that may be stopped."""

import datetime
import hashlib
from collections.abc import Sequence

from django.core.files.base import File
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.consultations import rules as consultation_rules
from talka.consultations.actions import open_batch
from talka.consultations.models import Consultation, Door
from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.files.actions import keep_as_it_is
from talka.identity.models import Account
from talka.methods.marks.pages import BadFile, type_of
from talka.paper import reader, rules
from talka.paper.actions.keeping import days_kept
from talka.paper.jobs import read_later
from talka.paper.models import ScanFile, ScanImport

MOST_DOUBLE = 100
TYPES = {"pdf": "application/pdf", "tiff": "image/tiff", "jpeg": "image/jpeg", "png": "image/png"}


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

    A file that came twice in one pile is kept once. One that is no scan, or was brought for this consultation before,
    is named with its fault, and the others are kept. Raises Refusal where none is left to be read, the door takes no
    answers now, or the libraries of the group `paper` are not installed; then nothing is kept.
    """
    _ready(files)
    if not 0 <= double_share <= MOST_DOUBLE:
        raise Refusal(_("A share lies between 0 and 100 percent."), "double_share")
    consultation = door.consultation
    sound, faulty = _looked_at(files, consultation)
    batch = open_batch(
        acting_user=acting_user, door=door, collected_on=collected_on, handed_out=handed_out, note=note, scanned=True
    )
    made = ScanImport.objects.create(
        consultation=consultation,
        batch=batch,
        double_share=double_share,
        brought_by=acting_user,
        scans_until=consultation_rules.today_in(consultation.network)
        + datetime.timedelta(days=days_kept(consultation.network)),
    )
    _keep(acting_user, made, sound, faulty, "brought scans")
    return made


@transaction.atomic
def add_files(*, acting_user: Account | None, pile: ScanImport, files: Sequence["File[bytes]"]) -> ScanImport:
    """Further files for a pile that is not finished; they are read at once. Forms that lack pages find them there.

    Raises Refusal as `bring_scans` does, and for a pile that is finished.
    """
    _ready(files)
    held = ScanImport.objects.select_for_update().get(pk=pile.pk)
    if not rules.takes_files(held):
        raise Refusal(_("This pile is finished. Bring the scans as a new one."), "files")
    sound, faulty = _looked_at(files, pile.consultation)
    held.state, held.read_on_at = ScanImport.State.READING, timezone.now()
    held.save(update_fields=["state", "read_on_at"])
    held.consultation, held.batch = pile.consultation, pile.batch
    _keep(acting_user, held, sound, faulty, "added scans")
    return held


def _ready(files: Sequence["File[bytes]"]) -> None:
    if not reader.can_read():
        raise Refusal(_("This installation cannot read scans yet. Its administrator can add what reading needs."))
    if not files:
        raise Refusal(_("Choose at least one file."), "files")


Looked = tuple[str, "File[bytes]", str]
"""Digest, file, and its type or its fault."""


def _looked_at(files: Sequence["File[bytes]"], consultation: Consultation) -> tuple[list[Looked], list[Looked]]:
    """What can be read, and what cannot with the reason. Raises Refusal, naming each file, where nothing can."""
    told = {_digest(file): file for file in files}
    before = set(
        ScanFile.objects.filter(
            scan_import__consultation=consultation, sha256__in=list(told), kept__isnull=False
        ).values_list("sha256", flat=True)
    )
    sound: list[Looked] = []
    faulty: list[Looked] = []
    for digest, file in told.items():
        kind = _kind(file)
        if digest in before:
            faulty.append((digest, file, _("It was brought before; its pages are not counted a second time.")))
        elif file.size > rules.largest_mb() * 1024 * 1024:
            fault = _("It is larger than %(most)s MB. Bring it in parts.") % {"most": rules.largest_mb()}
            faulty.append((digest, file, fault))
        elif kind:
            sound.append((digest, file, kind))
        else:
            faulty.append((digest, file, _("It is no PDF, TIFF, JPEG or PNG.")))
    if not sound:
        said = [_("“%(name)s”: %(fault)s") % {"name": file.name, "fault": fault} for _digest_, file, fault in faulty]
        raise Refusal(" ".join([*said, _("Nothing was kept.")]), "files")
    return sound, faulty


def _kind(file: "File[bytes]") -> str:
    """The type that stands in the bytes; "" where it is none of those that are read."""
    file.seek(0)
    head = file.read(1024)
    file.seek(0)
    try:
        return TYPES[type_of(head).value]
    except BadFile:
        return ""


def _keep(acting_user: Account | None, pile: ScanImport, sound: list[Looked], faulty: list[Looked], verb: str) -> None:
    last = pile.files.aggregate(last=Max("position"))["last"]
    first = 0 if last is None else last + 1
    door, consultation = pile.batch.door, pile.consultation
    for position, (digest, file, kind) in enumerate(sound, start=first):
        kept = keep_as_it_is(
            acting_user=acting_user,
            network=consultation.network,
            owner=door.collector or consultation.owner,
            name=file.name or "scan",
            upload=file,
            content_type=kind,
            largest_mb=rules.largest_mb(),
        )
        # Where its scan was deleted, or it could not be read the first time, the same file may come again.
        ScanFile.objects.update_or_create(
            scan_import=pile,
            sha256=digest,
            defaults={
                "kept": kept,
                "name": (file.name or "scan")[:200],
                "position": position,
                "fault": "",
                "pages": None,
            },
        )
    for position, (digest, file, fault) in enumerate(faulty, start=first + len(sound)):
        ScanFile.objects.get_or_create(
            scan_import=pile,
            sha256=digest,
            defaults={"name": (file.name or "scan")[:200], "position": position, "fault": fault[:300], "pages": 0},
        )
    record(
        acting_user=acting_user,
        network=consultation.network,
        verb=verb,
        target=consultation,
        scan_import=pile.pk,
        files=len(sound),
    )
    read_later(pile.pk)


def _digest(file: "File[bytes]") -> str:
    hashed = hashlib.sha256()
    for piece in file.chunks():
        hashed.update(piece)
    file.seek(0)
    return hashed.hexdigest()
