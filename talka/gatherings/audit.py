"""How the records of this room read in the trail. Nobody who signed up is named in it."""

from django.utils.translation import gettext_lazy as _

from talka.foundation.audit.sentences import register_sentences

GATHERING = "gatherings.gathering"
FEED = "gatherings.calendarfeed"
IDEA = "gatherings.idea"
LECTURER = "gatherings.lecturer"
PROGRAMME = "programmes.programme"
SERIES = "gatherings.series"


def register() -> None:
    register_sentences(
        {
            (GATHERING, "planned"): _("%(who)s planned %(title)s."),
            (GATHERING, "edited"): _("%(who)s changed %(title)s."),
            (GATHERING, "cancelled"): _("%(who)s called %(title)s off."),
            (GATHERING, "kept beside the design"): _("%(who)s kept %(title)s, though it was taken out of the design."),
            (GATHERING, "marked held"): _("%(who)s said that %(title)s was held."),
            (GATHERING, "added session"): _("%(who)s added a session to the agenda of %(title)s."),
            (GATHERING, "edited session"): _("%(who)s changed a session of %(title)s."),
            (GATHERING, "removed session"): _("%(who)s took a session off the agenda of %(title)s."),
            (GATHERING, "invited group"): _("%(who)s put a group on the list of invited to %(title)s."),
            (GATHERING, "edited group"): _("%(who)s changed an invited group of %(title)s."),
            (GATHERING, "removed group"): _("%(who)s took a group off the list of invited to %(title)s."),
            (GATHERING, "signed up"): _("A place at %(title)s was kept."),
            (GATHERING, "cancelled sign-up"): _("A place at %(title)s was given back."),
            (FEED, "made calendar address"): _("%(who)s made a secret address for a calendar."),
            (FEED, "chose for calendar"): _("%(who)s chose what stands in a calendar."),
            (FEED, "changed calendar address"): _("%(who)s changed the secret address of a calendar."),
            (FEED, "stopped calendar address"): _("%(who)s took the secret address of a calendar away."),
            (GATHERING, "described day"): _("%(who)s wrote about a day of %(title)s."),
            (GATHERING, "added material"): _("%(who)s added material to %(title)s."),
            (GATHERING, "edited material"): _("%(who)s changed material of %(title)s."),
            (GATHERING, "removed material"): _("%(who)s took material off %(title)s."),
            (GATHERING, "wrote minutes"): _("%(who)s wrote the minutes of %(title)s."),
            (GATHERING, "approved minutes"): _("%(who)s approved the minutes of %(title)s, version %(version)s."),
            (GATHERING, "opened minutes again"): _("%(who)s opened the minutes of %(title)s again: %(reason)s"),
            (GATHERING, "added decision"): _("%(who)s wrote decision %(number)s of %(title)s."),
            (GATHERING, "edited decision"): _("%(who)s changed decision %(number)s of %(title)s."),
            (GATHERING, "removed decision"): _("%(who)s took decision %(number)s out of the minutes of %(title)s."),
            (GATHERING, "added task"): _("%(who)s wrote down a task agreed at %(title)s."),
            (GATHERING, "edited task"): _("%(who)s changed a task agreed at %(title)s."),
            (GATHERING, "removed task"): _("%(who)s took a task out of the minutes of %(title)s."),
            (GATHERING, "finished task"): _("%(who)s finished a task agreed at %(title)s."),
            (GATHERING, "dropped task"): _("%(who)s dropped a task agreed at %(title)s."),
            (GATHERING, "opened task again"): _("%(who)s opened a task agreed at %(title)s again."),
            (SERIES, "made series"): _("%(who)s began the series %(title)s."),
            (SERIES, "edited series"): _("%(who)s changed the series %(title)s."),
            (SERIES, "ended series"): _("%(who)s ended the series %(title)s."),
            (SERIES, "joined series"): _("%(who)s added a host to %(title)s."),
            (SERIES, "left series"): _("A host left %(title)s."),
            (SERIES, "asked host"): _("A member was asked to host the next of %(title)s."),
            (SERIES, "accepted turn"): _("%(who)s accepted to host the next of %(title)s."),
            (SERIES, "passed turn"): _("%(who)s passed a turn of %(title)s."),
            (SERIES, "took turn back"): _("%(who)s took back a question to host %(title)s."),
            (SERIES, "put in series"): _("%(who)s added a gathering to %(title)s."),
            (SERIES, "set theme"): _("%(who)s wrote a theme of %(title)s."),
            (SERIES, "added example"): _("%(who)s added a case example to %(title)s."),
            (SERIES, "edited example"): _("%(who)s changed a case example of %(title)s."),
            (SERIES, "removed example"): _("%(who)s took a case example off %(title)s."),
            (IDEA, "brought idea"): _("%(who)s brought in the idea %(title)s."),
            (IDEA, "edited idea"): _("%(who)s changed the idea %(title)s."),
            (IDEA, "looks for partners"): _("%(who)s looks for partners for %(title)s."),
            (IDEA, "joined idea"): _("%(who)s joined the idea %(title)s."),
            (IDEA, "left idea"): _("A partner left the idea %(title)s."),
            (IDEA, "planned first step"): _("%(who)s planned the first step of %(title)s."),
            (IDEA, "took first step"): _("%(who)s said that the first step of %(title)s was taken."),
            (IDEA, "became"): _("%(who)s tied %(title)s to what it became."),
            (IDEA, "followed up"): _("%(who)s followed up the idea %(title)s."),
            (IDEA, "finished idea"): _("%(who)s said that %(title)s is done."),
            (IDEA, "dropped idea"): _("%(who)s dropped the idea %(title)s."),
            (IDEA, "picked up idea"): _("%(who)s picked up the idea %(title)s again."),
            (LECTURER, "introduced"): _("%(who)s introduced %(title)s."),
            (GATHERING, "merged people"): _("%(who)s put two entries of one person together at %(title)s."),
            (LECTURER, "merged lecturers"): _("%(who)s put two profiles of %(title)s together."),
            (LECTURER, "edited"): _("%(who)s changed the profile of %(title)s."),
            (GATHERING, "recorded attendance"): _("%(who)s wrote down who was at %(title)s."),
            (GATHERING, "checked in"): _("Somebody checked in at %(title)s."),
            (GATHERING, "corrected attendance"): _("%(who)s corrected the attendance of %(title)s."),
            (GATHERING, "asked to correct attendance"): _("Somebody asked to correct their attendance of %(title)s."),
            (GATHERING, "settled attendance"): _("%(who)s settled a question about the attendance of %(title)s."),
            (GATHERING, "opened check-in"): _("%(who)s let people check themselves in at %(title)s."),
            (GATHERING, "closed check-in"): _("%(who)s ended self check-in at %(title)s."),
            (GATHERING, "offer ran out"): _("An offered place at %(title)s went to the next."),
            (GATHERING, "passed offer"): _("An offered place at %(title)s was passed on."),
            (GATHERING, "moved on waiting list"): _("%(who)s changed the order of waiting for %(title)s."),
            (GATHERING, "decided on sign-up"): _("%(who)s decided how places at %(title)s are given."),
            (GATHERING, "asked at sign-up"): _("%(who)s added a question to the sign-up of %(title)s."),
            (GATHERING, "changed sign-up question"): _("%(who)s changed a question of the sign-up of %(title)s."),
            (GATHERING, "dropped sign-up question"): _("%(who)s took a question off the sign-up of %(title)s."),
            (GATHERING, "erased answers"): _("What was answered at the sign-up of %(title)s was erased."),
            (GATHERING, "invited"): _("%(who)s invited people to %(title)s."),
            (GATHERING, "withdrew invitation"): _("%(who)s took an invitation to %(title)s back."),
            (GATHERING, "declined invitation"): _("Somebody who was invited to %(title)s cannot come."),
            (PROGRAMME, "took into round"): _("%(who)s took somebody into a round of %(title)s."),
            (PROGRAMME, "wrote to round"): _("%(who)s wrote to the people of a round of %(title)s."),
            (PROGRAMME, "left round"): _("Somebody left a round of %(title)s."),
            ("programmes.programme", "planned round"): _("%(who)s planned a round of a cycle of %(title)s."),
            ("programmes.programme", "took over design"): _(
                "%(who)s took changes of the design over into a round of %(title)s."
            ),
        }
    )
