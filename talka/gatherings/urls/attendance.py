"""Addresses of attendance: lists, self check-in, a round's table."""

from django.urls import path

from talka.gatherings.views import attendance, check_in, cohort_attendance, merging, own_word

urlpatterns = [
    path("place/<uuid:token>/check-in/", check_in.check_in_place, name="check_in_place"),
    path("place/<uuid:token>/attendance/<int:session_id>/", own_word.own_word, name="own_word"),
    path("here/", check_in.here, name="here"),
    path("here/<int:session_id>/<str:code>/", check_in.check_in, name="check_in"),
    path("rounds/<int:cohort_id>/attendance/", cohort_attendance.cohort_attendance, name="cohort_attendance"),
    path(
        "rounds/<int:cohort_id>/attendance.csv", cohort_attendance.cohort_attendance_csv, name="cohort_attendance_csv"
    ),
    path("<int:gathering_id>/attendance/", attendance.attendance, name="attendance"),
    path("<int:gathering_id>/attendance/<int:session_id>/", attendance.attendance_list, name="attendance_list"),
    path("<int:gathering_id>/attendance/<int:session_id>/add/", attendance.add_arrival, name="add_arrival"),
    path("<int:gathering_id>/attendance/<int:session_id>/screen/", check_in.screen, name="check_in_screen"),
    path("<int:gathering_id>/attendance/<int:session_id>/screen/code/", check_in.code, name="check_in_code"),
    path("<int:gathering_id>/attendance/<int:session_id>/screen/close/", check_in.close, name="close_check_in"),
    path(
        "<int:gathering_id>/attendance/<int:session_id>/<int:participant_id>/",
        attendance.person,
        name="attendance_person",
    ),
    path("<int:gathering_id>/attendance/same/<int:participant_id>/", merging.same_person, name="same_person"),
    path(
        "<int:gathering_id>/attendance/same/<int:participant_id>/<int:other_id>/",
        merging.merge_people,
        name="merge_people",
    ),
    path("<int:gathering_id>/attendance/said/<int:claim_id>/", attendance.settle_claim, name="settle_claim"),
]
