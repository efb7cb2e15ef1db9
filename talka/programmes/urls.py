"""Addresses of programmes: the list, the story, the room, and the pages on which one sets it up."""

from django.urls import path

from talka.programmes.views import cycles, partners, public, room, setup, stages

app_name = "programmes"
urlpatterns = [
    path("", public.programme_list, name="list"),
    path("new/", setup.make, name="make"),
    path("<slug:slug>/", public.story, name="story"),
    path("<slug:slug>/room/", room.room, name="room"),
    path("<slug:slug>/room/results/<int:result_id>/", room.reached, name="reached"),
    path("<slug:slug>/set-up/", setup.set_up, name="set_up"),
    path("<slug:slug>/set-up/basics/", setup.basics, name="basics"),
    path("<slug:slug>/set-up/aims/", setup.aims, name="aims"),
    path("<slug:slug>/set-up/story/", setup.tell, name="tell"),
    path("<slug:slug>/set-up/publish/", setup.publish, name="publish"),
    path("<slug:slug>/set-up/withdraw/", setup.withdraw, name="withdraw"),
    path("<slug:slug>/set-up/partners/", partners.partners, name="partners"),
    path("<slug:slug>/set-up/partners/add/", partners.add_partner, name="add_partner"),
    path("<slug:slug>/set-up/partners/<int:partner_id>/", partners.edit_partner, name="edit_partner"),
    path("<slug:slug>/set-up/partners/<int:partner_id>/move/", partners.move_partner, name="move_partner"),
    path("<slug:slug>/set-up/partners/<int:partner_id>/remove/", partners.remove_partner, name="remove_partner"),
    path("<slug:slug>/set-up/funders/", partners.funders, name="funders"),
    path("<slug:slug>/set-up/funders/add/", partners.add_funder, name="add_funder"),
    path("<slug:slug>/set-up/funders/<int:funder_id>/", partners.edit_funder, name="edit_funder"),
    path("<slug:slug>/set-up/funders/<int:funder_id>/remove/", partners.remove_funder, name="remove_funder"),
    path("<slug:slug>/set-up/stages/", stages.stages, name="stages"),
    path("<slug:slug>/set-up/stages/add/", stages.add_stage, name="add_stage"),
    path("<slug:slug>/set-up/stages/<int:stage_id>/", stages.edit_stage, name="edit_stage"),
    path("<slug:slug>/set-up/stages/<int:stage_id>/move/", stages.move_stage, name="move_stage"),
    path("<slug:slug>/set-up/stages/<int:stage_id>/remove/", stages.remove_stage, name="remove_stage"),
    path("<slug:slug>/set-up/stages/<int:stage_id>/results/add/", stages.add_result, name="add_result"),
    path("<slug:slug>/set-up/results/<int:result_id>/", stages.edit_result, name="edit_result"),
    path("<slug:slug>/set-up/results/<int:result_id>/remove/", stages.remove_result, name="remove_result"),
    path("<slug:slug>/set-up/cycles/", cycles.cycles, name="cycles"),
    path("<slug:slug>/set-up/cycles/add/", cycles.add_cycle, name="add_cycle"),
    path("<slug:slug>/set-up/cycles/<int:cycle_id>/", cycles.edit_cycle, name="edit_cycle"),
    path("<slug:slug>/set-up/cycles/<int:cycle_id>/remove/", cycles.remove_cycle, name="remove_cycle"),
    path("<slug:slug>/set-up/cycles/<int:cycle_id>/rounds/add/", cycles.add_cohort, name="add_cohort"),
    path("<slug:slug>/set-up/rounds/<int:cohort_id>/", cycles.edit_cohort, name="edit_cohort"),
    path("<slug:slug>/set-up/rounds/<int:cohort_id>/remove/", cycles.remove_cohort, name="remove_cohort"),
]
