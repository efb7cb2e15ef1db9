"""Addresses of the host's overview, of days, lecturers, materials, minutes and what was agreed."""

from django.urls import path

from talka.gatherings.views import agenda, materials, running

urlpatterns = [
    path("lecturers/", agenda.lecturers, name="lecturers"),
    path("lecturers/<int:lecturer_id>/", agenda.lecturer, name="lecturer"),
    path("lecturers/<int:lecturer_id>/edit/", agenda.edit_lecturer, name="edit_lecturer"),
    path("place/<uuid:token>/materials/<int:material_id>/", materials.place_material, name="place_material"),
    path("<int:gathering_id>/agenda/day/<str:day>/", agenda.edit_day, name="edit_day"),
    path("<int:gathering_id>/materials/", materials.materials, name="materials"),
    path("<int:gathering_id>/materials/<int:material_id>/", materials.material, name="material"),
    path("<int:gathering_id>/materials/<int:material_id>/edit/", materials.edit_material, name="edit_material"),
    path("<int:gathering_id>/materials/<int:material_id>/remove/", materials.remove_material, name="remove_material"),
    path("<int:gathering_id>/running/", running.running, name="running"),
]
