"""Short ways to write the demo's texts in two languages."""

from talka.foundation.wording import Wording


def pl(polish: str, english: str) -> Wording:
    return {"pl": polish, "en": english}


def lt(lithuanian: str, english: str) -> Wording:
    return {"lt": lithuanian, "en": english}


def fi(finnish: str, english: str) -> Wording:
    return {"fi": finnish, "en": english}
