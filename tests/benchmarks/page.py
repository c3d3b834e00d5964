"""``python -m tests.benchmarks.page``: how soon the page is there, and what a step costs it."""

from __future__ import annotations

import statistics
import sys
from typing import Any

from playwright.sync_api import Page, expect, sync_playwright

from tests.benchmarks.measure import Bars
from tests.browser.chromium import MISSING, chromium
from tests.browser.conftest import QUIET
from tests.serving import Server, serving

LOADS = 5
# Written down in every frame from the beginning: when the first walk is there, and when all figures are.
WATCH = """
  const seen = window.seen = {};
  const look = () => {
    if (!seen.walk && document.querySelectorAll('#track button').length) seen.walk = performance.now();
    const figures = [...document.querySelectorAll('#belt, #lines, .map')];
    const drawn = figures.length > 2 && figures.every((one) => one.querySelector('.main-svg'));
    if (!seen.figures && drawn) seen.figures = performance.now();
    if (!seen.figures) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
"""


def a_load(page: Page, server: Server) -> dict[str, float]:
    page.add_init_script(WATCH)
    page.goto(server.address)
    for _ in range(200):
        seen: dict[str, float] = page.evaluate("window.seen")
        if "figures" in seen:
            return seen
        page.wait_for_timeout(50)
    raise RuntimeError("not all figures were drawn in 10 s")


def loads(bars: Bars, browser: Any, server: Server) -> None:
    seen = []
    for _ in range(LOADS):
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        seen.append(a_load(context.new_page(), server))
        context.close()
    bars.at_most("seconds until the first walk is there", statistics.median(one["walk"] for one in seen) / 1e3, 1.0)
    bars.at_most("seconds until all figures are there", statistics.median(one["figures"] for one in seen) / 1e3, 2.5)


def busy_seconds(session: Any) -> float:
    """Of the page's main thread: scripts, and what they make the browser lay out."""
    return next(m["value"] for m in session.send("Performance.getMetrics")["metrics"] if m["name"] == "TaskDuration")


def steps(bars: Bars, browser: Any, server: Server, words: int, bar: tuple[float, float] | None) -> None:
    """Each word of a sentence gone to by key; what it cost the page, motion and all."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.goto(server.address)
    page.fill("#text", " ".join(("Norway is a beautiful country . " * words).split()[:words]))
    page.press("#text", "Enter")
    expect(page.locator("#track button")).to_have_count(words, timeout=30_000)
    page.wait_for_timeout(2000)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    page.evaluate("document.activeElement.blur()")  # keys are left to who types
    page.keyboard.press("Home")
    page.wait_for_timeout(1000)
    took = []
    for _ in range(min(words, 40) - 1):
        before = busy_seconds(session)
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(100)  # less than until the number is opened in full: that is not part of playing
        took.append((busy_seconds(session) - before) * 1e3)
        page.wait_for_timeout(300)
    expect(page.locator("#track button").nth(len(took))).to_have_attribute("aria-current", "step")
    took.sort()
    median, nearly_all = statistics.median(took), took[int(0.95 * len(took))]
    print(f"a step of one word, {words} words")
    bars.at_most("milliseconds of work, median", median, bar and bar[0])
    bars.at_most("milliseconds of work, 95 %", nearly_all, bar and bar[1])


def main() -> int:
    found = chromium()
    if not found:
        print(MISSING, file=sys.stderr)
        return 1
    bars = Bars()
    with serving() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=QUIET)
        loads(bars, browser, server)
        steps(bars, browser, server, 40, (16, 33))
        steps(bars, browser, server, 200, None)
        browser.close()
    print("missed: " + "; ".join(bars.missed) if bars.missed else "every bar is reached")
    return bool(bars.missed)


if __name__ == "__main__":
    sys.exit(main())
