"""A browser that sees the app as a class does, and writes down whatever goes wrong on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import MISSING, chromium
from tests.serving import Server, serving

QUIET = [  # it asks no other host for anything on its own
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    "--no-sandbox",
    "--disable-gpu",
]
SIZES = {"laptop": (1440, 900), "projector": (1280, 720), "phone": (390, 844)}


@pytest.fixture(scope="package")
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    found = chromium()
    if not found:
        pytest.fail(MISSING, pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield browser
        browser.close()


@dataclass
class Sight:
    """A page, and what went wrong on it."""

    page: Page
    faults: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)  # addresses on other hosts that were asked for


@pytest.fixture
def look(browser: Browser, server: Server) -> Iterator[Callable[..., Sight]]:
    """Opens a page at a size of ``SIZES``; at the end of the test nothing may have gone wrong on it."""
    opened: list[Sight] = []

    def open_page(path: str = "/", size: str = "laptop", **context: object) -> Sight:
        width, height = SIZES[size]
        page = browser.new_context(viewport={"width": width, "height": height}, **context).new_page()  # type: ignore[arg-type]
        sight = Sight(page)
        page.on("console", lambda said: sight.faults.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: sight.faults.append(str(error)))
        page.on("request", lambda asked: _is_here(asked.url, server) or sight.elsewhere.append(asked.url))
        opened.append(sight)
        page.goto(server.address + path)
        return sight

    yield open_page
    for sight in opened:
        sight.page.context.close()
        assert sight.faults == []
        assert sight.elsewhere == []


def _is_here(url: str, server: Server) -> bool:
    return url.startswith((server.address + "/", "data:", "blob:"))
