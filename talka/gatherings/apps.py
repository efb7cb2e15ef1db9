from django.apps import AppConfig


class GatheringsConfig(AppConfig):
    name = "talka.gatherings"
    label = "gatherings"

    def ready(self) -> None:
        from talka.gatherings import audit, duties, room
        from talka.gatherings.room import attendance_list, threads, together
        from talka.gatherings.running import parts

        attendance_list.register()
        audit.register()
        duties.register()
        parts.register()
        together.register()
        room.register()
        threads.register()
