"""What consultations show elsewhere: masthead, desk, home, programme room and story."""

import datetime
from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from talka.consultations import feedback_sections, live, queries, rules, threads
from talka.consultations.cards import Card, card_of
from talka.consultations.models import Channel, Consultation
from talka.foundation import language as writing
from talka.foundation.access import Viewer
from talka.foundation.owners.models import Owner
from talka.foundation.rooms import NavigationItem, Room, Section, StageYield, Task, register_room

SOON = datetime.timedelta(days=7)
MOST_ON_HOME = 3


def _address(name: str, viewer: Viewer, *parts: object) -> str:
    return reverse(f"consultations:{name}", args=[viewer.network.slug, *parts])


def navigation(viewer: Viewer) -> list[NavigationItem]:
    return [NavigationItem("consultations", _("Consultations"), _address("list", viewer), order=20)]


def _cards(viewer: Viewer, **only: object) -> list[Card]:
    """Visible consultations as cards: four queries."""
    today = rules.today_in(viewer.network)
    found = list(queries.consultations_visible(viewer).filter(**only).prefetch_related("subjects__owner", "doors"))
    numbers = queries.answers_by_consultation(found)
    small = viewer.network.small_number
    return [card_of(each, numbers.get(each.pk, 0), small, viewer, today) for each in found]


def home_sections(_programme_id: int, viewer: Viewer) -> list[Section]:
    """The consultations that are open now: the one that closes first as the page's block, others as lines."""
    cards = [card for card in _cards(viewer, state=Consultation.State.OPEN) if card.door]
    if not cards:
        return []
    cards.sort(key=lambda card: card.consultation.closes_on or datetime.date.max)
    context = {"card": cards[0], "others": cards[1:MOST_ON_HOME]}
    return [Section("hero-consultations", "consultations/parts/home.html", context, order=20)]


def tasks(viewer: Viewer) -> list[Task]:
    """Piles left open; for those who ask: consultations that end soon, and open ones without a door."""
    if not viewer.is_member or viewer.account is None:
        return []
    found = [
        Task(
            title=_("Close the batch of %(place)s, or type in the rest") % {"place": queries.door_title(batch.door)},
            url=_address("batch", viewer, batch.door.consultation.slug, batch.pk),
            button=_("Type in answers"),
            due=rules.today_in(viewer.network),
            owner=batch.door.collector,
            about=str(batch.door.consultation),
        )
        for batch in queries.open_batches(viewer)
    ]
    return [*found, *_tasks_of_editors(viewer)]


def _tasks_of_editors(viewer: Viewer) -> Iterable[Task]:
    today = rules.today_in(viewer.network)
    running = queries.consultations_visible(viewer).filter(state=Consultation.State.OPEN).prefetch_related("doors")
    for each in running:
        if not rules.may_edit(each, viewer):
            continue
        if not any(door.is_open for door in each.doors.all()):
            yield Task(
                title=_("Open a door for “%(title)s”: nobody can answer yet") % {"title": each},
                url=_address("doors", viewer, each.slug),
                button=_("Open a door"),
                due=each.opens_on,
                owner=each.owner,
                about=str(each.programme) if each.programme else "",
            )
        if rules.has_ended(each, today):
            yield Task(
                title=_("“%(title)s” is over: type in what is left, then close it") % {"title": each},
                url=_address("totals", viewer, each.slug),
                button=_("See the answers"),
                due=each.closes_on,
                owner=each.owner,
                about=str(each.programme) if each.programme else "",
            )
        elif each.closes_on and each.closes_on <= today + SOON:
            yield Task(
                title=_("“%(title)s” closes soon: remind those who have not answered") % {"title": each},
                url=_address("totals", viewer, each.slug),
                button=_("See the answers"),
                due=each.closes_on,
                owner=each.owner,
                about=str(each.programme) if each.programme else "",
            )


def stage_yields(programme_id: int, viewer: Viewer) -> list[StageYield]:
    """Answers against the target and ways used, for each consultation that belongs to a stage."""
    today = rules.today_in(viewer.network)
    yields = []
    visible = queries.consultations_visible(viewer).filter(programme_id=programme_id, stage__isnull=False)
    found = list(visible.exclude(state=Consultation.State.DRAFT))
    counted = queries.totals_of(found) if found else {}
    for each in found:
        totals = counted[each.pk]
        told = _is_told(each, totals, viewer)
        if not told and totals.total < viewer.network.small_number:
            continue
        url = _address("totals" if told else "consultation", viewer, each.slug)
        yields.append(_answers_yield(each, totals, today, url))
        if totals.by_channel:
            ways, used = len(totals.by_channel), totals.channels_used
            yields.append(
                StageYield(
                    each.stage_id or 0,
                    _("Ways of answering used"),
                    "done" if used == ways else "half" if used else "todo",
                    _("%(used)s of %(ways)s") % {"used": used, "ways": ways},
                    url,
                )
            )
    return yields


def _is_told(each: Consultation, totals: queries.Totals, viewer: Viewer) -> bool:
    """`rules.may_see_totals`, from what was read already."""
    about = {part.owner.pk for part in totals.by_subject if part.owner}
    collecting = {part.owner.pk for part in totals.by_collector if part.owner}
    mine = viewer.is_member and bool(about & viewer.acts_for or collecting & viewer.interviews_for)
    return mine or rules.may_edit(each, viewer)


def _answers_yield(each: Consultation, totals: queries.Totals, today: datetime.date, url: str) -> StageYield:
    number = writing.written_number(totals.total)
    enough = totals.target is not None and totals.total >= totals.target
    over = each.state == Consultation.State.CLOSED or rules.has_ended(each, today)
    if enough or (over and totals.target is None and totals.total):
        state = "done"
    elif over:
        state = "late"
    else:
        state = "half" if totals.total else "todo"
    words = (
        _("%(number)s of %(target)s") % {"number": number, "target": writing.written_number(totals.target)}
        if totals.target
        else number
    )
    per_owner = {
        part.owner.pk: ("done" if part.answers else "todo", writing.written_number(part.answers))
        for part in totals.by_subject
        if part.owner is not None
    }
    if totals.total and not any(part.answers for part in totals.by_subject):
        per_owner = {}  # nothing in it is asked about one organisation: noughts would look like no answers at all
    return StageYield(
        each.stage_id or 0, _("Answers to “%(title)s”") % {"title": each}, state, words, url, per_owner=per_owner
    )


def room_sections(programme_id: int, viewer: Viewer) -> list[Section]:
    cards = _cards(viewer, programme_id=programme_id)
    said_afterwards = feedback_sections.programme_sections(programme_id, viewer)
    if not cards and not viewer.is_coordinator:
        return said_afterwards
    context = {"cards": cards, "may_start": rules.may_start(viewer), "programme_id": programme_id}
    return [Section("consultations", "consultations/parts/room.html", context, order=30), *said_afterwards]


def story_sections(programme_id: int, viewer: Viewer) -> list[Section]:
    """How many were asked in which way, by whom: only where no small number shows."""
    told = []
    said_afterwards = feedback_sections.programme_sections(programme_id, viewer)
    visible = queries.consultations_visible(viewer).filter(programme_id=programme_id)
    found = list(visible.exclude(state=Consultation.State.DRAFT))
    counted = queries.totals_of(found) if found else {}
    for each in found:
        totals = counted[each.pk]
        if totals.total >= viewer.network.small_number:
            told.append(
                {"consultation": each, "totals": totals, "table": ways_table(totals, viewer.network.small_number)}
            )
    if not told:
        return said_afterwards
    return [Section("consultations", "consultations/parts/story.html", {"told": told}, order=30), *said_afterwards]


def ways_table(totals: queries.Totals, small: int) -> dict[str, object] | None:
    """Ways × organisations that collect; None where one of its cells is small, because sums would tell it."""
    owners: list[Owner] = [part.owner for part in totals.by_collector if part.owner is not None]
    rows = []
    for part in totals.by_channel:
        if not part.answers:
            continue
        cells = [totals.collectors_by_channel.get((part.key, str(owner.pk)), 0) for owner in owners]
        elsewhere = part.answers - sum(cells)
        if any(0 < number < small for number in [*cells, elsewhere, part.answers]):
            return None
        rows.append({"title": Channel(part.key).label, "cells": cells, "elsewhere": elsewhere, "answers": part.answers})
    return {"owners": owners, "rows": rows, "elsewhere": any(row["elsewhere"] for row in rows)} if rows else None


def register() -> None:
    threads.register()
    feedback_sections.register()
    live.register()
    register_room(
        Room(
            name="consultations",
            navigation=navigation,
            tasks=tasks,
            stage_yields=stage_yields,
            room_sections=room_sections,
            story_sections=story_sections,
            home_sections=home_sections,
            gathering_sections=feedback_sections.gathering_sections,
            cohort_sections=feedback_sections.cohort_sections,
            figures=feedback_sections.figures,
        )
    )
