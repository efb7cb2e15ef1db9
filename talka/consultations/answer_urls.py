"""Short addresses of doors, as they stand under a QR code: no network in them, no account behind them."""

from django.urls import path

from talka.consultations.views import answer

app_name = "answer"
urlpatterns = [
    path("<slug:token>/", answer.ask, name="ask"),
    path("<slug:token>/thanks/", answer.thanks, name="thanks"),
]
