"""A browser that sees the app as a class does, and writes down whatever goes wrong on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.chromium import MISSING, chromium
from tests.browser.leading import led
from tests.browser.waiting import MOST_SECONDS
from tests.serving import Server, doubled

QUIET = [  # it asks no other host for anything on its own
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    "--no-sandbox",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # what is asked for elsewhere fails
    "--disable-gpu",
    "--in-process-gpu",  # what is drawn goes to no process of its own: a tenth less work
]
expect.set_options(timeout=1000 * MOST_SECONDS)
SIZES = {"laptop": (1440, 900), "projector": (1280, 720), "phone": (390, 844)}


@pytest.fixture(scope="package")
def server() -> Iterator[Server]:
    with doubled() as server:
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
    again: bool = True  # whether another test may use the page: not where its clock was taken away


Look = Callable[..., Sight]
Motion = Literal["no-preference", "reduce"]


@dataclass
class Pages:
    """Pages that are used again: a fresh one takes several times as long to show something as one that has shown it before.

    What a test has left is put away: routes, what was kept in the browser, the size, the wish for no motion. The document itself
    is a new one each time.
    """

    browser: Browser
    server: Server
    free: dict[str, list[Sight]] = field(default_factory=dict)

    def take(self, size: str, motion: Motion, context: dict[str, object]) -> Sight:
        free = self.free.setdefault(self.key(context), [])
        sight = free.pop() if free else self.fresh(context)
        sight.faults.clear()  # of the document that is left now
        sight.elsewhere.clear()
        width, height = SIZES[size]
        sight.page.set_viewport_size({"width": width, "height": height})
        sight.page.emulate_media(reduced_motion=motion)
        return sight

    def fresh(self, context: dict[str, object]) -> Sight:
        page = self.browser.new_context(**context).new_page()  # type: ignore[arg-type]
        page.set_default_timeout(1000 * MOST_SECONDS)
        sight = Sight(page)
        page.on("console", lambda said: _write_down(said.text, sight.faults, said.type in ("error", "warning")))
        page.on("pageerror", lambda error: _write_down(str(error), sight.faults))
        # To hear of all requests, and not of those alone that fail, would take a tenth of the time of a page.
        page.on("requestfailed", lambda asked: _write_down(asked.url, sight.elsewhere, not _is_here(asked.url, self.server)))
        return sight

    def give_back(self, sight: Sight, context: dict[str, object]) -> None:
        page = sight.page
        if not sight.again:
            return page.context.close()
        page.unroute_all(behavior="ignoreErrors")
        page.evaluate(
            "() => { try { localStorage.clear(); sessionStorage.clear(); } catch { /* a page of an error has none */ } }"
        )
        page.mouse.move(0, 0)
        self.free.setdefault(self.key(context), []).append(sight)

    @staticmethod
    def key(context: dict[str, object]) -> str:
        return f"{sorted(context.items())}"


@contextmanager
def looking(pages: Pages) -> Iterator[Look]:
    """Opens pages at a size of ``SIZES``; at the end nothing may have gone wrong on them."""
    opened: list[tuple[Sight, dict[str, object]]] = []

    def open_page(
        path: str = "/",
        size: str = "laptop",
        *,
        folded: bool = False,
        reduced_motion: Motion = "no-preference",
        **context: object,
    ) -> Sight:
        """``folded``: as it is seen first; else what stands behind "More" is opened, as most of what is tested is there.

        Pages are shared by tests that want the same of a browser: ``context``, which cannot be changed any more.
        """
        sight = pages.take(size, reduced_motion, context)
        opened.append((sight, context))
        if _is_here(sight.page.url, pages.server):
            # An address that differs behind its # alone would open no new document. A blank page between the two would do it
            # as well, but all scripts would have to be read anew after it, which takes a second.
            sight.page.evaluate("history.replaceState(null, '', '/healthz')")
        sight.page.goto(pages.server.address + (path if folded else unfolded(path)))
        return sight

    yield open_page
    for sight, _ in opened:
        assert sight.faults == []
        assert sight.elsewhere == []
    for sight, context in opened:  # after a failure they are left as they are, and not used again
        pages.give_back(sight, context)


@pytest.fixture(scope="package")
def pages(browser: Browser, server: Server) -> Pages:
    return Pages(browser, server)


@pytest.fixture
def look(pages: Pages) -> Iterator[Look]:
    """For one test."""
    with looking(pages) as look:
        yield look


def unfolded(path: str) -> str:
    """The page of a walk with all that stands behind "More", as its link says it; any other page as it is."""
    page, _, fragment = path.partition("#")
    return f"{page}#{fragment}{'&' if fragment else ''}more=1" if page.partition("?")[0] == "/" else path


LookOnce = Callable[[], AbstractContextManager[Look]]


@pytest.fixture(scope="module")
def look_once(pages: Pages) -> LookOnce:
    """For several tests of one page: a page takes longer to open than most of them take."""
    return lambda: looking(pages)


Lead = Callable[..., Page]


@pytest.fixture(scope="module")
def walking(look_once: LookOnce) -> Iterator[Sight]:
    """The page of a walk, on which nothing moves, for those tests of a module that are led from one address to another."""
    with look_once() as look:
        yield look("/", reduced_motion="reduce")


@pytest.fixture
def lead(walking: Sight) -> Iterator[Lead]:
    """To an address of the page of a walk; nothing may have gone wrong there."""
    walking.faults.clear()
    yield lambda view="": led(walking.page, view)
    walking.page.unroute_all(behavior="ignoreErrors")
    assert walking.faults == []


def _write_down(text: str, where: list[str], wrong: bool = True) -> None:
    if wrong:
        where.append(text)


def _is_here(url: str, server: Server) -> bool:
    return url.startswith((server.address + "/", "data:", "blob:"))
