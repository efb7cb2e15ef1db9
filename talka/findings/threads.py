"""What others may cite: a saved finding, with its figures."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from talka.findings.figures import Figures
from talka.findings.models import Finding
from talka.findings.queries import findings_visible, published_by_id
from talka.findings.releases import PublishedFinding
from talka.findings.words import short_figures
from talka.foundation.access import Viewer
from talka.foundation.threads.kinds import End, register_kind
from talka.foundation.wording import said

FINDING = "findings.finding"


def resolve_findings(identities: Iterable[str], viewer: Viewer) -> dict[str, End]:
    """Whole for those who may see the results, as released for everybody else: five queries at most."""
    wanted = [int(identity) for identity in identities]
    there = list(Finding.objects.filter(network=viewer.network, pk__in=wanted).select_related("owner"))
    whole = {finding.pk: finding for finding in findings_visible(viewer).filter(pk__in=wanted)}
    told = {} if len(whole) == len(there) else published_by_id(there, viewer.network)
    return {str(each.pk): _end(each, viewer, each.pk in whole, told.get(each.pk)) for each in there}


def _end(finding: Finding, viewer: Viewer, is_whole: bool, told: PublishedFinding | None) -> End:
    if not is_whole and told is None:
        return End(FINDING, str(finding.pk), label=_("finding"), hidden=True)
    if is_whole:
        title = said(finding.sentence)
        figures = short_figures(Figures.from_content(finding.figures), finding.option, finding.row)
    else:
        assert told is not None
        title, figures = said(told.sentence), told.short
    return End(
        FINDING,
        str(finding.pk),
        title=title,
        url=reverse("findings:finding", args=[viewer.network.slug, finding.pk]),
        figures=figures,
        owner=finding.owner,
        label=_("finding"),
    )


def register() -> None:
    register_kind(FINDING, resolve_findings)
