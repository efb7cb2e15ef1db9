"""What happened to networks, told to the floors above while the transaction is still open.

The audit trail stands on the floor above and writes these down in the same transaction; later events of the
rooms (`talka.foundation.events`) are sent on commit.
"""

from django.dispatch import Signal

# Both carry `network`, `acting_user` and `details` (JSON).
network_made = Signal()
network_changed = Signal()
