from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from talka.foundation.access import NetworkRequest
from talka.foundation.live import queries
from talka.foundation.live.topics import Topic, topic_for


class StreamOpened(HttpResponse):
    """The reader may listen: the server that holds the connection takes it from here (talka.serving.bridge)."""

    def __init__(self, topic: Topic, known: int | None) -> None:
        super().__init__(content_type="text/event-stream; charset=utf-8")
        self.topic = topic
        self.known = known
        self["Cache-Control"] = "no-store"
        self["X-Accel-Buffering"] = "no"


def number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None


@require_GET
def stream(request: NetworkRequest, kind: str, thing_id: int) -> HttpResponse:
    """Events as they happen. Where the server cannot stream, the answer is empty and the page asks `since` instead."""
    topic = topic_for(request.viewer, kind, thing_id)
    if not request.META.get("talka.streams"):
        return HttpResponse(status=204)
    known = number(request.headers.get("Last-Event-ID"))
    return StreamOpened(topic, known if known is not None else number(request.GET.get("after")))


@require_GET
def since(request: NetworkRequest, kind: str, thing_id: int, known: int) -> HttpResponse:
    """The same events for a page that asks again and again; `reset` says that it has to be drawn anew."""
    topic = topic_for(request.viewer, kind, thing_id)
    found = queries.since(topic, known)
    answer = (
        {"reset": True, "last": known if topic.read else queries.newest([topic])[topic]}
        if found is None
        else {
            "events": [{"id": each.sequence, "payload": each.payload} for each in found],
            "last": found[-1].sequence if found else known,
        }
    )
    response = JsonResponse(answer)
    response["Cache-Control"] = "no-store"
    return response
