from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "talka.reports"
    label = "reports"
