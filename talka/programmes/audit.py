"""How the records of this room read in the trail."""

from django.utils.translation import gettext_lazy as _

from talka.foundation.audit.sentences import register_sentences

PROGRAMME = "programmes.programme"


def register() -> None:
    register_sentences(
        {
            (PROGRAMME, "made"): _("%(who)s made the programme %(title)s."),
            (PROGRAMME, "edited"): _("%(who)s edited the programme %(title)s."),
            (PROGRAMME, "published"): _("%(who)s published the programme %(title)s."),
            (PROGRAMME, "withdrew"): _("%(who)s took the public page of %(title)s back."),
            (PROGRAMME, "added partner"): _("%(who)s added a partner to %(title)s."),
            (PROGRAMME, "edited partner"): _("%(who)s edited what a partner of %(title)s does."),
            (PROGRAMME, "removed partner"): _("%(who)s took a partner out of %(title)s."),
            (PROGRAMME, "reordered partners"): _("%(who)s changed the order of the partners of %(title)s."),
            (PROGRAMME, "added funder"): _("%(who)s added a funder to %(title)s."),
            (PROGRAMME, "edited funder"): _("%(who)s edited a funder of %(title)s."),
            (PROGRAMME, "removed funder"): _("%(who)s removed a funder from %(title)s."),
            (PROGRAMME, "added stage"): _("%(who)s added a stage to %(title)s."),
            (PROGRAMME, "edited stage"): _("%(who)s edited a stage of %(title)s."),
            (PROGRAMME, "removed stage"): _("%(who)s removed a stage from %(title)s."),
            (PROGRAMME, "reordered stages"): _("%(who)s changed the order of the stages of %(title)s."),
            (PROGRAMME, "added expected result"): _("%(who)s said what a stage of %(title)s must yield."),
            (PROGRAMME, "edited expected result"): _("%(who)s edited what a stage of %(title)s must yield."),
            (PROGRAMME, "removed expected result"): _("%(who)s removed what a stage of %(title)s must yield."),
            (PROGRAMME, "marked reached"): _("%(who)s marked a result of %(title)s as reached."),
            (PROGRAMME, "marked not reached"): _("%(who)s marked a result of %(title)s as not reached."),
            (PROGRAMME, "added cycle"): _("%(who)s added a cycle to %(title)s."),
            (PROGRAMME, "edited cycle"): _("%(who)s edited a cycle of %(title)s."),
            (PROGRAMME, "removed cycle"): _("%(who)s removed a cycle from %(title)s."),
            (PROGRAMME, "added cohort"): _("%(who)s added a round to a cycle of %(title)s."),
            (PROGRAMME, "edited cohort"): _("%(who)s edited a round of a cycle of %(title)s."),
            (PROGRAMME, "joined evidence"): _("%(who)s said what proves a result of %(title)s."),
            (PROGRAMME, "designed a day"): _("%(who)s added a day to the design of a cycle of %(title)s."),
            (PROGRAMME, "changed the design"): _("%(who)s changed the design of a cycle of %(title)s."),
            (PROGRAMME, "wrote the concept"): _("%(who)s wrote in the concept of %(title)s."),
            (PROGRAMME, "kept the concept"): _("%(who)s kept a version of the concept of %(title)s."),
            (PROGRAMME, "removed cohort"): _("%(who)s removed a round from a cycle of %(title)s."),
        }
    )
