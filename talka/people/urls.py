"""Addresses inside a network."""

from django.urls import path

from talka.people import views

app_name = "people"
urlpatterns = [path("me/", views.me, name="me")]
