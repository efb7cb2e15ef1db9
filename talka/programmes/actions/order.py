"""Keeping parts of a programme in the order that people give them."""

from typing import Any

from django.db import models


def next_position(parts: "models.QuerySet[Any]") -> int:
    highest = parts.aggregate(highest=models.Max("position"))["highest"]
    return (highest or 0) + 1


def move(parts: "models.QuerySet[Any]", part: models.Model, *, up: bool) -> bool:
    """Change places with the neighbour; False at the end of the row. Positions become 1, 2, 3 …"""
    ordered = list(parts.select_for_update().order_by("position", "pk"))
    at = next(index for index, each in enumerate(ordered) if each.pk == part.pk)
    to = at - 1 if up else at + 1
    moved = 0 <= to < len(ordered)
    if moved:
        ordered[at], ordered[to] = ordered[to], ordered[at]
    for position, each in enumerate(ordered, start=1):
        if each.position != position:
            each.position = position
            each.save(update_fields=["position"])
    return moved
