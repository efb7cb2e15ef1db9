"""A round's attendance: members by sessions, on a page, on paper and as a table file."""

import csv
import io

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from talka.foundation.access import NetworkRequest, members_only
from talka.foundation.wording import said
from talka.gatherings import access, queries
from talka.gatherings.models import Attendance, Participant


@members_only
@never_cache
@require_GET
def cohort_attendance(request: NetworkRequest, cohort_id: int) -> HttpResponse:
    """Who was where, and the hours of each of all that is planned."""
    cohort = access.cohort_to_run(request.viewer, cohort_id)
    programme = cohort.cycle.programme
    matrix = queries.attendance_matrix(cohort)
    return render(
        request,
        "gatherings/attendance/matrix.html",
        {
            "section": "programmes",
            "cohort": cohort,
            "programme": programme,
            "matrix": matrix,
            "planned": matrix.hours.planned_minutes / 60,
            "rows": [
                (row, row.hours.attended_minutes / 60, _share(row.hours.attended_minutes, matrix.hours.planned_minutes))
                for row in matrix.rows
            ],
            "crumbs": [
                (_("Programmes"), reverse("programmes:list", args=[request.network.slug])),
                (said(programme.title), reverse("programmes:room", args=[request.network.slug, programme.slug])),
            ],
        },
    )


def _share(attended: int, planned: int) -> float:
    return 100 * attended / planned if planned else 0.0


@members_only
@never_cache
@require_GET
def cohort_attendance_csv(request: NetworkRequest, cohort_id: int) -> HttpResponse:
    """The same as a table file: one row a member, one column a session, minutes of all planned."""
    cohort = access.cohort_to_run(request.viewer, cohort_id)
    matrix = queries.attendance_matrix(cohort)
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(
        [
            _("Name"),
            _("Organisation or group"),
            _("Sector"),
            _("Locality"),
            *(
                f"{timezone.localtime(each.starts_at):%Y-%m-%d %H:%M} {said(each.topic)}".strip()
                for each in matrix.columns
            ),
            _("Minutes attended"),
            _("Minutes planned"),
            _("Share of all planned, %"),
        ]
    )
    for row in matrix.rows:
        person = row.hours.member.participant
        share = _share(row.hours.attended_minutes, matrix.hours.planned_minutes)
        table.writerow(
            [
                _cell(person.name),
                _cell(_from(person)),
                person.get_sector_display(),
                person.locality.name if person.locality else "",
                *(_words(each) for each in row.cells),
                row.hours.attended_minutes,
                matrix.hours.planned_minutes,
                f"{share:.1f}",
            ]
        )
    response = HttpResponse("\ufeff" + written.getvalue(), content_type="text/csv; charset=utf-8")
    name = slugify(said(cohort.title)) or str(cohort.pk)
    response["Content-Disposition"] = f'attachment; filename="attendance-{name}.csv"'
    return response


def _from(person: Participant) -> str:
    return person.owner.name if person.owner else person.comes_from


def _cell(words: str) -> str:
    """What people typed never begins a formula in a spreadsheet."""
    return f"'{words}" if words[:1] in ("=", "+", "-", "@", "\t", "\r") else words


def _words(row: Attendance | None) -> str:
    if row is None:
        return ""
    parts = [str(row.get_state_display())]
    if row.arrived_at:
        parts.append(f"{timezone.localtime(row.arrived_at):%H:%M}")
    if row.left_at:
        parts.append(f"–{timezone.localtime(row.left_at):%H:%M}")
    return " ".join(parts)
