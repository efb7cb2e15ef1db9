from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "talka.programmes"
    label = "programmes"

    def ready(self) -> None:
        from talka.programmes import room, threads

        room.register()
        threads.register()
