"""The number of answers as it grows, for those who may see the totals."""

from talka.consultations import rules
from talka.consultations.models import Answer, Consultation
from talka.foundation.access import Viewer
from talka.foundation.live.topics import TopicKind, register_topic

LIVE = "answers"


def may_listen(viewer: Viewer, consultation_id: int) -> bool:
    found = Consultation.objects.select_related("programme").filter(network=viewer.network, pk=consultation_id).first()
    return found is not None and rules.may_see_totals(found, viewer)


def count(consultation_id: int) -> dict[str, int]:
    return {"answers": Answer.objects.filter(consultation_id=consultation_id).count()}


def register() -> None:
    register_topic(TopicKind(LIVE, may_listen, count))
