"""How the records of this room read in the trail. No applicant is named in it."""

from django.utils.translation import gettext_lazy as _

from talka.foundation.audit.sentences import register_sentences

CALL = "calls.call"


def register() -> None:
    register_sentences(
        {
            (CALL, "drafted"): _("%(who)s drafted the call %(title)s."),
            (CALL, "edited"): _("%(who)s changed the draft of the call %(title)s."),
            (CALL, "published"): _("%(who)s published the call %(title)s."),
            (CALL, "amended"): _("%(who)s amended the call %(title)s; it is now version %(version)s."),
            (CALL, "prolonged"): _("%(who)s put off the deadline of the call %(title)s."),
            (CALL, "put back"): _("%(who)s took back what was changed in the draft of the call %(title)s."),
            (CALL, "called off"): _("%(who)s called off the call %(title)s."),
            (CALL, "answered question"): _("%(who)s answered a question about the call %(title)s."),
            (CALL, "application came"): _("Application %(number)s to the call %(title)s came."),
            (CALL, "application withdrawn"): _("Application %(number)s to the call %(title)s was withdrawn."),
            (CALL, "application set aside"): _("%(who)s did not admit application %(number)s to the call %(title)s."),
            (CALL, "application admitted"): _("%(who)s admitted application %(number)s to the call %(title)s again."),
            (CALL, "appointed reviewer"): _("%(who)s appointed a reviewer of the call %(title)s."),
            (CALL, "dismissed reviewer"): _("%(who)s let a reviewer of the call %(title)s go."),
            (CALL, "declared conflict"): _(
                "%(who)s declared a conflict of interest for application %(number)s to the call %(title)s."
            ),
            (CALL, "declared no conflict"): _(
                "%(who)s declared that nothing stands between them and application %(number)s to the call %(title)s."
            ),
            (CALL, "recorded conflict"): _(
                "%(who)s recorded a reviewer’s conflict of interest for application %(number)s to the call %(title)s."
            ),
            (CALL, "scored"): _("%(who)s scored application %(number)s to the call %(title)s."),
            (CALL, "opened marks"): _("The marks of the call %(title)s were opened."),
            (CALL, "changed mark"): _(
                "%(who)s changed a mark of application %(number)s to the call %(title)s in the discussion."
            ),
            (CALL, "decided"): _("%(who)s recorded the decision on the call %(title)s."),
            (CALL, "announced"): _("%(who)s announced the decision on the call %(title)s."),
            (CALL, "chained"): _("%(who)s said what the selected applications to the call %(title)s became."),
            (CALL, "appeal came"): _("An appeal on application %(number)s to the call %(title)s came."),
            (CALL, "answered appeal"): _(
                "%(who)s answered the appeal on application %(number)s to the call %(title)s."
            ),
        }
    )
