from django.apps import AppConfig


class PaperConfig(AppConfig):
    name = "talka.paper"
    label = "paper"

    def ready(self) -> None:
        from talka.paper import audit, duties, room

        audit.register()
        duties.register()
        room.register()
