"""Addresses of series, themes and ideas."""

from django.urls import path

from talka.gatherings.views import ideas, series, themes

urlpatterns = [
    path("series/", series.series_list, name="series_list"),
    path("series/new/", series.make_series, name="make_series"),
    path("series/<int:series_id>/", series.series, name="series"),
    path("series/<int:series_id>/edit/", series.edit_series, name="edit_series"),
    path("series/<int:series_id>/end/", series.end_series, name="end_series"),
    path("series/<int:series_id>/join/", series.join_series, name="join_series"),
    path("series/<int:series_id>/members/<int:member_id>/leave/", series.leave_series, name="leave_series"),
    path("series/<int:series_id>/ask/", series.ask_host, name="ask_host"),
    path("series/<int:series_id>/turns/<int:turn_id>/host/", series.accept_turn, name="accept_turn"),
    path("series/<int:series_id>/turns/<int:turn_id>/pass/", series.pass_turn, name="pass_turn"),
    path("series/<int:series_id>/turns/<int:turn_id>/take-back/", series.take_back_turn, name="take_back_turn"),
    path("series/<int:series_id>/gatherings/add/", series.put_in_series, name="put_in_series"),
    path("<int:gathering_id>/theme/", themes.theme, name="theme"),
    path("<int:gathering_id>/theme/examples/add/", themes.add_example, name="add_example"),
    path("<int:gathering_id>/theme/examples/<int:example_id>/", themes.edit_example, name="edit_example"),
    path("<int:gathering_id>/theme/examples/<int:example_id>/remove/", themes.remove_example, name="remove_example"),
    path("<int:gathering_id>/take-home/", themes.take_home_mine, name="take_home_mine"),
    path("place/<uuid:token>/take-home/", themes.take_home, name="take_home"),
    path("<int:gathering_id>/ideas/", ideas.follow, name="follow_ideas"),
    path("<int:gathering_id>/ideas/<int:idea_id>/", ideas.follow_up, name="follow_up"),
    path("ideas/", ideas.ideas, name="ideas"),
    path("ideas/new/", ideas.bring_idea, name="bring_idea"),
    path("ideas/<int:idea_id>/", ideas.idea, name="idea"),
    path("ideas/<int:idea_id>/edit/", ideas.edit_idea, name="edit_idea"),
    path("ideas/<int:idea_id>/look/", ideas.look_for_partners, name="look_for_partners"),
    path("ideas/<int:idea_id>/join/", ideas.join_idea, name="join_idea"),
    path("ideas/<int:idea_id>/partners/<int:partner_id>/leave/", ideas.leave_idea, name="leave_idea"),
    path("ideas/<int:idea_id>/step/", ideas.plan_first_step, name="plan_first_step"),
    path("ideas/<int:idea_id>/step/done/", ideas.first_step_done, name="first_step_done"),
    path("ideas/<int:idea_id>/became/", ideas.becomes, name="idea_becomes"),
    path("ideas/<int:idea_id>/done/", ideas.finish_idea, name="finish_idea"),
    path("ideas/<int:idea_id>/drop/", ideas.drop_idea, name="drop_idea"),
    path("ideas/<int:idea_id>/again/", ideas.pick_up_again, name="pick_up_again"),
]
