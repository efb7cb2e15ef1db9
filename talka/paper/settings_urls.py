"""Paper's part of the network's settings."""

from django.urls import path

from talka.paper.views import keeping

app_name = "paper_settings"
urlpatterns = [path("scans/", keeping.keeping, name="keeping")]
