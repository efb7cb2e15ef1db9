from typing import Any

from django.db import transaction
from django.db.models import F

from talka.foundation.live.models import LiveEvent, LiveTopic
from talka.identity.models import Network


@transaction.atomic
def append(*, network: Network, kind: str, thing_id: int, payload: Any) -> int:
    """Tell those who listen to this thing; heard when the surrounding transaction is committed. Returns its number.

    Others who write to the same topic wait from here to the end of that transaction: call it last.
    """
    topic, _made = LiveTopic.objects.get_or_create(network=network, name=f"{kind}:{thing_id}")
    LiveTopic.objects.filter(pk=topic.pk).update(last_sequence=F("last_sequence") + 1)
    sequence = LiveTopic.objects.values_list("last_sequence", flat=True).get(pk=topic.pk)
    LiveEvent.objects.create(topic=topic, sequence=sequence, payload=payload)
    return sequence
