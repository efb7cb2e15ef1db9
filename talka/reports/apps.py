from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "talka.reports"
    label = "reports"

    def ready(self) -> None:
        from talka.reports import room, threads

        room.register()
        threads.register()
