from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "talka.programmes"
    label = "programmes"

    def ready(self) -> None:
        from talka.programmes import audit, room, threads

        audit.register()
        room.register()
        threads.register()
