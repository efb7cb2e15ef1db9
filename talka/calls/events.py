"""What happens with calls that rooms above may want to know."""

from dataclasses import dataclass

from talka.foundation.events import Event


@dataclass(frozen=True)
class CallPublished(Event):
    """Published for the first time, or amended: `version` tells which."""

    call_id: int
    version: int


@dataclass(frozen=True)
class CallCalledOff(Event):
    """Nothing will be decided; letters are on their way."""

    call_id: int


@dataclass(frozen=True)
class ApplicationSent(Event):
    application_id: int


@dataclass(frozen=True)
class CallDecided(Event):
    """The decision is announced: letters are on their way and the result is public."""

    call_id: int
    decision_id: int
