"""A person's own pages."""

from tests.matrix import SIGN_IN, Row, statuses

OWN = statuses(200, visitor=SIGN_IN)

ROWS = [
    Row("people:me", OWN, note="inside a network; strangers keep their own details anywhere"),
    Row("account:me", OWN),
    Row("account:my_data", OWN),
    Row("account:erase", OWN),
]
