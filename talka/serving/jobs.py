"""The process that does jobs, and what is due again and again: `python -m talka.serving.jobs`."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "talka.settings")
# Jobs run beside pages. The arrays of a scanned page are small: more threads wait for each other and take cores from the pages.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from talka.foundation import periodic

    periodic.begin()
    call_command("db_worker", "--interval", "1", "--queue-name", "*", verbosity=0)


if __name__ == "__main__":
    main()
