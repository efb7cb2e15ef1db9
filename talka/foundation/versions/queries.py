from django.db import models

from talka.foundation.versions.models import FrozenVersion


def versions_of(target: models.Model) -> list[FrozenVersion]:
    """All frozen versions of a thing, newest first."""
    return list(
        FrozenVersion.objects.filter(kind=target._meta.label_lower, object_id=str(target.pk)).order_by("-number")
    )


def latest_version(target: models.Model) -> FrozenVersion | None:
    return (
        FrozenVersion.objects.filter(kind=target._meta.label_lower, object_id=str(target.pk))
        .order_by("-number")
        .first()
    )


def version_number(target: models.Model, number: int) -> FrozenVersion | None:
    return FrozenVersion.objects.filter(kind=target._meta.label_lower, object_id=str(target.pk), number=number).first()
