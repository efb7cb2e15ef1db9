from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "talka.foundation"
    label = "foundation"

    def ready(self) -> None:
        from talka.foundation.audit import networks  # noqa: F401 # receives what happens to networks
