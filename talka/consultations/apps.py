from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "talka.consultations"
    label = "consultations"

    def ready(self) -> None:
        from talka.consultations import room

        room.register()
