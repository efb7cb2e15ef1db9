from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "talka.organisations"
    label = "organisations"
