"""What the records of gatherings count for a programme: people, those who went through a cycle, gatherings held.

What a host keeps to itself is not counted: nobody could open it.
"""

from collections import Counter
from collections.abc import Iterable

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talka.foundation.access import Viewer
from talka.foundation.language import written_day
from talka.foundation.owners.models import Visibility
from talka.foundation.rooms import Breakdown, FigureList, FigureRow, RecordFigure
from talka.foundation.wording import said
from talka.gatherings.models import Attendance, CohortMember, Gathering, Participant
from talka.organisations.models import Sector

WAS_THERE = (Attendance.State.PRESENT, Attendance.State.LATE, Attendance.State.LEFT_EARLY)


def figures(programme_id: int, viewer: Viewer) -> list[RecordFigure]:
    """Five queries, however many people came."""
    gatherings = list(_counted(programme_id, viewer))
    visits = Counter(
        Attendance.objects.filter(session__gathering__in=gatherings, state__in=WAS_THERE)
        .values_list("participant_id", "session__gathering_id")
        .distinct()
    )
    times = Counter(participant_id for participant_id, _gathering in visits)
    members = list(
        CohortMember.objects.filter(
            cohort__cycle__programme_id=programme_id,
            cohort__cycle__programme__network=viewer.network,
            left_at__isnull=True,
        ).select_related("cohort")
    )
    through = {member.participant_id: said(member.cohort.title) for member in members}
    wanted = set(times) | set(through)
    people = {each.pk: each for each in Participant.objects.filter(pk__in=wanted).select_related("owner", "locality")}
    active = _sorted(people[key] for key in wanted if times[key])
    in_cycle = _sorted(people[key] for key in through)
    held = [each for each in gatherings if each.state == Gathering.State.HELD]
    came_from = sorted({_from(each) for each in active} - {""})
    return [
        RecordFigure(
            "people",
            ngettext("person in the activities", "people in the activities", len(active)),
            len(active),
            _("Everybody who was at one of the programme’s gatherings, counted once however often they came."),
            order=10,
            people=True,
            breakdowns=_breakdowns(active),
            listed=lambda: FigureList(
                (_("Name"), _("Organisation or group"), _("Sector"), _("Locality"), _("Gatherings")),
                [FigureRow((*_cells(each), str(times[each.pk]))) for each in active],
            ),
        ),
        RecordFigure(
            "in-cycle",
            ngettext("person in the cycle", "people in the cycle", len(in_cycle)),
            len(in_cycle),
            _("Everybody who was taken into a round of the cycle and did not leave it."),
            order=20,
            people=True,
            breakdowns=_breakdowns(in_cycle),
            listed=lambda: FigureList(
                (_("Name"), _("Organisation or group"), _("Sector"), _("Locality"), _("Round")),
                [FigureRow((*_cells(each), through[each.pk])) for each in in_cycle],
            ),
        ),
        RecordFigure(
            "organisations",
            ngettext("organisation or group they come from", "organisations and groups they come from", len(came_from)),
            len(came_from),
            _("What the people in the activities said that they come from, each name once."),
            order=40,
            listed=lambda: FigureList((_("Organisation or group"),), [FigureRow((name,)) for name in came_from]),
        ),
        RecordFigure(
            "gatherings",
            ngettext("gathering held", "gatherings held", len(held)),
            len(held),
            _("Those of which the host said that they were held; what a host keeps to itself is not counted."),
            order=60,
            listed=lambda: FigureList((_("Gathering"), _("When"), _("Host")), [_gathering(each) for each in held]),
        ),
    ]


def _counted(programme_id: int, viewer: Viewer) -> "QuerySet[Gathering]":
    return (
        Gathering.objects.filter(programme_id=programme_id, network=viewer.network)
        .exclude(state=Gathering.State.CANCELLED)
        .exclude(visibility__in=(Visibility.PRIVATE, Visibility.SHARED))
        .select_related("owner", "network")
        .order_by("starts_at", "pk")
    )


def _sorted(people: Iterable[Participant]) -> list[Participant]:
    return sorted(people, key=lambda each: (each.name.casefold(), each.pk))


def _from(participant: Participant) -> str:
    return participant.owner.name if participant.owner else participant.comes_from.strip()


def _breakdowns(people: list[Participant]) -> tuple[Breakdown, ...]:
    return (
        Breakdown("sector", _("By sector"), tuple(_sector(each) for each in people)),
        Breakdown("locality", _("By locality"), tuple(each.locality.name if each.locality else "" for each in people)),
    )


def _sector(participant: Participant) -> str:
    return str(Sector(participant.sector).label) if participant.sector else ""


def _cells(participant: Participant) -> tuple[str, str, str, str]:
    locality = participant.locality.name if participant.locality else ""
    return participant.name, _from(participant), _sector(participant), locality


def _gathering(gathering: Gathering) -> FigureRow:
    day = written_day(timezone.localdate(gathering.starts_at), year=True)
    url = reverse("gatherings:gathering", args=[gathering.network.slug, gathering.pk])
    return FigureRow((said(gathering.title), day, gathering.owner.name), url)
