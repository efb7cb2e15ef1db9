"""How the records of this room read in the trail."""

from django.utils.translation import gettext_lazy as _

from talka.foundation.audit.sentences import register_sentences

CONSULTATION = "consultations.consultation"


def register() -> None:
    register_sentences(
        {
            (CONSULTATION, "made ready for print"): _("%(who)s made %(title)s ready for print."),
            (CONSULTATION, "printed forms"): _("%(who)s printed numbered forms of %(title)s."),
            (CONSULTATION, "brought scans"): _("%(who)s brought scanned forms of %(title)s."),
            (CONSULTATION, "added scans"): _("%(who)s added scans to a pile of %(title)s."),
            (CONSULTATION, "stopped reading"): _("%(who)s stopped reading a pile of %(title)s."),
            (CONSULTATION, "took up reading"): _("%(who)s had a pile of %(title)s read on."),
            (CONSULTATION, "read scans again"): _("%(who)s had a pile of %(title)s read again."),
            (CONSULTATION, "told two forms apart"): _("%(who)s said that two forms of %(title)s are not the same."),
            (CONSULTATION, "counted a form without pages"): _(
                "%(who)s counted a form of %(title)s with a page missing."
            ),
            ("identity.network", "set how long scans are kept"): _(
                "%(who)s set that scans are kept for %(days)s days."
            ),
            (CONSULTATION, "finished scans"): _("%(who)s finished a pile of scanned forms of %(title)s."),
            (CONSULTATION, "deleted scans"): _("Scans of %(title)s were deleted; what was read from them stays."),
            (CONSULTATION, "set a form aside"): _("%(who)s set a scanned form of %(title)s aside."),
        }
    )
