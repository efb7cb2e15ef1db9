"""The development plans of the three centres and the cooperation plan of all. Made up for the demonstration."""

from talka.site.demo.tomaszow.plans.cooperation import COOPERATION
from talka.site.demo.tomaszow.plans.dok import DOK
from talka.site.demo.tomaszow.plans.mok import MOK
from talka.site.demo.tomaszow.plans.tkacz import TKACZ

__all__ = ["COOPERATION", "DOK", "MOK", "TKACZ"]
