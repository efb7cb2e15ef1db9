"""Forms of a programme: one small form for each of its parts."""

from talka.programmes.forms.design import (
    DayForm,
    DesignedSessionForm,
    initial_of_day,
    initial_of_next_session,
    initial_of_session,
)
from talka.programmes.forms.programme import (
    AimsForm,
    BasicsForm,
    CohortForm,
    CycleForm,
    ExpectedResultForm,
    FunderForm,
    PartnerForm,
    ReachedForm,
    StageForm,
    StoryForm,
)
from talka.programmes.forms.writing import PartForm

__all__ = [
    "AimsForm",
    "BasicsForm",
    "CohortForm",
    "CycleForm",
    "DayForm",
    "DesignedSessionForm",
    "ExpectedResultForm",
    "FunderForm",
    "PartForm",
    "PartnerForm",
    "ReachedForm",
    "StageForm",
    "StoryForm",
    "initial_of_day",
    "initial_of_next_session",
    "initial_of_session",
]
