"""The application that granian loads in each worker process."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "talka.settings")

import django

django.setup()

from talka.serving.bridge import Application  # noqa: E402 # Django first
from talka.serving.processes import THREADS  # noqa: E402

application = Application(threads=int(os.environ.get(THREADS, "4")))
