"""Those who teach, as far as a reader sees where they teach."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from talka.foundation.access import Viewer
from talka.gatherings.models import Lecturer, Session, SessionLecturer
from talka.gatherings.queries.gatherings import gatherings_visible


def lecturers_visible(viewer: Viewer) -> "QuerySet[Lecturer]":
    """Those who lead a session of a gathering that the viewer may read, and one's own profile; members also see
    profiles that stand in no agenda yet."""
    teaching = SessionLecturer.objects.filter(lecturer=OuterRef("pk"))
    seen = Q(Exists(teaching.filter(session__gathering__in=gatherings_visible(viewer))))
    if viewer.account is not None:
        seen |= Q(account=viewer.account)
    if viewer.is_member:
        seen |= ~Q(Exists(teaching))
    found = Lecturer.objects.filter(seen, network=viewer.network)
    return found.select_related("owner", "portrait", "network")


def sessions_led(lecturer: Lecturer, viewer: Viewer) -> list[Session]:
    """What they lead, as far as the viewer may read the gathering; soonest last. One query."""
    return list(
        Session.objects.filter(taught_by__lecturer=lecturer, gathering__in=gatherings_visible(viewer))
        .select_related("gathering__owner", "gathering__locality", "gathering__network")
        .order_by("-starts_at", "pk")
    )
