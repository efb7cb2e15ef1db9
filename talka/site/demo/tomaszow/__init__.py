"""The three culture centres of Tomaszów Mazowiecki, replayed around today.

Names of organisations and the course of the programme come from its organisers' own description (2012). Dates are
moved to today; people, answers, plans and figures are made up, and every page says so.
"""
