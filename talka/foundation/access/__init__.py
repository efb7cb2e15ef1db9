"""The only way to an object. "Forbidden" looks like "absent".

`Absent` is raised by access functions and becomes 404. `Refusal` is raised by actions when a rule of the work
forbids the step; its message is written for the person and shown where they tried.
"""

from talka.foundation.access.exceptions import Absent, Refusal, or_absent
from talka.foundation.access.requests import NetworkRequest, members_only
from talka.foundation.access.viewer import Viewer, viewer_for
from talka.foundation.access.visibility import may_see, visible_to

__all__ = [
    "Absent",
    "NetworkRequest",
    "Refusal",
    "Viewer",
    "may_see",
    "members_only",
    "or_absent",
    "viewer_for",
    "visible_to",
]
