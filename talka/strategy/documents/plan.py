from talka.foundation.access import Viewer
from talka.strategy.models import Plan


def plan_pdf(plan: Plan, viewer: Viewer, *, language: str, draft: bool) -> bytes:
    return b""
