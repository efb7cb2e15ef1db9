"""Consultations, doors and batches as pages list them."""

from django.db.models import Count, Q, QuerySet

from talka.consultations.models import Answer, Batch, Consultation, Door
from talka.foundation.access import Viewer, visible_to
from talka.foundation.owners.models import Visibility


def consultations_visible(viewer: Viewer) -> "QuerySet[Consultation]":
    """What stands in lists for this viewer: published ones that they may see, and drafts that they may edit.

    Feedback has pages of its own, where small numbers stay back for its host, too.
    """
    base = Consultation.objects.filter(network=viewer.network, feedback=None)
    seen = Q(pk__in=visible_to(base, viewer).values("pk")) & ~Q(state=Consultation.State.DRAFT)
    if viewer.is_member:
        seen |= Q(owner_id__in=viewer.acts_for) | Q(programme__owner_id__in=viewer.acts_for)
        seen |= ~Q(state=Consultation.State.DRAFT) & (
            Q(pk__in=base.filter(subjects__owner_id__in=viewer.acts_for).values("pk"))
            | Q(pk__in=base.filter(doors__collector_id__in=viewer.interviews_for).values("pk"))
        )
        if viewer.is_coordinator:
            told = [Visibility.NETWORK, Visibility.PUBLIC]
            seen |= Q(visibility__in=told) & (Q(programme__isnull=True) | Q(programme__visibility__in=told))
    return base.filter(seen).select_related("owner", "programme", "network")


def consultations_worked_on(viewer: Viewer) -> "QuerySet[Consultation]":
    """Those that this viewer's own work stands on: asked by whom they act for, about them, or in a programme that
    they run or are a partner of. Neither the whole network nor interviewers; no drafts.
    """
    base = Consultation.objects.filter(network=viewer.network, feedback=None)
    base = base.exclude(state=Consultation.State.DRAFT)
    if not viewer.is_member:
        return base.none()
    own = Q(owner_id__in=viewer.acts_for) | Q(programme__owner_id__in=viewer.acts_for)
    own |= Q(pk__in=base.filter(subjects__owner_id__in=viewer.acts_for).values("pk"))
    own |= Q(pk__in=base.filter(programme__partners__owner_id__in=viewer.acts_for).values("pk"))
    if viewer.is_coordinator:
        own |= Q(programme__isnull=False)
    return base.filter(own).select_related("owner", "programme", "network")


def consultations_of(programme_id: int, viewer: Viewer) -> list[Consultation]:
    return list(consultations_visible(viewer).filter(programme_id=programme_id))


def answers_by_consultation(consultations: list[Consultation]) -> dict[int, int]:
    """Counted answers of each, in one query."""
    rows = Answer.objects.filter(consultation__in=consultations, sent_as__isnull=True)
    return dict(rows.values_list("consultation_id").order_by().annotate(n=Count("pk")))


def open_batches(viewer: Viewer) -> list[Batch]:
    """Piles that this person opened to type in and has not closed."""
    if viewer.account is None:
        return []
    return list(
        Batch.objects.select_related("door__consultation", "door__collector", "door__event")
        .filter(
            operator=viewer.account, closed_at__isnull=True, scanned=False, door__consultation__network=viewer.network
        )
        .order_by("opened_at")
    )


def batches_of(consultation: Consultation) -> list[Batch]:
    """Its piles to be typed in, newest first, each with `typed`: how many answers were typed in."""
    return list(
        Batch.objects.filter(door__consultation=consultation, scanned=False)
        .select_related("door__collector", "door__event")
        .annotate(typed=Count("answers"))
    )


def typed_in(batch: Batch) -> int:
    return Answer.objects.filter(batch=batch).count()


def doors_of(consultation: Consultation) -> list[Door]:
    """Its doors in their order, each with collector and event, so that `door_title` asks nothing more."""
    return list(consultation.doors.select_related("collector", "event"))
