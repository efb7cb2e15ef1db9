"""The program's settings with one kind of live topic that everybody may hear."""

from talka.settings import *  # noqa: F403
from talka.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.serving.apps.Talking"]
