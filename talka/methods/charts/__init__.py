"""Charts drawn as HTML and SVG: one grammar for the screen and for documents.

On the screen colours come from the page's tokens by class, so that dark and print follow by themselves. In documents
(PDF, DOCX) the same drawing carries explicit colours, read from the same tokens into a `Palette`.
"""

from talka.methods.charts.bars import bars, bars_document
from talka.methods.charts.dots import dots, dots_document
from talka.methods.charts.histogram import Bin, histogram, histogram_document
from talka.methods.charts.html import Html
from talka.methods.charts.palette import Palette
from talka.methods.charts.parts import Row, Series, Value, Words
from talka.methods.charts.spread import spread
from talka.methods.charts.stacked import stacked, stacked_document

__all__ = [
    "Bin",
    "Html",
    "Palette",
    "Row",
    "Series",
    "Value",
    "Words",
    "bars",
    "bars_document",
    "dots",
    "dots_document",
    "histogram",
    "histogram_document",
    "spread",
    "stacked",
    "stacked_document",
]
