from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "talka.certificates"
    label = "certificates"

    def ready(self) -> None:
        from talka.certificates import audit, duties, events, room, threads  # noqa: F401  # receivers of events register themselves

        audit.register()
        duties.register()
        room.register()
        threads.register()
