"""What gatherings show elsewhere: masthead, desk, programme pages, the network's home, a person's own data."""

from talka.foundation.rooms import Room, register_room
from talka.gatherings.room.desk import next_steps, tasks
from talka.gatherings.room.figures import figures
from talka.gatherings.room.pages import (
    cycle_sections,
    desk_sections,
    home_sections,
    navigation,
    room_sections,
    stage_yields,
    story_sections,
)
from talka.gatherings.room.person import erase_person, export_person
from talka.gatherings.room.proofs import evidence


def register() -> None:
    register_room(
        Room(
            name="gatherings",
            navigation=navigation,
            tasks=tasks,
            next_steps=next_steps,
            stage_yields=stage_yields,
            story_sections=story_sections,
            room_sections=room_sections,
            cycle_sections=cycle_sections,
            evidence=evidence,
            home_sections=home_sections,
            desk_sections=desk_sections,
            figures=figures,
            export_person=export_person,
            erase_person=erase_person,
        )
    )
