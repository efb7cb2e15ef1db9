"""Addresses of cycles and their rounds."""

from django.urls import path

from talka.gatherings.views import own_round, round_people, rounds

urlpatterns = [
    path("cycles/<int:cycle_id>/", rounds.cycle, name="cycle"),
    path("rounds/<int:cohort_id>/", rounds.cohort, name="round"),
    path("rounds/<int:cohort_id>/plan/", rounds.plan_round, name="plan_round"),
    path("rounds/<int:cohort_id>/take-over/", rounds.take_over, name="take_over"),
    path("<int:gathering_id>/taken-out/", rounds.taken_out, name="taken_out"),
    path("rounds/<int:cohort_id>/people/", round_people.round_people, name="round_people"),
    path("rounds/<int:cohort_id>/mine/<uuid:key>/", own_round.own_round, name="own_round"),
    path("rounds/<int:cohort_id>/mine/<uuid:key>/<int:session_id>/", own_round.own_round_word, name="own_round_word"),
    path("rounds/<int:cohort_id>/people/write/", round_people.write_to_members, name="write_to_members"),
    path("rounds/<int:cohort_id>/people/take-in/", round_people.take_in, name="take_in"),
    path("rounds/<int:cohort_id>/people/<int:member_id>/leave/", round_people.leave_round, name="leave_round"),
]
