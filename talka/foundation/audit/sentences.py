"""The trail as sentences that people read.

A room says how its verbs read, once, in its `apps.py: ready`:

    register_sentences({("organisations.locality", "added"): _("%(who)s added the locality %(title)s.")})

`%(who)s` and `%(title)s` are filled in, and each of the record's details by its name. A verb that no room has
described is told by its kind and name, so that nothing in the trail is hidden.
"""

from collections.abc import Mapping

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from talka.foundation.audit.models import AuditRecord

Sentence = str | Promise
_sentences: dict[tuple[str, str], Sentence] = {
    ("identity.network", "made"): gettext_lazy("%(who)s made the network."),
    ("identity.network", "changed"): gettext_lazy("%(who)s changed the settings of the network."),
}


def register_sentences(sentences: Mapping[tuple[str, str], Sentence]) -> None:
    """Say how a room's records read: (kind, verb) → sentence."""
    _sentences.update(sentences)


def describe_rest(sentences: Mapping[tuple[str, str], Sentence]) -> None:
    """The same, for what nobody has described yet; what a room says of itself goes first."""
    for name, words in sentences.items():
        _sentences.setdefault(name, words)


def sentence(record: AuditRecord) -> str:
    who = record.account_name or _("Talka")
    named = {key: str(value) for key, value in record.details.items()}
    named |= {"who": who, "title": record.title}
    known = _sentences.get((record.kind, record.verb))
    if known is not None:
        return str(known) % _Named(named)
    return _("%(who)s: %(kind)s “%(title)s”, %(verb)s.") % {
        "who": who,
        "kind": kind_name(record.kind),
        "title": record.title,
        "verb": record.verb,
    }


def kind_name(kind: str) -> str:
    """What a kind is called; the bare word where its room is gone."""
    try:
        return str(apps.get_model(kind)._meta.verbose_name)
    except LookupError:
        return kind.split(".")[-1]


class _Named(dict[str, str]):
    """A detail that an old record lacks leaves a gap, not an error."""

    def __missing__(self, key: str) -> str:
        return "…"
