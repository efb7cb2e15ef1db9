from django.apps import AppConfig


class GatheringsConfig(AppConfig):
    name = "talka.gatherings"
    label = "gatherings"

    def ready(self) -> None:
        from talka.gatherings import attendance_list, audit, duties, parts, room, threads, together_room

        attendance_list.register()
        audit.register()
        duties.register()
        parts.register()
        together_room.register()
        room.register()
        threads.register()
