"""Everybody can use the pages: by eye, by keyboard, by ear, without motion."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import SIZES, Look

ALL = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What another theme can change: it has other colours and another size of letters, and the same document.
LOOKS = ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"]


def violations(page: Page, rules: list[str]) -> list[Any]:
    found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]}).response["violations"]
    return [(rule["id"], [node["target"] for node in rule["nodes"]][:5]) for rule in found]


# Another theme has other colours, and the projector's has larger letters; they are the same on a phone.
SEEN = [("laptop", "light", ALL), ("laptop", "dark", LOOKS), ("laptop", "projector", LOOKS), ("phone", "light", ALL)]
# Of parts that one template makes, all are looked at first, and then the first few: contrast takes seconds where there are many.
FEW_ALIKE = "document.querySelectorAll('main section:nth-of-type(n + 5)').forEach((one) => { one.hidden = true; })"


@pytest.mark.parametrize("path", ["/", "/compare", "/compare#mode=sentences", "/growing", "/api", "/nothing"])
def test_axe_finds_nothing_at_any_size_in_any_theme(look: Look, path: str) -> None:
    sight = look(f"{path}{'&' if '#' in path else '#'}theme=light")
    page = sight.page
    for size, theme, rules in SEEN:
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        page.select_option("#theme", theme)
        expect(page.locator("html")).to_have_attribute("data-theme", theme)
        page.wait_for_load_state("networkidle")
        assert (size, theme, violations(page, rules)) == (size, theme, [])
        if path == "/api":
            page.evaluate(FEW_ALIKE)
    if path == "/nothing":
        sight.faults.clear()  # the browser writes down that the answer was 404


@pytest.mark.parametrize("path", ["/fr/", "/ar-xb/compare"])
def test_axe_finds_nothing_in_another_language_and_words_of_the_network_are_marked_as_english(look: Look, path: str) -> None:
    page = look(path).page
    page.wait_for_load_state("networkidle")
    assert violations(page, ALL) == []
    spoken = "(words) => words.map((word) => word.closest('[lang]').lang)"
    assert set(page.locator("#word, #answer [data-word] > span:first-child, .token").evaluate_all(spoken)) == {"en"}
