from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "talka.programmes"
    label = "programmes"
