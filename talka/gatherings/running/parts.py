"""The parts of running a gathering, each with the line that says where it stands. One entry each, in `PARTS`."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from talka.foundation.language import written_day
from talka.gatherings import queries
from talka.gatherings.models import Gathering, Minutes, Session
from talka.gatherings.queries import series
from talka.gatherings.queries.ideas import follows
from talka.gatherings.running import AFTERWARDS, BEFORE, ON_THE_DAY, Part, Stands, register_part


def facts_stand(gathering: Gathering) -> Stands:
    if gathering.state == Gathering.State.CANCELLED:
        return Stands("late", _("does not take place"))
    if not gathering.place and not gathering.locality_id and not gathering.online_link:
        return Stands("half", _("no place yet"))
    return Stands("done", written_day(gathering.starts_at))


def agenda_stands(gathering: Gathering) -> Stands:
    count = gathering.sessions.filter(whole=False).count()
    if not count:
        return Stands("todo", _("no agenda yet"))
    return Stands("done", ngettext("%(count)d session", "%(count)d sessions", count) % {"count": count})


def materials_stand(gathering: Gathering) -> Stands:
    count = gathering.materials.count()
    if not count:
        return Stands("todo", _("none yet"))
    return Stands("done", ngettext("%(count)d file or link", "%(count)d files and links", count) % {"count": count})


def invited_stand(gathering: Gathering) -> Stands:
    groups = queries.invited_groups(gathering)
    letters = queries.invitations_answered(gathering)
    if letters.sent:
        words = _("%(answered)d of %(count)d have answered") % {"answered": letters.answered, "count": letters.sent}
        return Stands("done" if letters.answered == letters.sent else "half", words)
    if not groups:
        return Stands("todo", _("nobody is invited yet"))
    written = sum(1 for group in groups if group.invited_on)
    state = "done" if written == len(groups) else "half" if written else "todo"
    words = _("%(written)d of %(count)d letters have gone out") % {"written": written, "count": len(groups)}
    return Stands(state, words)


def places_stand(gathering: Gathering) -> Stands:
    kept = queries.places_kept(gathering)
    if gathering.capacity is not None:
        words = _("%(kept)d of %(places)d places kept") % {"kept": kept, "places": gathering.capacity}
        return Stands("done" if kept >= gathering.capacity else "half" if kept else "todo", words)
    words = ngettext("%(count)d person comes", "%(count)d people come", kept) % {"count": kept}
    return Stands("half" if kept else "todo", words)


def attendance_stands(gathering: Gathering) -> Stands | None:
    """How far the lists are ticked: of all sessions together, or of the days so far."""
    sessions = list(Session.lists.filter(gathering=gathering))
    counts = queries.counts_by_session(gathering, sessions).values()
    here, open_ticks = max((each.here for each in counts), default=0), sum(each.open for each in counts)
    if queries.open_claims([gathering]):
        return Stands("late", _("something waits to be settled"))
    if not here:
        return Stands("todo", _("nobody is ticked yet"))
    words = ngettext("%(count)d person was there", "%(count)d people were there", here) % {"count": here}
    return Stands("half" if open_ticks else "done", words)


def minutes_stand(gathering: Gathering) -> Stands:
    minutes = queries.minutes_of(gathering)
    if minutes is None:
        return Stands("todo", _("not written yet"))
    if minutes.state == Minutes.State.APPROVED:
        return Stands("done", _("approved"))
    return Stands("half", _("a draft, not approved yet"))


def outcome_stands(gathering: Gathering) -> Stands:
    if gathering.state == Gathering.State.HELD:
        return (
            Stands("done", _("held, and told of")) if gathering.outcome else Stands("half", _("held, not yet told of"))
        )
    return Stands("todo", _("not yet told of"))


def theme_stands(gathering: Gathering) -> Stands:
    meeting = series.meeting_of(gathering)
    if meeting is None or not meeting.theme:
        return Stands("todo", _("no theme yet"))
    count = meeting.examples.count()
    words = ngettext("%(count)d case example", "%(count)d case examples", count) % {"count": count}
    return Stands("done" if count else "half", words)


def ideas_stand(gathering: Gathering) -> Stands | None:
    count = gathering.ideas.count()
    if not count:
        return None
    return Stands("done", ngettext("%(count)d idea born here", "%(count)d ideas born here", count) % {"count": count})


PARTS = (
    Part(
        "theme",
        gettext_lazy("Theme"),
        "gatherings:theme",
        BEFORE,
        order=25,
        says=theme_stands,
        shown=series.has_theme,
        pages=("gatherings:add_example", "gatherings:edit_example"),
        button=gettext_lazy("Write the theme"),
    ),
    Part(
        "ideas",
        gettext_lazy("Ideas"),
        "gatherings:follow_ideas",
        AFTERWARDS,
        order=25,
        says=ideas_stand,
        shown=follows,
        pages=("gatherings:follow_up",),
        button=gettext_lazy("Follow up ideas"),
    ),
    Part(
        "facts",
        gettext_lazy("What and when"),
        "gatherings:edit",
        BEFORE,
        order=10,
        says=facts_stand,
        pages=("gatherings:cancel",),
        button=gettext_lazy("Change it"),
    ),
    Part(
        "agenda",
        gettext_lazy("Agenda"),
        "gatherings:agenda",
        BEFORE,
        order=20,
        says=agenda_stands,
        pages=("gatherings:edit_session", "gatherings:edit_day"),
        button=gettext_lazy("Write the agenda"),
    ),
    Part(
        "invited",
        gettext_lazy("Invitation"),
        "gatherings:invitations",
        BEFORE,
        order=30,
        says=invited_stand,
        pages=("gatherings:groups", "gatherings:edit_group", "gatherings:letter"),
        button=gettext_lazy("Invite people"),
    ),
    Part(
        "places",
        gettext_lazy("Places"),
        "gatherings:people",
        BEFORE,
        order=40,
        says=places_stand,
        pages=(
            "gatherings:sign_up_rules",
            "gatherings:questions",
            "gatherings:edit_question",
            "gatherings:move",
            "gatherings:door",
        ),
        button=gettext_lazy("See who comes"),
    ),
    Part(
        "attendance",
        gettext_lazy("Attendance"),
        "gatherings:attendance",
        ON_THE_DAY,
        order=10,
        says=attendance_stands,
        pages=(
            "gatherings:attendance_list",
            "gatherings:attendance_person",
            "gatherings:add_arrival",
            "gatherings:check_in_screen",
            "gatherings:same_person",
            "gatherings:merge_people",
        ),
        button=gettext_lazy("Tick who is there"),
    ),
    Part(
        "materials",
        gettext_lazy("Materials"),
        "gatherings:materials",
        BEFORE,
        order=50,
        says=materials_stand,
        pages=("gatherings:edit_material",),
        button=gettext_lazy("Add materials"),
    ),
    Part(
        "minutes",
        gettext_lazy("Minutes"),
        "gatherings:write_minutes",
        AFTERWARDS,
        order=10,
        says=minutes_stand,
        pages=(
            "gatherings:minutes",
            "gatherings:add_decision",
            "gatherings:edit_decision",
            "gatherings:add_item",
            "gatherings:edit_item",
            "gatherings:reopen_minutes",
        ),
        button=gettext_lazy("Write the minutes"),
    ),
    Part(
        "outcome",
        gettext_lazy("What came of it"),
        "gatherings:held",
        AFTERWARDS,
        order=30,
        says=outcome_stands,
        button=gettext_lazy("Say what came of it"),
    ),
)


def register() -> None:
    for part in PARTS:
        register_part(part)
