from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "talka.consultations"
    label = "consultations"

    def ready(self) -> None:
        from talka.consultations import actions, room
        from talka.foundation.periodic import register_duty

        room.register()
        register_duty("consultations: feedback letters", seconds=300.0, act=actions.write_due_letters)
