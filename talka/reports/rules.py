"""Who may do what on the panel."""

from talka.foundation.access import Viewer
from talka.programmes import rules as programme_rules
from talka.reports.models import Panel


def may_prepare(viewer: Viewer, panel: Panel) -> bool:
    """Those who run the programme prepare its panel, read its questions and write its replies."""
    return programme_rules.may_run(viewer, panel.programme)


def may_read(viewer: Viewer, panel: Panel) -> bool:
    """Everybody once it is published; before, those who prepare it."""
    return panel.published_at is not None or may_prepare(viewer, panel)
