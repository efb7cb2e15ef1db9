"""The program's settings with one view more: the reference that answers are measured against."""

from talka.settings import *  # noqa: F403
from talka.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "bench.reference"]
ROOT_URLCONF = "bench.reference.urls"
