"""Addresses outside any network: making one, and answering an invitation."""

from django.urls import path

from talka.organisations.views import joining, networks

urlpatterns = [
    path("networks/new/", networks.make, name="make_network"),
    path("invitation/<str:token>/", joining.answer, name="invitation"),
]
