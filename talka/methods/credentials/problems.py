"""What can be wrong with a credential or a key."""


class NotCredential(ValueError):
    """A document that cannot be signed or checked: its meaning is not fully covered by what would be signed."""


class NotKey(ValueError):
    """A text that is not a key of the expected kind."""
