"""Addresses of a network's own pages."""

from django.urls import path

from talka.site import desk, views

app_name = "network"
urlpatterns = [
    path("", views.network_home, name="home"),
    path("desk/", desk.desk, name="desk"),
    path("audit/", views.audit, name="audit"),
]
