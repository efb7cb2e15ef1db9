from django.apps import AppConfig


class GatheringsConfig(AppConfig):
    name = "talka.gatherings"
    label = "gatherings"

    def ready(self) -> None:
        from talka.gatherings import audit, duties, parts, room, threads

        audit.register()
        duties.register()
        parts.register()
        room.register()
        threads.register()
