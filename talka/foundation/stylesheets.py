"""One stylesheet per component to write, one file to load.

`css/talka.css` is not kept in the repository: this finder joins the component files whenever static files are looked
for or collected. `@layer` decides what wins, so the order of component files does not matter. The questionnaire gets its own
small set, written into its first response.
"""

import os
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

from talka.methods.charts import Palette

CSS = Path(__file__).resolve().parent.parent / "static" / "css"
BUNDLE = "css/talka.css"

FIRST = ("tokens.css", "fonts.css", "reset.css", "base.css", "layout.css")
LAST = ("print.css",)
INLINE: dict[str, tuple[str, ...]] = {
    "ask": (
        "tokens.css",
        "reset.css",
        "base.css",
        "layout.css",
        "components/organisation.css",
        "components/state.css",
        "components/button.css",
        "components/languages.css",
        "components/fields.css",
        "components/options.css",
        "components/scale.css",
        "components/errors.css",
        "ask.css",
    ),
}


def sources() -> list[Path]:
    """The files of the bundle in their order. New components and pages are found by themselves."""
    return [
        *(CSS / name for name in FIRST),
        *sorted((CSS / "components").glob("*.css")),
        *sorted((CSS / "pages").glob("*.css")),
        *(CSS / name for name in LAST),
    ]


def joined(paths: Iterable[Path]) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def small(css: str) -> str:
    """Without comments and without the white space that only people need."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,])\s*", r"\1", css)
    return re.sub(r"(?<=[a-z-]): ", ":", css).replace(";}", "}").strip()


def _inline(name: str) -> str:
    return small(joined(CSS / part for part in INLINE[name]))


_kept_inline = lru_cache(maxsize=None)(_inline)


def inline(name: str) -> str:
    """The stylesheet that is written into the page itself. Raises KeyError for an unknown name."""
    return _inline(name) if settings.DEBUG else _kept_inline(name)


@lru_cache(maxsize=1)
def palette() -> Palette:
    """The colours of the light theme, for charts in documents."""
    return Palette.from_css((CSS / "tokens.css").read_text(encoding="utf-8"))


def made_folder() -> Path:
    return Path(settings.DATA) / "made"


def bundle() -> Path:
    """The joined file, made again where a component is newer."""
    made = made_folder() / BUNDLE
    parts = sources()
    newest = max(part.stat().st_mtime for part in [*parts, *{part.parent for part in parts}])
    if not made.exists() or made.stat().st_mtime < newest:
        made.parent.mkdir(parents=True, exist_ok=True)
        # Several processes may make it at once: each writes its own file and moves it into place whole.
        fresh = made.with_name(f"{made.name}.{uuid4().hex}")
        fresh.write_text(joined(parts), encoding="utf-8")
        os.replace(fresh, made)
    return made


class Finder(BaseFinder):
    """Gives Django's static files the joined stylesheet."""

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path != BUNDLE:
            return []
        found = str(bundle())
        return [found] if find_all or kwargs.get("all") else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        bundle()
        yield BUNDLE, FileSystemStorage(location=made_folder())
