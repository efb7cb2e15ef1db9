from django.apps import AppConfig


class FindingsConfig(AppConfig):
    name = "talka.findings"
    label = "findings"

    def ready(self) -> None:
        from talka.findings import room, threads

        room.register()
        threads.register()
