from django.apps import AppConfig


class GatheringsConfig(AppConfig):
    name = "talka.gatherings"
    label = "gatherings"

    def ready(self) -> None:
        from talka.gatherings import audit, room, threads

        audit.register()
        room.register()
        threads.register()
