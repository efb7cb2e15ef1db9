"""What can be done with programmes, one verb each."""

from talka.programmes.actions.concept import keep_concept, write_concept
from talka.programmes.actions.cycles import (
    add_cohort,
    add_cycle,
    edit_cohort,
    edit_cycle,
    remove_cohort,
    remove_cycle,
)
from talka.programmes.actions.design import (
    add_day,
    add_designed_session,
    edit_day,
    edit_designed_session,
    follow_design,
    move_day,
    take_out_day,
    take_out_designed_session,
)
from talka.programmes.actions.evidence import join_evidence
from talka.programmes.actions.partners import (
    add_funder,
    add_partner,
    edit_funder,
    edit_partner,
    move_partner,
    remove_funder,
    remove_partner,
)
from talka.programmes.actions.programme import (
    edit_programme,
    make_programme,
    publish_programme,
    withdraw_programme,
)
from talka.programmes.actions.stages import (
    add_expected_result,
    add_stage,
    edit_expected_result,
    edit_stage,
    mark_result_open,
    mark_result_reached,
    move_stage,
    remove_expected_result,
    remove_stage,
)

__all__ = [
    "add_cohort",
    "add_cycle",
    "add_day",
    "add_designed_session",
    "add_expected_result",
    "add_funder",
    "add_partner",
    "add_stage",
    "edit_cohort",
    "edit_cycle",
    "edit_day",
    "edit_designed_session",
    "edit_expected_result",
    "edit_funder",
    "edit_partner",
    "edit_programme",
    "edit_stage",
    "follow_design",
    "join_evidence",
    "keep_concept",
    "make_programme",
    "mark_result_open",
    "mark_result_reached",
    "move_day",
    "move_partner",
    "move_stage",
    "publish_programme",
    "remove_cohort",
    "remove_cycle",
    "remove_expected_result",
    "remove_funder",
    "remove_partner",
    "remove_stage",
    "take_out_day",
    "take_out_designed_session",
    "withdraw_programme",
    "write_concept",
]
