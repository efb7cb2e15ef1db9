"""What stands where on a print. Prints never change, so each process keeps those that it has read."""

import json
from functools import lru_cache

from talka.methods.marks import Frame, Group, PageCode
from talka.paper.models import PaperPrint

MOST_KEPT = 32


def frames_of(printed: PaperPrint) -> tuple[Frame, ...]:
    """The pages of a print. `printed` may come without its `frames`: they are read once."""
    return _kept(_Named(printed))


def groups_of(printed: PaperPrint) -> dict[str, Group]:
    """The questions of a print by their names, in the order of the form."""
    return {group.id: group for frame in frames_of(printed) for group in frame.groups}


def frames_of_consultation(consultation_id: int) -> dict[PageCode, tuple[PaperPrint, Frame]]:
    """Every page that was printed for a consultation, by its code without the form's number."""
    return {
        PageCode(each.code, each.version, each.language, page): (each, frame)
        for each in PaperPrint.objects.filter(consultation_id=consultation_id).defer("frames")
        for page, frame in enumerate(frames_of(each), start=1)
    }


class _Named:
    """A print as the name of what is kept of it: its code is drawn at random and stands once."""

    def __init__(self, printed: PaperPrint) -> None:
        self.printed = printed

    def __hash__(self) -> int:
        return hash(self.printed.code)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Named) and other.printed.code == self.printed.code


@lru_cache(MOST_KEPT)
def _kept(named: _Named) -> tuple[Frame, ...]:
    return tuple(Frame.from_json(json.dumps(content)) for content in named.printed.frames)
