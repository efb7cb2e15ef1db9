from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "talka.people"
    label = "people"
