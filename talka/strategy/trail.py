"""How this room's records read in the trail."""

from django.utils.translation import gettext_lazy as _

from talka.foundation.audit.sentences import register_sentences

GROUP, SWOT, PLAN = "strategy.planninggroup", "strategy.swot", "strategy.plan"


def register() -> None:
    register_sentences(
        {
            (GROUP, "made"): _("%(who)s made the group “%(title)s”."),
            (GROUP, "joined"): _("%(who)s took %(name)s into “%(title)s”."),
            (GROUP, "changed"): _("%(who)s changed the role of %(name)s in “%(title)s”."),
            (GROUP, "left"): _("%(who)s took %(name)s out of “%(title)s”."),
            (SWOT, "made"): _("%(who)s began “%(title)s”."),
            (SWOT, "wrote"): _("%(who)s added an item to “%(title)s”."),
            (SWOT, "changed"): _("%(who)s changed an item of “%(title)s”."),
            (SWOT, "moved"): _("%(who)s moved an item of “%(title)s”."),
            (SWOT, "removed"): _("%(who)s took an item out of “%(title)s”."),
            (SWOT, "merged"): _("%(who)s merged two items of “%(title)s”."),
            (SWOT, "split"): _("%(who)s split an item of “%(title)s”."),
            (SWOT, "backed"): _("%(who)s backed an item of “%(title)s” with a finding."),
            (SWOT, "unbacked"): _("%(who)s took a finding away from an item of “%(title)s”."),
            (SWOT, "gave points"): _("%(who)s gave points in “%(title)s”."),
            (SWOT, "shared"): _("%(who)s changed who may read “%(title)s”."),
            (SWOT, "settled"): _("%(who)s called “%(title)s” settled."),
            (SWOT, "reopened"): _("%(who)s opened “%(title)s” again."),
            (SWOT, "commented"): _("%(who)s commented on “%(title)s”."),
            (PLAN, "made"): _("%(who)s began the plan “%(title)s”."),
            (PLAN, "changed"): _("%(who)s changed the plan “%(title)s”."),
            (PLAN, "added"): _("%(who)s added a part to the plan “%(title)s”."),
            (PLAN, "moved"): _("%(who)s moved a part of the plan “%(title)s”."),
            (PLAN, "took out"): _("%(who)s took a part out of the plan “%(title)s”."),
            (PLAN, "brought back"): _("%(who)s brought a part back into the plan “%(title)s”."),
            (PLAN, "backed"): _("%(who)s backed a part of the plan “%(title)s” with a finding."),
            (PLAN, "unbacked"): _("%(who)s took a finding away from the plan “%(title)s”."),
            (PLAN, "answered"): _("%(who)s tied a goal of the plan “%(title)s” to a SWOT item."),
            (PLAN, "answered a comment"): _("%(who)s answered a comment on the plan “%(title)s”."),
            (SWOT, "answered a comment"): _("%(who)s answered a comment on “%(title)s”."),
            (SWOT, "resolved"): _("%(who)s closed a comment on “%(title)s”."),
            (PLAN, "unanswered"): _("%(who)s untied a goal of the plan “%(title)s” from a SWOT item."),
            (PLAN, "promised"): _("%(who)s wrote a promise into the plan “%(title)s”."),
            (PLAN, "took a promise"): _("%(who)s took a promise into the plan “%(title)s”."),
            (PLAN, "took back a promise"): _("%(who)s took a promise back from the plan “%(title)s”."),
            (PLAN, "commented"): _("%(who)s commented on the plan “%(title)s”."),
            (PLAN, "resolved"): _("%(who)s closed a comment on the plan “%(title)s”."),
            (PLAN, "approved"): _("%(who)s wrote down the approval of version %(version)s of “%(title)s”."),
            (PLAN, "shared"): _("%(who)s changed who may read the plan “%(title)s”."),
            (PLAN, "reported"): _("%(who)s reported on the plan “%(title)s”."),
        }
    )
