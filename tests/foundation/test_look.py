"""The look held by machine: contrast of the tokens, one way of writing templates, classes that exist, one stylesheet."""

import difflib
import gzip
import os
import re
from functools import lru_cache
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from talka.foundation import stylesheets

ROOT = Path(settings.HERE)
TOKENS = (stylesheets.CSS / "tokens.css").read_text(encoding="utf-8")
TEMPLATES = sorted(path for path in ROOT.rglob("templates/**/*.html"))
HEX = re.compile(r"--([a-z0-9-]+):\s*(#[0-9a-fA-F]{3,6});")


def themes() -> dict[str, dict[str, str]]:
    light_text, rest = TOKENS.split("@media screen and (prefers-color-scheme: dark)", 1)
    dark_text, rest = rest.split("@media screen {", 1)
    chosen_text = rest.split("@media print", 1)[0]
    light = dict(HEX.findall(light_text))
    return {
        "light": light,
        "dark": {**light, **dict(HEX.findall(dark_text))},
        "chosen dark": {**light, **dict(HEX.findall(chosen_text))},
    }


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    parts = [int(digits[index : index + 2], 16) / 255 for index in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


PAIRS = [
    ("ink", "paper", 7.0),
    ("ink", "paper-2", 7.0),
    ("ink-2", "paper", 7.0),
    ("ink-2", "paper-2", 4.5),
    ("ink-2", "paper-3", 4.5),
    ("primary", "paper", 4.5),
    ("primary", "paper-2", 4.5),
    ("primary-hover", "paper", 4.5),
    ("on-primary", "primary", 4.5),
    ("on-primary", "primary-hover", 4.5),
    ("on-block", "block", 7.0),
    ("on-block-2", "block", 4.5),
    ("block", "on-block", 4.5),
    ("block", "on-block-2", 4.5),
    ("accent", "paper", 4.5),
    ("accent", "paper-2", 4.5),
    ("accent", "accent-soft", 4.5),
    ("ink", "accent-soft", 7.0),
    ("ok", "paper", 4.5),
    ("ok", "ok-soft", 4.5),
    ("ink", "ok-soft", 7.0),
    ("focus", "paper", 3.0),
    ("focus", "paper-2", 3.0),
    ("line-2", "paper", 3.0),
    *[(f"dye-{number}-ink", "paper", 4.5) for number in range(1, 11)],
    *[(f"dye-{number}-ink", "paper-2", 4.5) for number in range(1, 11)],
    *[(f"dye-{number}-ink", f"dye-{number}-tint", 4.5) for number in range(1, 11)],
    *[("ink", f"dye-{number}-tint", 7.0) for number in range(1, 11)],
    *[("ink-2", f"dye-{number}-tint", 4.5) for number in range(1, 11)],
    *[("paper", f"dye-{number}-ink", 4.5) for number in range(1, 11)],
    *[(f"scale-{number}-ink", f"scale-{number}", 4.5) for number in range(1, 8)],
]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_contrast(theme: str, front: str, ground: str, least: float) -> None:
    colours = themes()[theme]
    ratio = contrast(colours[front], colours[ground])
    assert ratio >= least, f"{front} on {ground} in {theme}: {ratio:.2f}, at least {least}"


def test_chosen_dark_is_the_systems_dark() -> None:
    assert themes()["dark"] == themes()["chosen dark"]
    assert themes()["dark"] != themes()["light"]


def test_dyes_keep_their_order_in_grey() -> None:
    shades = [luminance(themes()["light"][f"dye-{number}"]) for number in range(1, 11)]
    assert shades == sorted(shades)


def without_comments(source: str) -> str:
    source = re.sub(r"{%\s*comment.*?endcomment\s*%}", "", source, flags=re.DOTALL)
    return re.sub(r"{#.*?#}", "", source)


def test_templates_hold_no_styles_and_no_handlers() -> None:
    wrong: list[str] = []
    for path in TEMPLATES:
        source = without_comments(path.read_text(encoding="utf-8"))
        name = path.relative_to(ROOT)
        if re.search(r"\sstyle\s*=", source):
            wrong.append(f"{name}: style=; give it a class")
        if re.search(r"\son[a-z]+\s*=\s*[\"']", source) or "javascript:" in source:
            wrong.append(f"{name}: an inline handler; bind it in a script")
        wrong += [
            f"{name}: {tag} without the nonce" for tag in re.findall(r"<style[^>]*>", source) if "NONCE" not in tag
        ]
        wrong += [
            f"{name}: {tag} is inline"
            for tag in re.findall(r"<script[^>]*>", source)
            if not any(allowed in tag for allowed in ("src=", "application/json", "NONCE"))
        ]
    assert not wrong


@lru_cache(maxsize=1)
def known_classes() -> frozenset[str]:
    css = stylesheets.joined([*stylesheets.sources(), stylesheets.CSS / "ask.css"])
    css = re.sub(r"/\*.*?\*/|url\([^)]*\)|\"[^\"]*\"", "", css, flags=re.DOTALL)
    return frozenset(re.findall(r"\.([a-zA-Z][\w-]*)", css))


PLAIN_NAMES = {"dates", "findings", "gridq"}


def test_no_class_of_a_template_is_misspelt() -> None:
    """A class without a rule may be a plain name for a part; one that nearly is a known class is a slip."""
    known = known_classes()
    slips: list[str] = []
    for path in TEMPLATES:
        source = without_comments(path.read_text(encoding="utf-8"))
        # A tag between two classes parts them; one inside a name makes it a name that only the running page knows.
        plain = re.sub(r"{%.*?%}", " ", re.sub(r"{{.*?}}", "\x00", source))
        used = {name for value in re.findall(r'class="([^"]*)"', plain) for name in value.split() if "\x00" not in name}
        slips += [
            f"{path.relative_to(ROOT)}: {name} is nearly {close[0]}"
            for name in sorted(used - known - PLAIN_NAMES)
            if not name.startswith(("js-", "is-")) and (close := difflib.get_close_matches(name, known, 1, 0.87))
        ]
    assert not slips


def test_the_layers_are_declared_first_and_used_everywhere() -> None:
    assert "@layer reset, tokens, base, layout, components, pages;" in TOKENS
    for path in [*stylesheets.sources(), stylesheets.CSS / "ask.css"]:
        css = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL).strip()
        assert "@import" not in css, path.name
        if path.name not in {"fonts.css", "print.css"}:
            assert css.startswith("@layer"), f"{path.name} stands outside the layers"


def test_the_bundle_holds_every_component() -> None:
    found = finders.find(stylesheets.BUNDLE)
    assert found
    css = Path(found).read_text(encoding="utf-8")
    assert css.index("@layer reset") < css.index(".weave") < css.index(".hero")
    assert css.count("{") == css.count("}")


def test_the_bundle_is_made_again_when_a_component_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    part = tmp_path / "one.css"
    part.write_text("@layer components { .one { color: red; } }")
    monkeypatch.setattr(stylesheets, "sources", lambda: [part])
    monkeypatch.setattr(stylesheets, "made_folder", lambda: tmp_path / "made")
    assert ".one" in stylesheets.bundle().read_text()
    part.write_text("@layer components { .two { color: red; } }")
    os.utime(part, (2_000_000_000, 2_000_000_000))
    assert ".two" in stylesheets.bundle().read_text()


def test_every_typeface_that_is_named_is_there() -> None:
    css = (stylesheets.CSS / "fonts.css").read_text(encoding="utf-8")
    for name in re.findall(r"url\(\.\./(fonts/[^)]+)\)", css):
        assert finders.find(name), name


@pytest.mark.django_db
def test_the_questionnaire_is_small_and_fetches_nothing(client: Client) -> None:
    response = client.get("/components/ask/")
    text = response.content.decode()
    assert len(gzip.compress(response.content)) < 20_000
    assert '<link rel="stylesheet"' not in text
    assert "url(../" not in text
    assert "@font-face" not in text
    nonce = re.search(r'<style nonce="([^"]+)">', text)
    assert nonce
    assert f"'nonce-{nonce[1]}'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", sorted(stylesheets.INLINE))
def test_inline_stylesheets_are_minified_without_loss(name: str) -> None:
    whole = stylesheets.joined(stylesheets.CSS / part for part in stylesheets.INLINE[name])
    small = stylesheets.inline(name)
    assert "/*" not in small
    assert small.count("{") == re.sub(r"/\*.*?\*/", "", whole, flags=re.DOTALL).count("{")
    assert "var(--dye-1)" in small
    assert "selector(:has(*))" in small
    assert len(small) < len(whole) * 0.85


@pytest.mark.django_db
class TestLightAndDark:
    def test_a_choice_is_kept_in_a_cookie_and_stands_on_the_page(self, client: Client) -> None:
        response = client.post("/theme/", {"theme": "dark", "next": "/components/"})
        assert response.headers["Location"] == "/components/"
        assert client.cookies["theme"].value == "dark"
        assert '<html lang="en" data-theme="dark">' in client.get("/components/").content.decode()

    def test_the_system_decides_again(self, client: Client) -> None:
        client.post("/theme/", {"theme": "light"})
        client.post("/theme/", {"theme": "system"})
        assert '<html lang="en">' in client.get("/components/").content.decode()

    def test_nothing_else_reaches_the_page(self, client: Client) -> None:
        client.cookies["theme"] = '"><script>'
        assert '<html lang="en">' in client.get("/components/").content.decode()

    @pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
    def test_it_leads_back_to_our_own_pages_only(self, client: Client, address: str) -> None:
        assert client.post("/theme/", {"theme": "dark", "next": address}).headers["Location"] == "/"
        assert "elsewhere" not in client.post("/language/", {"language": "pl", "next": address}).headers["Location"]

    def test_the_language_is_kept(self, client: Client) -> None:
        client.post("/language/", {"language": "fi", "next": "/components/"})
        assert '<html lang="fi">' in client.get("/components/").content.decode()

    def test_public_pages_set_no_cookie_for_these_choices(self, client: Client) -> None:
        assert not client.get("/components/").cookies


def selectors(path: Path) -> list[str]:
    css = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    found = [one.strip() for group in re.findall(r"([^{};]+)\{", css) for one in group.split(",")]
    return [one for one in found if one and not one.startswith(("@", "from", "to"))]


def classes_of_components() -> set[str]:
    files = [
        stylesheets.CSS / "base.css",
        stylesheets.CSS / "layout.css",
        *(stylesheets.CSS / "components").glob("*.css"),
    ]
    return {name for path in files for one in selectors(path) for name in re.findall(r"\.([a-zA-Z][\w-]*)", one)}


def test_pages_do_not_redraw_components_for_everybody() -> None:
    """All stylesheets are loaded together, so a page may change a component only inside a class of its own."""
    components = classes_of_components()
    wrong = [
        f"{path.name}: {one}"
        for path in sorted((stylesheets.CSS / "pages").glob("*.css"))
        for one in selectors(path)
        if (plain := re.fullmatch(r"\.([a-zA-Z][\w-]*)(:[\w-]+)*", one)) and plain[1] in components
    ]
    assert not wrong


SHARED = {"onething", "res"}
"""Classes that several rooms' pages refine, each with classes of its own behind them."""


def test_rooms_do_not_use_each_others_class_names() -> None:
    owners: dict[str, set[str]] = {}
    known = classes_of_components() | SHARED
    for path in sorted((stylesheets.CSS / "pages").glob("*.css")):
        for one in selectors(path):
            if (first := re.match(r"\.([a-zA-Z][\w-]*)", one)) and first[1] not in known:
                owners.setdefault(first[1], set()).add(path.name)
    twice = {name: sorted(files) for name, files in owners.items() if len(files) > 1}
    assert not twice
