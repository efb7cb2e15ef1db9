"""The waiting list: whoever waited longest gets the place that became free."""

from talka.foundation.events import send
from talka.gatherings.actions.letters import write_later
from talka.gatherings.events import PlaceKept
from talka.gatherings.models import Gathering, SignUp


def let_waiting_in(gathering: Gathering) -> list[SignUp]:
    """Give free places to those who wait, in their order, and write to them.

    Call with the gathering's row locked, inside the transaction that freed the place.
    """
    if gathering.state != Gathering.State.PLANNED:
        return []
    waiting = gathering.sign_ups.filter(state=SignUp.State.WAITING).order_by("signed_up_at", "pk")
    if gathering.capacity is not None:
        kept = gathering.sign_ups.filter(state=SignUp.State.COMING).count()
        waiting = waiting[: max(gathering.capacity - kept, 0)]
    let_in = list(waiting)
    for sign_up in let_in:
        sign_up.state = SignUp.State.COMING
        sign_up.save(update_fields=["state"])
        write_later("let_in", sign_up.pk)
        send(PlaceKept(sign_up_id=sign_up.pk))
    return let_in
