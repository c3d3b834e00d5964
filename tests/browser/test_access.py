"""Everybody can use the pages: by eye, by keyboard, by ear, without motion."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Sight

Look = Callable[..., Sight]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize("size", ["laptop", "phone"])
@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
@pytest.mark.parametrize("path", ["/", "/compare", "/compare?mode=sentences", "/api", "/nothing"])
def test_axe_finds_nothing(look: Look, path: str, theme: str, size: str) -> None:
    sight = look(f"{path}{'&' if '?' in path else '?'}theme={theme}", size)
    sight.page.wait_for_load_state("networkidle")
    found = Axe().run(sight.page, options=RULES).response["violations"]
    assert [(rule["id"], [node["target"] for node in rule["nodes"]][:5]) for rule in found] == []
    if path == "/nothing":
        sight.faults.clear()  # the browser writes down that the answer was 404
