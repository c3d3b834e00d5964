"""Everybody can use the pages: by eye, by keyboard, by ear, without motion."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import SIZES, Look
from tests.browser.leading import led

ALL = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTRAST = "color-contrast"
# What another theme can change: it has other colours, the projector's also larger letters, and the same document.
COLOURS = [CONTRAST, "link-in-text-block"]
SIZED = ["target-size", "scrollable-region-focusable"]


def violations(page: Page, rules: list[str], *left_out: str) -> list[Any]:
    without = {rule: {"enabled": False} for rule in left_out}
    options = {"runOnly": rules, "rules": without, "resultTypes": ["violations"]}
    if not page.evaluate("'axe' in window"):  # half a megabyte to be read, once in a document
        page.evaluate(Axe().axe_script)
    found = page.evaluate("async (options) => (await axe.run(options)).violations", options)
    return [(rule["id"], [node["target"] for node in rule["nodes"]][:5]) for rule in found]


# The themes are the same on a phone.
SEEN = [
    ("laptop", "light", ALL),
    ("laptop", "dark", COLOURS),
    ("laptop", "projector", COLOURS + SIZED),
    ("phone", "light", ALL),
]
# Contrast takes seconds where one template makes many sections: it is looked at in those that have something of a new kind. The
# others leave the page, as axe reads also what is hidden.
ONE_OF_EACH_KIND = """() => {
  const seen = new Set();
  for (const section of document.querySelectorAll('main section')) {
    const kind = (one) => `${one === section ? '' : kind(one.parentElement)} > ${one.tagName}.${one.className}`;
    const kinds = [...section.querySelectorAll('*')].map(kind).filter((one) => !seen.has(one));
    if (!kinds.length) section.remove();
    kinds.forEach((one) => seen.add(one));
  }
  return seen.size;
}"""


def everywhere(page: Page, seen: list[tuple[str, str, list[str]]] = SEEN) -> None:
    for size, theme, rules in seen:
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        page.select_option("#theme", theme)
        expect(page.locator("html")).to_have_attribute("data-theme", theme)
        page.wait_for_load_state("networkidle")
        assert (size, theme, violations(page, rules)) == (size, theme, [])


@pytest.mark.parametrize("path", ["/", "/compare", "/growing", "/api", "/nothing"])
def test_axe_finds_nothing_at_any_size_in_any_theme(look: Look, path: str) -> None:
    sight = look(f"{path}#theme=light")
    page = sight.page
    if path == "/api":
        page.wait_for_load_state("networkidle")
        assert violations(page, ALL, *COLOURS) == []
        assert page.evaluate(ONE_OF_EACH_KIND) > 10
    everywhere(page)
    if path == "/compare":
        led(page, "mode=sentences")
        expect(page.locator("[name=mode][value=sentences]")).to_be_checked()
        everywhere(page, [one for one in SEEN if one[1] == "light"])  # its colours are those of the other way
    if path == "/nothing":
        sight.faults.clear()  # the browser writes down that the answer was 404


@pytest.mark.parametrize("path", ["/fr/", "/ar-xb/compare"])
def test_axe_finds_nothing_in_another_language_and_words_of_the_network_are_marked_as_english(look: Look, path: str) -> None:
    page = look(path).page
    page.wait_for_load_state("networkidle")
    assert violations(page, ALL) == []
    spoken = "(words) => words.map((word) => word.closest('[lang]').lang)"
    assert set(page.locator("#word, #answer [data-word] > span:first-child, .token").evaluate_all(spoken)) == {"en"}
