"""Questionnaires, doors, answers."""
