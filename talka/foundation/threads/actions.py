"""Tying and mending threads: what happens when an end is deleted, merged, split or versioned anew."""

from django.db import models, transaction

from talka.foundation.threads.kinds import Name
from talka.foundation.threads.models import Thread
from talka.identity.models import Account, Network


def _named(thing: models.Model | Name) -> Name:
    return thing if isinstance(thing, tuple) else (thing._meta.label_lower, str(thing.pk))


@transaction.atomic
def tie(
    *,
    acting_user: Account | None,
    network: Network,
    source: models.Model | Name,
    relation: str,
    target: models.Model | Name,
    source_version: int = 0,
    target_version: int = 0,
) -> Thread:
    """Tie two things, each a row or the (kind, id) that its resolver knows.

    Tying the same twice gives the thread that stands, at the newer versions.
    """
    source_kind, source_id = _named(source)
    target_kind, target_id = _named(target)
    thread, _made = Thread.objects.update_or_create(
        source_kind=source_kind,
        source_id=source_id,
        relation=relation,
        target_kind=target_kind,
        target_id=target_id,
        defaults={"source_version": source_version, "target_version": target_version},
        create_defaults={
            "network": network,
            "source_version": source_version,
            "target_version": target_version,
            "made_by": acting_user,
        },
    )
    return thread


@transaction.atomic
def untie(*, network: Network, source: models.Model | Name, relation: str, target: models.Model | Name) -> None:
    """Take one thread away. Nothing happens where none stood."""
    source_kind, source_id = _named(source)
    target_kind, target_id = _named(target)
    Thread.objects.filter(
        network=network,
        source_kind=source_kind,
        source_id=source_id,
        relation=relation,
        target_kind=target_kind,
        target_id=target_id,
    ).delete()


@transaction.atomic
def end_deleted(*, thing: models.Model) -> None:
    """Call before a thing is deleted: its threads stay and keep its last title, marked as gone."""
    kind, identity = _named(thing)
    title = str(thing)[:200] or kind
    Thread.objects.filter(source_kind=kind, source_id=identity).update(source_gone=title)
    Thread.objects.filter(target_kind=kind, target_id=identity).update(target_gone=title)


@transaction.atomic
def end_merged(*, merged: models.Model, into: models.Model) -> None:
    """All threads of `merged` now hang on `into`, and each remembers where it came from.

    A thread that `into` has already is not doubled; its ancestry grows.
    """
    _carry(merged, into, keep=False)


@transaction.atomic
def end_split(*, split: models.Model, parts: list[models.Model]) -> None:
    """Each part inherits every thread of what was split; people then take away those that do not fit."""
    for part in parts:
        _carry(split, part, keep=True)
    end_deleted(thing=split)


def _carry(old: models.Model, new: models.Model, *, keep: bool) -> None:
    old_name, new_name = _named(old), _named(new)
    for side in ("source", "target"):
        other = "target" if side == "source" else "source"
        ends = {f"{side}_kind": old_name[0], f"{side}_id": old_name[1]}
        for thread in Thread.objects.filter(**ends):
            ancestry = [*thread.ancestry, {"kind": old_name[0], "id": old_name[1], "title": str(old)[:200]}]
            twin = Thread.objects.filter(
                **{f"{side}_kind": new_name[0], f"{side}_id": new_name[1]},
                **{name: getattr(thread, name) for name in ("relation", f"{other}_kind", f"{other}_id")},
            ).first()
            if twin:
                twin.ancestry = [*twin.ancestry, *ancestry]
                twin.save(update_fields=["ancestry"])
                if not keep:
                    thread.delete()
                continue
            if keep:
                thread.pk = None
            setattr(thread, f"{side}_kind", new_name[0])
            setattr(thread, f"{side}_id", new_name[1])
            setattr(thread, f"{side}_version", 0)
            thread.ancestry = ancestry
            thread.save()


@transaction.atomic
def end_reversioned(*, thing: models.Model, version: int) -> int:
    """Move threads that meant "as it stands" to the version that was just frozen; returns how many.

    Threads that named an older version stay with it: what was cited then is what was cited.
    """
    kind, identity = _named(thing)
    moved = Thread.objects.filter(source_kind=kind, source_id=identity, source_version=0).update(source_version=version)
    return moved + Thread.objects.filter(target_kind=kind, target_id=identity, target_version=0).update(
        target_version=version
    )
