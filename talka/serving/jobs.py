"""The process that does jobs, and what is due again and again: `python -m talka.serving.jobs`."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "talka.settings")


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from talka.foundation import periodic

    periodic.begin()
    call_command("db_worker", "--interval", "1", "--queue-name", "*", verbosity=0)


if __name__ == "__main__":
    main()
