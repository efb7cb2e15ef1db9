"""Short addresses of doors, as they stand under a QR code: no network in them, no account behind them."""

from django.urls import URLPattern

app_name = "answer"
urlpatterns: list[URLPattern] = []
