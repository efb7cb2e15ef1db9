"""Short codes that people type from a paper, and places on the list of what was revoked."""

import secrets

# Crockford's letters: no I, L, O and U, so that none is taken for another.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
LIST_LENGTH = 131_072


def new_code() -> str:
    """Ten letters: fifty bits, which nobody guesses."""
    return "".join(secrets.choice(LETTERS) for _place in range(LENGTH))


def tidy(typed: str) -> str:
    """What somebody typed from a paper, as the code is kept; empty where it cannot be one."""
    letters = typed.upper().replace("O", "0").replace("I", "1").replace("L", "1")
    code = "".join(letter for letter in letters if letter not in " -–.\t")
    return code if len(code) == LENGTH and set(code) <= set(LETTERS) else ""


def grouped(code: str) -> str:
    """As it stands on the paper: in two groups of five."""
    return f"{code[:5]}-{code[5:]}"


def status_index() -> int:
    """A place on the list, by chance, so that neighbours on it say nothing of each other."""
    return secrets.randbelow(LIST_LENGTH)
