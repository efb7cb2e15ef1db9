"""What changed between two versions, as a list that people can read."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Change:
    """One change: where (words or keys from the outside in), what stood before, what stands now.

    `before` is None for something added, `after` is None for something taken away.
    """

    where: tuple[str, ...]
    before: Any
    after: Any

    @property
    def kind(self) -> str:
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"


def differences(before: Any, after: Any, where: tuple[str, ...] = ()) -> list[Change]:
    """Compare two JSON contents.

    Lists of mappings that carry a `key` are matched by it, so that moving an item is no change of its content;
    other lists are compared as wholes.
    """
    if before == after:
        return []
    if isinstance(before, dict) and isinstance(after, dict):
        names = list(before) + [name for name in after if name not in before]
        return [
            change for name in names for change in differences(before.get(name), after.get(name), (*where, str(name)))
        ]
    if _is_keyed(before) and _is_keyed(after):
        old = {str(item["key"]): item for item in before}
        new = {str(item["key"]): item for item in after}
        keys = list(old) + [key for key in new if key not in old]
        return [change for key in keys for change in differences(old.get(key), new.get(key), (*where, key))]
    return [Change(where, before, after)]


def _is_keyed(content: Any) -> bool:
    return isinstance(content, list) and all(isinstance(item, dict) and "key" in item for item in content)
