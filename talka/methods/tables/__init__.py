"""What answers say, and how sure we are: tables, weights, variance, representativeness, suppression.

Plain Python on numpy columns; see ``docs/methods/tables.md`` for an example from raw rows to the answer.
"""

from .agreement import alpha
from .arrow import choice_from_arrow, choices_from_arrow, number_from_arrow
from .association import Association, Crosstab, Difference, crosstab, differences, holm, rao_scott
from .columns import Choice, Choices, Column, Groups, Number, Option, Scale
from .counts import by, one_way, page
from .disclosure import Earlier
from .estimates import estimated
from .grids import Grid, grid
from .margins import EmptyCategory, Margin, Note
from .release import Released, counts_of
from .representativeness import Composition, Part, composition
from .sample import NoMargins, Sample
from .suppression import Bound, prove, withhold
from .table import EVERYONE, Cell, Table
from .variance import Design, Estimate, LonelyCluster
from .weights import Weights, design_effect, effective_n, post_stratify, rake

__all__ = [
    "EVERYONE",
    "Association",
    "Bound",
    "Cell",
    "Choice",
    "Choices",
    "Column",
    "Composition",
    "Crosstab",
    "Design",
    "Difference",
    "Earlier",
    "EmptyCategory",
    "Estimate",
    "Grid",
    "Groups",
    "LonelyCluster",
    "Margin",
    "NoMargins",
    "Note",
    "Number",
    "Option",
    "Part",
    "Released",
    "Sample",
    "Scale",
    "Table",
    "Weights",
    "alpha",
    "by",
    "choice_from_arrow",
    "choices_from_arrow",
    "composition",
    "counts_of",
    "crosstab",
    "design_effect",
    "differences",
    "effective_n",
    "estimated",
    "grid",
    "holm",
    "number_from_arrow",
    "one_way",
    "page",
    "post_stratify",
    "prove",
    "rake",
    "rao_scott",
    "withhold",
]
