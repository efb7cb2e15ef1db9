"""What can be done with programmes, one verb each."""

from talka.programmes.actions.cycles import (
    add_cohort,
    add_cycle,
    edit_cohort,
    edit_cycle,
    remove_cohort,
    remove_cycle,
)
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
    "add_expected_result",
    "add_funder",
    "add_partner",
    "add_stage",
    "edit_cohort",
    "edit_cycle",
    "edit_expected_result",
    "edit_funder",
    "edit_partner",
    "edit_programme",
    "edit_stage",
    "make_programme",
    "mark_result_open",
    "mark_result_reached",
    "move_partner",
    "move_stage",
    "publish_programme",
    "remove_cohort",
    "remove_cycle",
    "remove_expected_result",
    "remove_funder",
    "remove_partner",
    "remove_stage",
    "withdraw_programme",
]
