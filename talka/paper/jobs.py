"""Reading is a job: it takes ids, does a few pages at a time, and asks for itself again until nothing is left."""

from django.db import transaction
from django_tasks import task


def read_later(import_id: int) -> None:
    transaction.on_commit(lambda: read_scans.enqueue(import_id))


@task()
def read_scans(import_id: int) -> None:
    """Read some pages of a pile, then come again for the next; when all are read, put the forms together."""
    from talka.paper.actions import read_on, sort_pages

    if read_on(import_id=import_id):
        read_later(import_id)
    else:
        sort_pages(import_id=import_id)
