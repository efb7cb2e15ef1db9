"""The certificates of a cycle at the end of a thread: evidence that a result was reached."""

from collections.abc import Iterable

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talka.certificates.models import Rule
from talka.foundation.access import Viewer
from talka.foundation.threads.kinds import End, register_kind
from talka.foundation.wording import said
from talka.programmes.queries import programmes_visible

KIND = "certificates.rule"


def count_words(number: int, viewer: Viewer) -> str:
    """ "64 certificates"; for visitors small numbers stay back."""
    if not viewer.is_member and 0 < number < viewer.network.small_number:
        return _("fewer than %(number)d certificates") % {"number": viewer.network.small_number}
    return ngettext("%(number)d certificate", "%(number)d certificates", number) % {"number": number}


def certificates(ids: Iterable[str], viewer: Viewer) -> dict[str, End]:
    """Two queries."""
    found = list(
        Rule.objects.filter(cycle__programme__network=viewer.network, pk__in=list(ids))
        .select_related("cycle__programme__owner")
        .prefetch_related("versions")
        .annotate(
            valid=Count("versions__sets__certificates", filter=Q(versions__sets__certificates__revoked_at__isnull=True))
        )
    )
    seen = set(
        programmes_visible(viewer)
        .filter(pk__in=[each.cycle.programme_id for each in found])
        .values_list("pk", flat=True)
    )
    ends = {}
    for rule in found:
        identity = str(rule.pk)
        if rule.cycle.programme_id not in seen:
            ends[identity] = End(KIND, identity, hidden=True)
            continue
        versions = sorted(rule.versions.all(), key=lambda version: -version.number)
        title = said(versions[0].title) if versions else said(rule.cycle.title)
        ends[identity] = End(
            KIND,
            identity,
            title=title,
            url=reverse("certificates:check", args=[viewer.network.slug]),
            figures=count_words(rule.valid, viewer),
            label=_("certificates"),
            owner=rule.cycle.programme.owner,
            state="done" if rule.valid else "todo",
        )
    return ends


def register() -> None:
    register_kind(KIND, certificates)
