from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "talka.calls"
    label = "calls"

    def ready(self) -> None:
        from talka.calls import audit, room, threads

        audit.register()
        room.register()
        threads.register()
