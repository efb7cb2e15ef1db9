"""Rows of any model as lines of JSON, exact to the microsecond, and back."""

import base64
import datetime
import decimal
import json
import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.dateparse import parse_duration
from django.utils.duration import duration_iso_string

# Made by `migrate` itself in every database, from the program.
MADE_BY_MIGRATE = {"contenttypes.ContentType", "auth.Permission"}


def all_models() -> list[type[models.Model]]:
    """Every table of the program, join tables included, in an order that does not change."""
    found = [m for m in apps.get_models(include_auto_created=True) if m._meta.managed and not m._meta.proxy]
    return sorted(found, key=lambda model: model._meta.label)


def fields_of(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.local_concrete_fields if not getattr(field, "generated", False)]


def plain(value: Any) -> Any:
    """Raises TypeError for a kind of value that nobody has thought of; better no backup than a wrong one."""
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, datetime.timedelta):
        return duration_iso_string(value)
    if isinstance(value, (decimal.Decimal, uuid.UUID)):
        return str(value)
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(bytes(value)).decode("ascii")
    raise TypeError(f"a backup cannot hold a value of type {type(value).__name__}")


def lines_of(model: type[models.Model], alias: str) -> Iterator[str]:
    names = [field.attname for field in fields_of(model)]
    rows = model._base_manager.using(alias).order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=2000):
        yield json.dumps(row, default=plain, ensure_ascii=False, separators=(",", ":")) + "\n"


def value_from(field: Any, value: Any) -> Any:
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value)
    if isinstance(field, models.DurationField):
        return parse_duration(value)
    target = field.target_field if field.is_relation else field
    return target.to_python(value)


def insert_lines(model: type[models.Model], lines: Iterable[str], names: list[str], alias: str) -> int:
    """Puts rows in as they were, times and ids included. Raises ValueError where columns differ from the program's."""
    fields = fields_of(model)
    if [field.attname for field in fields] != names:
        raise ValueError(f"{model._meta.label} has other columns than in this version of Talka")
    count = 0
    waiting: list[models.Model] = []
    queryset: Any = model._base_manager.using(alias)

    def flush() -> None:
        if waiting:
            # The manager's own way to insert rows without calling their save(); `raw` keeps times as they are.
            queryset._insert(waiting, fields=fields, using=alias, raw=True)
            waiting.clear()

    most = max(1, min(500, 900 // max(1, len(fields))))
    for line in lines:
        values = json.loads(line)
        waiting.append(model(**{f.attname: value_from(f, v) for f, v in zip(fields, values, strict=True)}))
        count += 1
        if len(waiting) >= most:
            flush()
    flush()
    return count
