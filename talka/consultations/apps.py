from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "talka.consultations"
    label = "consultations"
