"""Reading consultations: questionnaires, answers as a stream, totals, and what pages list."""

from talka.consultations.queries.answers import (
    AnswerRow,
    TextRow,
    answer_rows,
    answers_mark,
    counted,
    open_answer,
    open_answers,
)
from talka.consultations.queries.lists import (
    answers_by_consultation,
    batches_of,
    consultations_of,
    consultations_visible,
    consultations_worked_on,
    doors_of,
    open_batches,
    typed_in,
)
from talka.consultations.queries.questionnaires import draft_from, draft_of, questionnaire_of, versions
from talka.consultations.queries.totals import Part, Totals, door_title, totals, totals_of

__all__ = [
    "AnswerRow",
    "Part",
    "TextRow",
    "Totals",
    "answer_rows",
    "answers_by_consultation",
    "answers_mark",
    "batches_of",
    "consultations_of",
    "consultations_visible",
    "consultations_worked_on",
    "counted",
    "door_title",
    "doors_of",
    "draft_from",
    "draft_of",
    "open_answer",
    "open_answers",
    "open_batches",
    "questionnaire_of",
    "totals",
    "totals_of",
    "typed_in",
    "versions",
]
