"""A robot at the keys: it checks a pile through the page, looks only at what is shown, and presses keys alone."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Page

KEYS = "123456789abcdefghijklmnoprstuvwxyz"
LONGEST = 20.0
WATCH = """
(() => {
  window.pressed = [];
  let at = 0;
  addEventListener("keydown", () => { at = performance.now(); }, true);
  new MutationObserver((changes) => {
    if (at && changes.some((each) => each.target.id === "item" && each.addedNodes.length)) {
      const begun = at;
      at = 0;
      requestAnimationFrame(() => setTimeout(() => window.pressed.push(performance.now() - begun), 0));
    }
  }).observe(document, { childList: true, subtree: true });
})();
"""


@dataclass
class Told:
    """What the robot did. `shown` are milliseconds from a key to the next thing on the screen."""

    items: int = 0
    keys: int = 0
    keys_by_kind: dict[str, int] = field(default_factory=dict)
    shown: list[float] = field(default_factory=list)
    seconds: float = 0.0


Truth = Callable[[int], list[str]]
"""By the id of a reading: the keys of the choices that were meant, or one text."""


def check(page: Page, address: str, kind: str, truth: Truth, told: Told) -> None:
    """Everything of one kind, until the page of the pile comes. Raises AssertionError where the page stands still."""
    began = time.perf_counter()
    page.goto(f"{address}check/{kind}/")
    before = ""
    keys = 0
    while True:
        current = _next(page, before)
        if not current:
            break
        before = current
        meant = truth(int(current))
        if kind == "choice":
            pressed = _choices(page, meant)
        else:
            page.keyboard.press("Control+A")
            text = meant[0] if meant else ""
            if text:
                page.keyboard.type(text)
            page.keyboard.press("Enter")
            pressed = len(text) + 1
        keys += pressed
        told.items += 1
        if told.items % 50 == 0:
            told.shown += page.evaluate("window.pressed.splice(0)")
    told.keys += keys
    told.keys_by_kind[kind] = told.keys_by_kind.get(kind, 0) + keys
    told.seconds += time.perf_counter() - began


def _next(page: Page, before: str) -> str:
    """The id of what is shown now; "" when the pile's own page has come."""
    until = time.monotonic() + LONGEST
    while time.monotonic() < until:
        try:
            current = page.evaluate(
                "document.querySelector('.papercheck') ? (document.querySelector('#item[aria-busy]') ? '' : "
                "document.querySelector('#item input[name=reading]')?.value ?? '') : 'away'"
            )
        except Exception as problem:  # the page is being left at this moment
            if "navigation" not in str(problem) and "context" not in str(problem):
                raise
            continue
        if current == "away":
            return ""
        if current and current != before:
            return str(current)
    raise AssertionError(f"nothing new came after {before}")


def _choices(page: Page, meant: list[str]) -> int:
    """One key where one answer is possible or the proposal is right; otherwise the keys that differ, and Enter."""
    shown = page.evaluate(
        "[...document.querySelectorAll('#item .answers input')].map(e => [e.type, e.value, e.dataset.key, e.checked])"
    )
    wanted = set(meant) or {""}
    if {value for _type, value, _key, on in shown if on} == wanted:
        page.keyboard.press("Enter")
        return 1
    if shown[0][0] == "radio":
        page.keyboard.press(next(key for _type, value, key, _on in shown if value in wanted))
        return 1
    if wanted == {""}:
        page.keyboard.press("0")
        page.keyboard.press("Enter")
        return 2
    differing = [key for _type, value, key, on in shown if value and (value in wanted) is not on]
    for key in differing:
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    return len(differing) + 1
