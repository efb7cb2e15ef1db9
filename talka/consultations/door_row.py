"""A door with its consultation, network and collector, read by one prepared statement.

The answer page does this for each request. Having Django put the same statement of four tables together anew took half of
the time of a whole answer (measured with cProfile over `POST /a/<token>/`), so it is put together once. What the page
does not need stays deferred: Django reads it if somebody touches it, so nothing can be wrong, only slower.
"""

import datetime
from functools import cache
from typing import Any

from django.db import connection, models

from talka.consultations.models import Channel, Consultation, Door
from talka.foundation.owners.models import Owner
from talka.identity.models import Network

FIELDS: tuple[tuple[type[models.Model], str, tuple[str, ...]], ...] = (
    (Door, "d", ("id", "token", "channel", "place", "is_open", "consultation_id", "collector_id", "event_id")),
    (
        Consultation,
        "c",
        (
            "id",
            "network_id",
            "owner_id",
            "slug",
            "state",
            "version",
            "opens_on",
            "closes_on",
            "visibility",
            "programme_id",
            "made_at",
        ),
    ),
    (Network, "n", ("id", "slug", "name", "language", "time_zone", "small_number", "is_demo")),
    (Owner, "o", ("id", "network_id", "kind", "name", "short_name", "dye", "shape")),
)


def _read(model: type[models.Model], names: tuple[str, ...]) -> "list[models.Field[Any, Any]]":
    """The fields to read, in the model's own order, as `from_db` expects their values."""
    return [field for field in model._meta.concrete_fields if field.attname in names]


@cache
def _statement(vendor: str) -> str:
    """The statement in the quoting of the database at hand; one for each kind of database."""
    quote = connection.ops.quote_name

    def table(model: type[models.Model], alias: str) -> str:
        return f"{quote(model._meta.db_table)} {alias}"

    columns = ", ".join(
        f"{alias}.{quote(str(field.column))}" for model, alias, names in FIELDS for field in _read(model, names)
    )
    (door, d, _), (consultation, c, _), (network, n, _), (owner, o, _) = FIELDS
    return (
        f"SELECT {columns} FROM {table(door, d)} "  # noqa: S608 - names of our own models, no text of a reader
        f"JOIN {table(consultation, c)} ON c.id = d.consultation_id JOIN {table(network, n)} ON n.id = c.network_id "
        f"LEFT JOIN {table(owner, o)} ON o.id = d.collector_id "
        "WHERE d.token = %s AND d.channel = %s AND c.version > 0"
    )


def _told(value: Any) -> Any:
    """SQLite keeps moments in UTC and tells them without saying so."""
    if isinstance(value, datetime.datetime) and value.tzinfo is None:
        return value.replace(tzinfo=datetime.UTC)
    return value


def read_door(token: str) -> Door | None:
    """The online door with this token, its consultation published at least once; None where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(_statement(connection.vendor), [token, Channel.ONLINE])
        row = cursor.fetchone()
    if row is None:
        return None
    read: list[Any] = []
    at = 0
    for model, _alias, names in FIELDS:
        attributes = [field.attname for field in _read(model, names)]
        read.append(model.from_db(connection.alias, attributes, [_told(v) for v in row[at : at + len(names)]]))
        at += len(names)
    door, consultation, network, collector = read
    if door.collector_id is not None:
        door.collector = collector
    consultation.network = network
    door.consultation = consultation
    found: Door = door
    return found
