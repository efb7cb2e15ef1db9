"""Addresses of a network's own pages."""

from django.urls import path

from talka.site import views

app_name = "network"
urlpatterns = [
    path("", views.network_home, name="home"),
    path("desk/", views.desk, name="desk"),
]
