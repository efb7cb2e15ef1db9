"""The program's settings with a `migrate` that does not begin at nothing (tests/serving/management)."""

from talka.settings import *  # noqa: F403
from talka.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.serving.apps.Restoring"]
