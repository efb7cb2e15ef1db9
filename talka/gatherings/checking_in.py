"""The codes that change while people check themselves in: made from a session's secret and the time, kept nowhere."""

import datetime
import hashlib
import hmac
import secrets

WINDOW = 30
LENGTH = 6
# No letter or digit that is taken for another on a projector or when read aloud.
LETTERS = "ABCDEFHKLMNPRTUVWXY34679"


def new_secret() -> str:
    return secrets.token_hex(32)


def window_of(moment: datetime.datetime) -> int:
    return int(moment.timestamp()) // WINDOW


def seconds_left(moment: datetime.datetime) -> int:
    """Until the next code, at least one."""
    return WINDOW - int(moment.timestamp()) % WINDOW


def code_of(secret: str, window: int) -> str:
    """The code of one window: six letters and digits."""
    made = hmac.new(bytes.fromhex(secret), str(window).encode(), hashlib.sha256).digest()
    number = int.from_bytes(made, "big")
    letters = []
    for _place in range(LENGTH):
        number, letter = divmod(number, len(LETTERS))
        letters.append(LETTERS[letter])
    return "".join(letters)


def typed(code: str) -> str:
    """What somebody typed, as a code is written: capitals, no spaces or dashes."""
    return "".join(letter for letter in code.upper() if letter.isascii() and letter.isalnum())[: LENGTH + 1]


def holds(secret: str, code: str, moment: datetime.datetime) -> bool:
    """Whether this is the code of now or the one before it."""
    window = window_of(moment)
    valid = [code_of(secret, each) for each in (window, window - 1)]
    return any(hmac.compare_digest(each, typed(code)) for each in valid)
