from django.apps import AppConfig


class GatheringsConfig(AppConfig):
    name = "talka.gatherings"
    label = "gatherings"

    def ready(self) -> None:
        from talka.gatherings import audit, parts, room, threads

        audit.register()
        parts.register()
        room.register()
        threads.register()
