"""The registry of rooms: how pages show what rooms above them hold, without importing them.

Each room registers one `Room` in its AppConfig's `ready`. Hooks get the viewer and must take a fixed number of
queries, whatever the number of rows.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from talka.foundation.access import Viewer
from talka.foundation.owners.models import Owner
from talka.foundation.threads.kinds import Name
from talka.identity.models import Account


@dataclass(frozen=True)
class NavigationItem:
    """An entry of the masthead. `key` is what a page names as its section to be shown as current."""

    key: str
    title: str
    url: str
    order: int = 50


@dataclass(frozen=True)
class Task:
    """Something that is mine to do. `due` None means: when there is time.

    With `programme_id` it also stands under "What is next" in that programme's room.
    """

    title: str
    url: str
    button: str
    due: datetime.date | None = None
    owner: Owner | None = None
    about: str = ""
    programme_id: int | None = None


@dataclass(frozen=True)
class StageYield:
    """One thing that a stage must yield, as far as a room's own records can tell.

    `state` is done, half, todo or late; `words` says it ("8 of 11"); `per_owner` gives the same for each partner.
    """

    stage_id: int
    title: str
    state: str
    words: str
    url: str = ""
    per_owner: dict[int, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Section:
    """A part of a programme's page that a room gives: rendered by its own template with its own context.

    The template draws a whole `<section>`. `wide` is for one that fills the window from edge to edge, such as the
    invitation to the panel; all others stand within the page's measure.
    """

    key: str
    template: str
    context: dict[str, Any]
    order: int = 50
    wide: bool = False


@dataclass(frozen=True)
class Evidence:
    """Something that a room holds of a programme and that can prove one of its results.

    `name` is its kind and id, as its resolver knows it (`foundation.threads.kinds`); what a reader is shown of it later
    comes from that resolver. `label` says what it is ("attendance list"), `figures` what it shows ("16 people").
    """

    name: Name
    title: str
    label: str
    figures: str = ""
    owner: Owner | None = None
    version: int = 0


@dataclass(frozen=True)
class Breakdown:
    """What is counted, by one property: `values` has an entry for each thing counted, empty where it is not known."""

    key: str
    title: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class FigureRow:
    """One counted thing in the list behind a figure."""

    cells: tuple[str, ...]
    url: str = ""


@dataclass(frozen=True)
class FigureList:
    """What a figure counted, for those who run the programme."""

    columns: tuple[str, ...]
    rows: list[FigureRow]


@dataclass(frozen=True)
class RecordFigure:
    """A number that a room counts from its own records of a programme.

    `title` follows the number ("people in the activities"); `how` says in a sentence what was counted. With `people`
    the number and its breakdowns are held against the network's smallest number before they are published. `listed`
    reads the list behind it, only when somebody opens it.
    """

    key: str
    title: str
    value: int
    how: str
    order: int = 50
    people: bool = False
    breakdowns: tuple[Breakdown, ...] = ()
    listed: Callable[[], FigureList] | None = None


NavigationHook = Callable[[Viewer], Iterable[NavigationItem]]
TasksHook = Callable[[Viewer], Iterable[Task]]
NextHook = Callable[[int, Viewer], Iterable[Task]]
YieldsHook = Callable[[int, Viewer], Iterable[StageYield]]
SectionsHook = Callable[[int, Viewer], Iterable[Section]]
GatheringSectionsHook = Callable[[int, Viewer, bool], Iterable[Section]]
EvidenceHook = Callable[[int, Viewer], Iterable[Evidence]]
FiguresHook = Callable[[int, Viewer], Iterable[RecordFigure]]
ExportHook = Callable[[Account], Mapping[str, Any]]
EraseHook = Callable[[Account], None]


@dataclass(frozen=True)
class Room:
    """What a room shows elsewhere.

    `navigation`        entries of the masthead
    `tasks`             what is mine to do
    `next_steps`        by programme id: what is next in it, whoever has to do it; shown to members in its room
    `stage_yields`      by programme id: what stages have yielded
    `room_sections`     by programme id: parts of the programme room (members)
    `story_sections`    by programme id: parts of the public page
    `home_sections`     parts of the network's home; called with 0 as id. One whose key begins with "hero" stands at
                        the top, beside the members' marks
    `desk_sections`     parts of the desk's right column, such as "My programmes"; called with 0 as id
    `consultation_sections`  by consultation id: parts of its public page, such as its results
    `gathering_sections`  by gathering id, and whether the viewer takes part in it: parts of its page, and of the page
                        of a place; the page has made sure that the gathering may be seen
    `cohort_sections`   by id of a round of a cycle: parts of its page
    `member_sections`   by id of somebody's place in a round: parts of their own page of it; whoever holds its link reads
                        them
    `consultation_ways`  by consultation id: further pages of those who run it, beside questionnaire, doors and answers
    `settings_ways`     further pages of the network's settings
    `evidence`          by programme id: what can prove a result of it, as far as the viewer may see it
    `cycle_sections`    by programme id: parts of the page on which its cycles are set up
    `figures`           by programme id: numbers counted from this room's records, for reports
    `export_person`     what this room knows of an account, as JSON, under the room's name
    `erase_person`      takes the account out of this room; raises Refusal where something must be handed over first
    """

    name: str
    navigation: NavigationHook | None = None
    tasks: TasksHook | None = None
    next_steps: NextHook | None = None
    stage_yields: YieldsHook | None = None
    room_sections: SectionsHook | None = None
    story_sections: SectionsHook | None = None
    home_sections: SectionsHook | None = None
    desk_sections: SectionsHook | None = None
    consultation_sections: SectionsHook | None = None
    consultation_ways: Callable[[int, Viewer], Iterable[NavigationItem]] | None = None
    settings_ways: NavigationHook | None = None
    cycle_sections: SectionsHook | None = None
    gathering_sections: GatheringSectionsHook | None = None
    cohort_sections: SectionsHook | None = None
    member_sections: SectionsHook | None = None
    evidence: EvidenceHook | None = None
    figures: FiguresHook | None = None
    export_person: ExportHook | None = None
    erase_person: EraseHook | None = None


_rooms: dict[str, Room] = {}


def register_room(room: Room) -> None:
    _rooms[room.name] = room


def navigation(viewer: Viewer) -> list[NavigationItem]:
    items = [item for room in _rooms.values() if room.navigation for item in room.navigation(viewer)]
    return sorted(items, key=lambda item: item.order)


def tasks(viewer: Viewer) -> list[Task]:
    """All rooms' tasks of this person, those with a date first, by date."""
    found = [task for room in _rooms.values() if room.tasks for task in room.tasks(viewer)]
    return sorted(found, key=lambda task: (task.due or datetime.date.max, task.title))


def next_steps(programme_id: int, viewer: Viewer) -> list[Task]:
    """What is next in one programme: the viewer's own tasks in it and what rooms tell everybody, by date, each once."""
    found = [task for task in tasks(viewer) if task.programme_id == programme_id]
    found += [step for room in _rooms.values() if room.next_steps for step in room.next_steps(programme_id, viewer)]
    once: dict[tuple[str, datetime.date | None], Task] = {}
    for step in found:
        once.setdefault((step.url, step.due), step)
    return sorted(once.values(), key=lambda step: (step.due or datetime.date.max, step.title))


def stage_yields(programme_id: int, viewer: Viewer) -> list[StageYield]:
    return [y for room in _rooms.values() if room.stage_yields for y in room.stage_yields(programme_id, viewer)]


def sections(place: str, programme_id: int, viewer: Viewer) -> list[Section]:
    """`place` is "room_sections", "story_sections", "home_sections" or "desk_sections"."""
    found: list[Section] = []
    for room in _rooms.values():
        hook: SectionsHook | None = getattr(room, place)
        if hook:
            found.extend(hook(programme_id, viewer))
    return sorted(found, key=lambda section: section.order)


def gathering_sections(gathering_id: int, viewer: Viewer, *, takes_part: bool) -> list[Section]:
    """What rooms show on the page of a gathering that this viewer was let see."""
    found: list[Section] = []
    for room in _rooms.values():
        if room.gathering_sections:
            found.extend(room.gathering_sections(gathering_id, viewer, takes_part))
    return sorted(found, key=lambda section: section.order)


def consultation_ways(consultation_id: int, viewer: Viewer) -> list[NavigationItem]:
    """Further pages of a consultation that rooms above it bring, in their order."""
    found = [
        item
        for room in _rooms.values()
        if room.consultation_ways
        for item in room.consultation_ways(consultation_id, viewer)
    ]
    return sorted(found, key=lambda item: item.order)


def settings_ways(viewer: Viewer) -> list[NavigationItem]:
    """Further pages of the network's settings that rooms bring, in their order."""
    found = [item for room in _rooms.values() if room.settings_ways for item in room.settings_ways(viewer)]
    return sorted(found, key=lambda item: item.order)


def evidence(programme_id: int, viewer: Viewer) -> list[Evidence]:
    """What all rooms hold that can prove a result of this programme, in the order of the rooms."""
    return [each for room in _rooms.values() if room.evidence for each in room.evidence(programme_id, viewer)]


def figures(programme_id: int, viewer: Viewer) -> list[RecordFigure]:
    """All rooms' figures of a programme, in their order. A figure of nothing is left out."""
    found = [figure for room in _rooms.values() if room.figures for figure in room.figures(programme_id, viewer)]
    return sorted((figure for figure in found if figure.value), key=lambda figure: figure.order)


def export_person(account: Account) -> dict[str, Mapping[str, Any]]:
    """Room → what it knows of this person."""
    return {room.name: room.export_person(account) for room in _rooms.values() if room.export_person}


def erase_person(account: Account) -> None:
    """Take the person out of every room, inside the caller's transaction; the highest first, for a room finds its own
    by what stands below it."""
    for room in reversed(_rooms.values()):
        if room.erase_person:
            room.erase_person(account)
