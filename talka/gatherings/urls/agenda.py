"""Addresses of the host's overview, of days, lecturers, materials, minutes and what was agreed."""

from django.urls import path

from talka.gatherings.views import agenda, items, materials, merging, minutes, running

urlpatterns = [
    path("lecturers/", agenda.lecturers, name="lecturers"),
    path("lecturers/<int:lecturer_id>/", agenda.lecturer, name="lecturer"),
    path("lecturers/<int:lecturer_id>/edit/", agenda.edit_lecturer, name="edit_lecturer"),
    path("lecturers/<int:lecturer_id>/same/", merging.same_lecturer, name="same_lecturer"),
    path("lecturers/<int:lecturer_id>/same/<int:other_id>/", merging.merge_lecturers, name="merge_lecturers"),
    path("place/<uuid:token>/materials/<int:material_id>/", materials.place_material, name="place_material"),
    path("<int:gathering_id>/agenda/day/<str:day>/", agenda.edit_day, name="edit_day"),
    path("<int:gathering_id>/materials/", materials.materials, name="materials"),
    path("<int:gathering_id>/materials/<int:material_id>/", materials.material, name="material"),
    path("<int:gathering_id>/materials/<int:material_id>/edit/", materials.edit_material, name="edit_material"),
    path("<int:gathering_id>/materials/<int:material_id>/remove/", materials.remove_material, name="remove_material"),
    path("<int:gathering_id>/minutes/", minutes.minutes, name="minutes"),
    path("<int:gathering_id>/minutes/minutes.pdf", minutes.pdf, name="minutes_pdf"),
    path("<int:gathering_id>/minutes/write/", minutes.write, name="write_minutes"),
    path("<int:gathering_id>/minutes/approve/", minutes.approve, name="approve_minutes"),
    path("<int:gathering_id>/minutes/open-again/", minutes.reopen, name="reopen_minutes"),
    path("<int:gathering_id>/decisions/add/", minutes.add_decision, name="add_decision"),
    path("<int:gathering_id>/decisions/<int:decision_id>/", minutes.edit_decision, name="edit_decision"),
    path("<int:gathering_id>/decisions/<int:decision_id>/remove/", minutes.remove_decision, name="remove_decision"),
    path("<int:gathering_id>/tasks/add/", minutes.add_item, name="add_item"),
    path("<int:gathering_id>/tasks/<int:item_id>/", items.edit_item, name="edit_item"),
    path("<int:gathering_id>/tasks/<int:item_id>/remove/", items.remove_item, name="remove_item"),
    path("tasks/<int:item_id>/", items.item, name="item"),
    path("tasks/<int:item_id>/open-again/", items.reopen_item, name="reopen_item"),
    path("<int:gathering_id>/running/", running.running, name="running"),
]
