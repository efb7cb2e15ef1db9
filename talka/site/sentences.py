"""How records of rooms read in the trail where the room has not said so itself.

The shell stands above all rooms, so it may know their kinds. What a room registers for itself is kept: these are
given only for what nobody has described.
"""

from django.utils.translation import gettext_lazy as _

from talka.foundation.audit.sentences import describe_rest

CONSULTATION, SWOT, PLAN = "consultations.consultation", "strategy.swot", "strategy.plan"
GROUP, PANEL, QUESTION, REPLY = (
    "strategy.planninggroup",
    "reports.panel",
    "reports.panelquestion",
    "reports.reply",
)


def register() -> None:
    describe_rest(
        {
            (CONSULTATION, "made"): _("%(who)s made the consultation %(title)s."),
            (CONSULTATION, "edited"): _("%(who)s edited the consultation %(title)s."),
            (CONSULTATION, "published"): _("%(who)s published the questionnaire of %(title)s."),
            (CONSULTATION, "closed"): _("%(who)s closed the consultation %(title)s."),
            (CONSULTATION, "reopened"): _("%(who)s opened the consultation %(title)s again."),
            (CONSULTATION, "set subjects"): _("%(who)s said which organisations %(title)s is about."),
            (CONSULTATION, "added a section"): _("%(who)s added a section to %(title)s."),
            (CONSULTATION, "edited a section"): _("%(who)s edited a section of %(title)s."),
            (CONSULTATION, "moved a section"): _("%(who)s moved a section of %(title)s."),
            (CONSULTATION, "removed a section"): _("%(who)s removed a section from %(title)s."),
            (CONSULTATION, "added a question"): _("%(who)s added a question to %(title)s."),
            (CONSULTATION, "edited a question"): _("%(who)s edited a question of %(title)s."),
            (CONSULTATION, "moved a question"): _("%(who)s moved a question of %(title)s."),
            (CONSULTATION, "removed a question"): _("%(who)s removed a question from %(title)s."),
            (CONSULTATION, "asked for feedback"): _("%(who)s asked those who take part: %(title)s"),
            (CONSULTATION, "opened a door"): _("%(who)s opened a door to %(title)s."),
            (CONSULTATION, "edited a door"): _("%(who)s edited a door to %(title)s."),
            (CONSULTATION, "closed a door"): _("%(who)s closed a door to %(title)s."),
            (CONSULTATION, "reopened a door"): _("%(who)s opened a door to %(title)s again."),
            (CONSULTATION, "opened a batch"): _("%(who)s began to type in answers to %(title)s."),
            (CONSULTATION, "closed a batch"): _("%(who)s finished a batch of answers to %(title)s."),
            (CONSULTATION, "took back an answer"): _("%(who)s took back a typed answer to %(title)s."),
            (GROUP, "made"): _("%(who)s made the %(title)s."),
            (GROUP, "joined"): _("%(who)s brought %(name)s into the %(title)s."),
            (GROUP, "changed"): _("%(who)s changed the part of %(name)s in the %(title)s."),
            (GROUP, "left"): _("%(who)s took %(name)s out of the %(title)s."),
            (SWOT, "made"): _("%(who)s began the %(title)s."),
            (SWOT, "wrote"): _("%(who)s wrote an item in the %(title)s."),
            (SWOT, "changed"): _("%(who)s changed an item of the %(title)s."),
            (SWOT, "moved"): _("%(who)s moved an item of the %(title)s."),
            (SWOT, "merged"): _("%(who)s merged items of the %(title)s."),
            (SWOT, "split"): _("%(who)s split an item of the %(title)s."),
            (SWOT, "removed"): _("%(who)s removed an item from the %(title)s."),
            (SWOT, "backed"): _("%(who)s backed an item of the %(title)s with evidence."),
            (SWOT, "unbacked"): _("%(who)s took evidence away from an item of the %(title)s."),
            (SWOT, "gave points"): _("%(who)s gave points in the %(title)s."),
            (SWOT, "settled"): _("%(who)s settled the %(title)s."),
            (SWOT, "reopened"): _("%(who)s opened the %(title)s again."),
            (SWOT, "shared"): _("%(who)s changed who reads the %(title)s."),
            (SWOT, "commented"): _("%(who)s commented on the %(title)s."),
            (SWOT, "answered"): _("%(who)s answered a comment on the %(title)s."),
            (SWOT, "resolved"): _("%(who)s settled a comment on the %(title)s."),
            (PLAN, "made"): _("%(who)s began the plan %(title)s."),
            (PLAN, "added"): _("%(who)s added to the plan %(title)s."),
            (PLAN, "changed"): _("%(who)s changed the plan %(title)s."),
            (PLAN, "moved"): _("%(who)s changed the order in the plan %(title)s."),
            (PLAN, "took out"): _("%(who)s took a part out of the plan %(title)s."),
            (PLAN, "brought back"): _("%(who)s brought a part back into the plan %(title)s."),
            (PLAN, "answered"): _("%(who)s said in the plan %(title)s what a goal answers."),
            (PLAN, "unanswered"): _("%(who)s took back in the plan %(title)s what a goal answers."),
            (PLAN, "backed"): _("%(who)s backed a part of the plan %(title)s with evidence."),
            (PLAN, "unbacked"): _("%(who)s took evidence away from a part of the plan %(title)s."),
            (PLAN, "reported"): _("%(who)s reported how the plan %(title)s is going."),
            (PLAN, "promised"): _("%(who)s wrote a promise in the plan %(title)s."),
            (PLAN, "took a promise"): _("%(who)s took a promise into the plan %(title)s."),
            (PLAN, "took back a promise"): _("%(who)s took a promise of the plan %(title)s back."),
            (PLAN, "approved"): _("%(who)s approved version %(version)s of the plan %(title)s."),
            (PLAN, "shared"): _("%(who)s changed who reads the plan %(title)s."),
            (PLAN, "commented"): _("%(who)s commented on the plan %(title)s."),
            (PLAN, "resolved"): _("%(who)s settled a comment on the plan %(title)s."),
            (PANEL, "made"): _("%(who)s made the panel page."),
            (PANEL, "changed"): _("%(who)s changed the panel page."),
            (PANEL, "published"): _("%(who)s published the panel page."),
            (PANEL, "wrote minutes of"): _("%(who)s wrote the minutes of the panel."),
            (QUESTION, "showed"): _("%(who)s showed a question at the panel."),
            (QUESTION, "set aside"): _("%(who)s set a question at the panel aside."),
            (REPLY, "replied"): _("%(who)s said what was decided about a finding."),
            (REPLY, "changed"): _("%(who)s changed what was decided about a finding."),
            (REPLY, "took back"): _("%(who)s took back what was decided about a finding."),
        }
    )
