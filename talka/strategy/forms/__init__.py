"""Input of this room's pages."""

from talka.strategy.forms.documents import (
    AnswerForm,
    ApproveForm,
    CommentForm,
    ItemForm,
    MakeGroupForm,
    MakePlanForm,
    MakeSwotForm,
    MemberForm,
    MergeForm,
    PlanSettingsForm,
    PointsForm,
    RoleForm,
    ShareForm,
    SplitForm,
)
from talka.strategy.forms.plans import IndicatorForm, MeasureForm, ProgressForm, PromiseForm, TakeForm, ValueForm

__all__ = [
    "AnswerForm",
    "ApproveForm",
    "CommentForm",
    "IndicatorForm",
    "ItemForm",
    "MakeGroupForm",
    "MakePlanForm",
    "MakeSwotForm",
    "MeasureForm",
    "MemberForm",
    "MergeForm",
    "PlanSettingsForm",
    "PointsForm",
    "ProgressForm",
    "PromiseForm",
    "RoleForm",
    "ShareForm",
    "SplitForm",
    "TakeForm",
    "ValueForm",
]
