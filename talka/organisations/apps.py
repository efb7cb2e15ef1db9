from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "talka.organisations"
    label = "organisations"

    def ready(self) -> None:
        from talka.foundation.audit.sentences import register_sentences
        from talka.foundation.rooms import register_room
        from talka.organisations.room import ROOM, SENTENCES

        register_room(ROOM)
        register_sentences(SENTENCES)
