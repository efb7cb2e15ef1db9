"""Addresses of gatherings: lists, each with its agenda, sign-up, and the host's pages."""

from django.urls import path

from talka.gatherings.urls import agenda, attendance, calendar, rounds, sign_up, together
from talka.gatherings.views import groups, planning, public

app_name = "gatherings"
urlpatterns = [
    *sign_up.urlpatterns,
    *calendar.urlpatterns,
    *agenda.urlpatterns,
    *attendance.urlpatterns,
    *rounds.urlpatterns,
    *together.urlpatterns,
    path("plan/", planning.plan, name="plan"),
    path("<int:gathering_id>/", public.gathering, name="gathering"),
    path("<int:gathering_id>/calendar.ics", public.calendar, name="calendar"),
    path("<int:gathering_id>/edit/", planning.edit, name="edit"),
    path("<int:gathering_id>/call-off/", planning.cancel, name="cancel"),
    path("<int:gathering_id>/held/", planning.held, name="held"),
    path("<int:gathering_id>/agenda/", planning.agenda, name="agenda"),
    path("<int:gathering_id>/agenda/<int:session_id>/", planning.edit_session, name="edit_session"),
    path("<int:gathering_id>/agenda/<int:session_id>/remove/", planning.remove_session, name="remove_session"),
    path("<int:gathering_id>/invited/", groups.groups, name="groups"),
    path("<int:gathering_id>/invited/<int:group_id>/", groups.edit_group, name="edit_group"),
    path("<int:gathering_id>/invited/<int:group_id>/remove/", groups.remove_group, name="remove_group"),
    path("<int:gathering_id>/invited/<int:group_id>/letter/", groups.letter, name="letter"),
]
