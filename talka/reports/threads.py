"""Replies as ends of threads. They are public wherever their programme is."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from talka.foundation.access import Viewer
from talka.foundation.threads.kinds import End, register_kind
from talka.foundation.wording import said
from talka.programmes.queries import programmes_visible
from talka.reports.models import Reply

REPLY = "reports.reply"


def resolve_replies(ids: Iterable[str], viewer: Viewer) -> dict[str, End]:
    """One query: replies of programmes that the viewer may read; others stay hidden."""
    readable = programmes_visible(viewer).values("pk")
    open_ones = set(Reply.objects.filter(pk__in=list(ids), programme__in=readable).values_list("pk", flat=True))
    found = {}
    for reply in Reply.objects.filter(pk__in=list(ids), programme__network=viewer.network).select_related(
        "owner", "programme"
    ):
        identity = str(reply.pk)
        if reply.pk not in open_ones:
            found[identity] = End(REPLY, identity, hidden=True)
            continue
        found[identity] = End(
            REPLY,
            identity,
            title=said(reply.words),
            url=reverse("reports:said_and_done", args=[viewer.network.slug, reply.programme.slug]),
            label=_("reply"),
            owner=reply.owner,
            state=reply.get_kind_display(),
        )
    return found


def register() -> None:
    register_kind(REPLY, resolve_replies)
