"""Figures: what was counted, with the words around it, as pages show it, findings keep it and releases freeze it."""

from talka.findings.figures.content import Answer, Cell, Condition, Content, Figures, Row
from talka.findings.figures.counting import Counted, Judgement, count, sample_of
from talka.findings.figures.labels import answers_of, everyone_words, in_every_language, labels_of, title_of
from talka.findings.figures.telling import figures_of, today_in

__all__ = [
    "Answer",
    "Cell",
    "Condition",
    "Content",
    "Counted",
    "Figures",
    "Judgement",
    "Row",
    "answers_of",
    "count",
    "everyone_words",
    "figures_of",
    "in_every_language",
    "labels_of",
    "sample_of",
    "title_of",
    "today_in",
]
