from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "talka.identity"
    label = "identity"
