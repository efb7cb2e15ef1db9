"""Addresses outside any network."""

from django.urls import path

from talka.people import views

app_name = "account"
urlpatterns = [
    path("", views.me, name="me"),
    path("data/", views.my_data, name="my_data"),
    path("erase/", views.erase, name="erase"),
]
