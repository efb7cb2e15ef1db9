"""Who may do what with a SWOT or a plan, as sentences.

The owner's people write. So do the leads and members of its planning group, wherever they work. Outside experts
of the group read drafts and comment. Only a director of the owner decides.
"""

from dataclasses import dataclass

from talka.foundation.access import Viewer
from talka.strategy.models import GroupRole


@dataclass(frozen=True)
class Rights:
    """What a reader may do with one document of a planning group."""

    reads_draft: bool = False
    writes: bool = False
    comments: bool = False
    decides: bool = False
    is_expert: bool = False


def rights_in(owner_id: int, group_role: str | None, viewer: Viewer) -> Rights:
    acts = viewer.is_member and owner_id in viewer.acts_for
    in_group = viewer.is_member and group_role is not None
    writes = acts or (in_group and group_role != GroupRole.EXPERT)
    return Rights(
        reads_draft=acts or in_group,
        writes=writes,
        comments=acts or in_group,
        decides=viewer.is_member and owner_id in viewer.directs,
        is_expert=in_group and not writes,
    )
