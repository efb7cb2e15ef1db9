"""What came back: a pile that was scanned, its files, and what each page is."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talka.consultations.models import Batch, Consultation
from talka.foundation.files.models import StoredFile
from talka.identity.models import Account, Network
from talka.paper.models.prints import PaperPrint


class ScanImport(models.Model):
    """One pile of scans. Its answers go into the batch, by which they have their door."""

    scope: ClassVar[str] = "consultation.network"

    class State(models.TextChoices):
        READING = "reading", _("being read")
        STOPPED = "stopped", _("stopped")
        CHECKING = "checking", _("to be checked")
        FINISHED = "finished", _("finished")

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="scan_imports")
    batch = models.OneToOneField(Batch, on_delete=models.PROTECT, related_name="scan_import")
    state = models.CharField(max_length=10, choices=State.choices, default=State.READING)
    double_share = models.PositiveSmallIntegerField(
        _("entered twice, %"), default=0, help_text=_("Of what people decide, so much is decided by a second person.")
    )
    brought_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    brought_at = models.DateTimeField(default=timezone.now)
    read_on_at = models.DateTimeField(default=timezone.now, help_text="When its last page was read.")
    finished_at = models.DateTimeField(null=True, blank=True)
    scans_until = models.DateField(_("scans are deleted after"), null=True, blank=True)

    class Meta:
        ordering = ["-brought_at"]

    def __str__(self) -> str:
        return str(self.batch)


class ScanKeeping(models.Model):
    """How long a network keeps scans. Without a row it is `DAYS`."""

    DAYS: ClassVar[int] = 90
    LEAST: ClassVar[int] = 7
    MOST: ClassVar[int] = 3650

    scope: ClassVar[str] = "network"

    network = models.OneToOneField(Network, on_delete=models.CASCADE, related_name="scan_keeping")
    days = models.PositiveSmallIntegerField(_("scans are kept, days"), default=DAYS)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(days__gte=7, days__lte=3650), name="scans_are_kept_some_days")
        ]

    def __str__(self) -> str:
        return str(self.days)


class ScanFile(models.Model):
    """One file of a pile. The bytes go when the scans are deleted; what was read stays."""

    scope: ClassVar[str] = "scan_import.consultation.network"

    scan_import = models.ForeignKey(ScanImport, on_delete=models.CASCADE, related_name="files")
    kept = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    position = models.PositiveIntegerField()
    pages = models.PositiveIntegerField(null=True, blank=True, help_text="Known once it was read to its end.")
    fault = models.CharField(max_length=300, blank=True, help_text="Why it could not be read, in plain words.")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["scan_import", "sha256"], name="scan_file_once_a_pile")]

    def __str__(self) -> str:
        return self.name


class ScannedPage(models.Model):
    """One page in a picture. `content` is what the reader said of it, so that sorting the pile reads no picture.

    `trouble` names why the page takes no part by itself: blank, foreign, unreadable code, does not fit its frame, seen
    twice. `settled` says what a person did with it.
    """

    scope: ClassVar[str] = "file.scan_import.consultation.network"

    file = models.ForeignKey(ScanFile, on_delete=models.CASCADE, related_name="scanned")
    number = models.PositiveIntegerField()
    part = models.PositiveSmallIntegerField(
        default=0, help_text="1 and 2 are the two pages of a picture that holds two; 0 has its picture for itself."
    )
    place = models.JSONField(
        default=list, help_text="Where the part lies: its outline in shares of the picture's width and height."
    )
    paper_print = models.ForeignKey(PaperPrint, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    page = models.PositiveSmallIntegerField(null=True, blank=True)
    form_number = models.PositiveIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=20)
    trouble = models.CharField(max_length=120, blank=True)
    detail = models.CharField(max_length=200, blank=True)
    content = models.JSONField(default=list)
    form = models.ForeignKey(
        "paper.FilledForm", on_delete=models.SET_NULL, null=True, blank=True, related_name="scanned"
    )
    cuttings = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    cut_at = models.JSONField(
        default=dict,
        help_text="Of each question that was not sure: where its picture begins in the cuttings, and ends.",
    )
    ink = models.BinaryField(
        default=bytes, help_text="How the writing looks, box by box, to find a sheet scanned twice."
    )
    digest = models.CharField(max_length=64, blank=True)
    settled = models.CharField(max_length=20, blank=True)
    settled_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["file__position", "number", "part"]
        constraints = [models.UniqueConstraint(fields=["file", "number", "part"], name="scanned_page_once")]

    def __str__(self) -> str:
        return f"{self.file.name}, {self.number}"
