from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "talka.foundation"
    label = "foundation"
