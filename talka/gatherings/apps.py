from django.apps import AppConfig


class GatheringsConfig(AppConfig):
    name = "talka.gatherings"
    label = "gatherings"
