"""The program's own settings, made quick and kept apart: a data folder that goes with the process, no mail.

TALKA_TEST_DATABASE names a PostgreSQL server (postgresql://user:password@host:port/name); without it, SQLite.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

TEST_DATABASE = os.environ.get("TALKA_TEST_DATABASE", "")
for name in [name for name in os.environ if name.startswith("TALKA_") and name != "TALKA_TEST_DATABASE"]:
    del os.environ[name]

_folder = tempfile.mkdtemp(prefix="talka-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["TALKA_DATA"] = _folder
os.environ["TALKA_SECRET_KEY"] = "the tests sign with this and nothing else does"
os.environ["TALKA_DATABASE"] = TEST_DATABASE

from talka.settings import *  # noqa: E402, F403
from talka.settings import DATABASES, STORAGES  # noqa: E402

# What is read later, in child processes for instance, shall not find these.
for name in ("TALKA_DATA", "TALKA_SECRET_KEY", "TALKA_DATABASE"):
    del os.environ[name]

DATA = Path(_folder)
for part in ("static", "files", "mail"):
    (DATA / part).mkdir(exist_ok=True)

database = DATABASES["default"]
if TEST_DATABASE:
    database["OPTIONS"] = {}
else:
    database["CONN_MAX_AGE"] = 0  # the live server has a thread for each request
    database["TEST"] = {"NAME": str(DATA / "tests.sqlite3")}
    database["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"

ALLOWED_HOSTS = ["*"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": ["default"]}}
SCAN_PROCESSES = 1  # the piles of tests are small
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
