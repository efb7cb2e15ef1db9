from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "talka.site"
    label = "site"

    def ready(self) -> None:
        from talka.foundation.rooms import register_room
        from talka.site import sentences
        from talka.site.room import ROOM

        register_room(ROOM)
        sentences.register()
