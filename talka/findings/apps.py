from django.apps import AppConfig


class FindingsConfig(AppConfig):
    name = "talka.findings"
    label = "findings"
