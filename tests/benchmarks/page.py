"""``python -m tests.benchmarks.page``: how soon the page is there, and what a step costs it.

A step is one part of a word's step, as a sentence plays at the fast speed: one tick of the player. What is counted is the
time that scripts take on the page's main thread until the next tick: the tick itself, every frame of the motion that
follows from it, and what is opened and drawn for who stays, with the layout that scripts force the browser to do. What the
browser does of its own accord is not counted: style, layout, painting and the reading of answers.
"""

from __future__ import annotations

import json
import statistics
import sys
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.benchmarks.measure import Bars
from tests.browser.chromium import MISSING, WHOLE, chromium
from tests.browser.conftest import QUIET
from tests.serving import Server, serving

LOADS = 5
STEPS = 100
CHANGES = 15
PAUSE = 250  # milliseconds between two ticks of the player at the fast speed
# What Chromium calls the work of scripts in its records.
SCRIPT = {
    "EvaluateScript",
    "EventDispatch",
    "FireAnimationFrame",
    "FunctionCall",
    "RunMicrotasks",
    "TimerFire",
    "v8.callFunction",
}
# Presses an experiment, and waits until the frame is painted in which the belt, the strip and the answer are drawn anew: a
# timer that is set within a frame fires when that frame is done. The pictures of the whole sentence, further down, come next.
CHANGE = """
  (n) => new Promise((resolve) => {
    const from = performance.now();
    document.querySelector('.belt').once('plotly_afterplot', () => setTimeout(() => resolve(performance.now() - from)));
    document.querySelectorAll('#experiments button')[n].click();
  })
"""
# Written down in every frame from the beginning: when the first walk is there, and when all figures are.
WATCH = """
  const seen = window.seen = {};
  const look = () => {
    if (!seen.walk && document.querySelectorAll('#track button').length) seen.walk = performance.now();
    const figures = [...document.querySelectorAll('.belt, #lines, .map')];
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


def loads(bars: Bars, browser: Browser, server: Server) -> None:
    seen = []
    for _ in range(LOADS):
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        seen.append(a_load(context.new_page(), server))
        context.close()
    bars.at_most("seconds until the first walk is there", statistics.median(one["walk"] for one in seen) / 1e3, 1.0)
    bars.at_most("seconds until all figures are there", statistics.median(one["figures"] for one in seen) / 1e3, 2.5)


def steps(bars: Bars, browser: Browser, server: Server, words: int, bar: tuple[float, float] | None) -> None:
    """A sentence that plays fast, with things that move, from its first word on."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.goto(server.address)
    page.fill("#text", " ".join(("Norway is a beautiful country . " * words).split()[:words]))
    page.press("#text", "Enter")
    expect(page.locator("#track button")).to_have_count(words, timeout=30_000)
    expect(page.locator("#maps figure:last-child .main-svg").first).to_be_attached(timeout=30_000)
    page.select_option("#speed", "fast")
    page.locator("[data-command=begin]").click()
    page.wait_for_timeout(1000)
    browser.start_tracing(page=page, categories=["devtools.timeline"])
    page.locator("#play").click()
    page.wait_for_timeout((STEPS + 2) * PAUSE)
    took = sorted(script_of_steps(json.loads(browser.stop_tracing())["traceEvents"])[:STEPS])
    expect(page.locator("#play")).to_have_text("Pause")
    page.context.close()
    assert len(took) == STEPS
    print(f"a step that is drawn while {words} words play fast")
    bars.at_most("milliseconds of script, median", statistics.median(took), bar and bar[0])
    bars.at_most("milliseconds of script, 95 %", took[int(0.95 * len(took))], bar and bar[1])


def script_of_steps(events: list[dict[str, Any]]) -> list[float]:
    """Milliseconds from each tick of the player to the next, of what was recorded since it was started.

    Of events within each other only the outermost is counted: it holds the others.
    """
    ticking = [event for event in events if event["name"] == "TimerInstall" and event["args"]["data"]["timeout"] == PAUSE]
    player = next(event for event in ticking if not event["args"]["data"]["singleShot"])
    page = (player["pid"], player["tid"])
    timer = player["args"]["data"]["timerId"]
    found: list[float] = []
    end = 0
    scripts = [event for event in events if event["name"] in SCRIPT and (event["pid"], event["tid"]) == page and "dur" in event]
    for event in sorted(scripts, key=lambda event: (event["ts"], -event["dur"])):
        if event["ts"] < end:
            continue
        end = event["ts"] + event["dur"]
        if event["name"] == "TimerFire" and event["args"]["data"]["timerId"] == timer:
            found.append(0.0)
        if found:
            found[-1] += event["dur"] / 1e3
    return found[:-1]  # the last one was not over


def changes(bars: Bars, browser: Browser, server: Server) -> None:
    """From the press that holds a gate until the frame is painted in which the belt shows what follows."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.goto(server.address)
    expect(page.locator("#maps figure:last-child .main-svg").first).to_be_attached(timeout=30_000)
    took = []
    for n in range(CHANGES):
        page.wait_for_timeout(800)
        took.append(page.evaluate(CHANGE, n % 2))
    page.context.close()
    bars.at_most("milliseconds until a change is on the screen, median", statistics.median(took), 100)


def main() -> int:
    found = chromium(*WHOLE)  # frames are measured as a window shows them
    if not found:
        print(MISSING, file=sys.stderr)
        return 1
    bars = Bars()
    with serving() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=QUIET)
        loads(bars, browser, server)
        changes(bars, browser, server)
        steps(bars, browser, server, 40, (16, 33))
        steps(bars, browser, server, 200, None)
        browser.close()
    print("missed: " + "; ".join(bars.missed) if bars.missed else "every bar is reached")
    return bool(bars.missed)


if __name__ == "__main__":
    sys.exit(main())
