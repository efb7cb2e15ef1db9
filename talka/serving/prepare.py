"""Brings everything up to date before the program runs. Safe to repeat; run by `talka serve` and `talka demo`."""

import argparse
import os
import warnings


def prepare() -> None:
    from talka.locale import messages

    messages.compile_all()
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.DATA.mkdir(parents=True, exist_ok=True)
    (settings.DATA / "files").mkdir(exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    with warnings.catch_warnings():
        # Two apps may ship a file of the same name; the first wins, as it does when pages ask for it.
        warnings.simplefilter("ignore")
        call_command("collectstatic", verbosity=0, interactive=False, clear=os.path.isdir(settings.STATIC_ROOT))


def run(given: argparse.Namespace) -> int:
    prepare()
    return 0
