"""What answers say, and how sure we are: tables, weights, variance, representativeness, suppression.

Plain Python on numpy columns; see ``docs/methods/tables.md`` for an example from raw rows to the answer.
"""

from .columns import Choice, Choices, Column, Groups, Number, Option, Scale
from .counts import by, one_way
from .sample import NoMargins, Sample
from .suppression import Earlier, Released, counts_of, withhold
from .table import EVERYONE, Cell, Table

__all__ = [
    "EVERYONE",
    "Cell",
    "Choice",
    "Choices",
    "Column",
    "Earlier",
    "Groups",
    "NoMargins",
    "Number",
    "Option",
    "Released",
    "Sample",
    "Scale",
    "Table",
    "by",
    "counts_of",
    "one_way",
    "withhold",
]
