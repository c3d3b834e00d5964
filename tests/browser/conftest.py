"""A browser that sees the app as a class does, and writes down whatever goes wrong on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
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


Look = Callable[..., Sight]


@contextmanager
def looking(browser: Browser, server: Server) -> Iterator[Look]:
    """Opens pages at a size of ``SIZES``; at the end nothing may have gone wrong on them."""
    opened: list[Sight] = []

    def open_page(path: str = "/", size: str = "laptop", **context: object) -> Sight:
        width, height = SIZES[size]
        page = browser.new_context(viewport={"width": width, "height": height}, **context).new_page()  # type: ignore[arg-type]
        sight = Sight(page)
        opened.append(sight)
        page.on("console", lambda said: _write_down(said.text, sight.faults, said.type in ("error", "warning")))
        page.on("pageerror", lambda error: _write_down(str(error), sight.faults))
        page.on("request", lambda asked: _write_down(asked.url, sight.elsewhere, not _is_here(asked.url, server)))
        page.goto(server.address + path)
        return sight

    yield open_page
    for sight in opened:
        sight.page.context.close()
        assert sight.faults == []
        assert sight.elsewhere == []


@pytest.fixture
def look(browser: Browser, server: Server) -> Iterator[Look]:
    """For one test."""
    with looking(browser, server) as look:
        yield look


LookOnce = Callable[[], AbstractContextManager[Look]]


@pytest.fixture(scope="module")
def look_once(browser: Browser, server: Server) -> LookOnce:
    """For several tests of one page: a page takes longer to open than most of them take."""
    return lambda: looking(browser, server)


def _write_down(text: str, where: list[str], wrong: bool = True) -> None:
    if wrong:
        where.append(text)


def _is_here(url: str, server: Server) -> bool:
    return url.startswith((server.address + "/", "data:", "blob:"))
