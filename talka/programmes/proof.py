"""Whether an expected result is proven: people say that it was reached, and something shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talka.foundation.threads.queries import Link
from talka.foundation.wording import said
from talka.programmes.models import ExpectedResult

PROVEN, UNDER_WAY, MISSING = "proven", "under_way", "missing"


@dataclass(frozen=True)
class Proof:
    """`stands` is proven, under_way or missing; `state` is the mark beside it, `words` say it, `came` what came of it.

    What a reader may not see proves it all the same: they are shown that it is there, not what it is.
    """

    stands: str
    state: str
    words: str
    came: str
    evidence: tuple[Link, ...]


def proof(result: ExpectedResult, evidence: Sequence[Link], *, over: bool) -> Proof:
    """`over` says that the stage has ended, so that what is missing is late."""
    standing = tuple(link for link in evidence if not link.end.gone)
    reached, count = result.reached_on is not None, len(standing)
    came = said(result.reached_words) if reached else ""
    if reached and count:
        words = ngettext("proven by one thing", "proven by %(count)d things", count) % {"count": count}
        return Proof(PROVEN, "done", words, came, tuple(evidence))
    if reached:
        return Proof(UNDER_WAY, "half", _("under way: said to be reached, nothing shows it yet"), came, tuple(evidence))
    if count:
        words = ngettext(
            "under way: one thing shows something of it", "under way: %(count)d things show something of it", count
        )
        return Proof(UNDER_WAY, "half", words % {"count": count}, came, tuple(evidence))
    return Proof(MISSING, "late" if over else "todo", _("missing so far"), came, tuple(evidence))
