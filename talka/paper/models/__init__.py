"""Questionnaires on paper: what was printed, the scans that came back, and what was read from them."""

from talka.paper.models.prints import PaperLook, PaperPrint, PrintRun
from talka.paper.models.readings import Correction, FilledForm, Reading
from talka.paper.models.scans import ScanFile, ScanImport, ScanKeeping, ScannedPage

__all__ = [
    "Correction",
    "FilledForm",
    "PaperLook",
    "PaperPrint",
    "PrintRun",
    "Reading",
    "ScanFile",
    "ScanImport",
    "ScanKeeping",
    "ScannedPage",
]
