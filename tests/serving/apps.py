from django.apps import AppConfig


class Talking(AppConfig):
    name = "tests.serving"
    label = "talking"

    def ready(self) -> None:
        from talka.foundation.live.topics import TopicKind, register_topic

        register_topic(TopicKind("spoken", lambda _viewer, _id: True))


class Restoring(AppConfig):
    name = "tests.serving"
    label = "restoring"
