"""``python -m tests.benchmarks.page``: how soon the page is there, what a step costs it, and how smoothly it plays, on this
computer and on one that is four times slower.

A step is one part of a word's step: one tick of the player. What is counted is the time that scripts take on the page's main
thread until the next tick, with the layout that they force the browser to do. It is told beside the time that it takes to draw
the belt once by hand, with Plotly, in the same browser: what a computer can do falls on both alike. What the browser does of
its own accord is not counted: style, layout, painting and the reading of answers. It shows in the frames that are dropped.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.benchmarks.measure import Bars
from tests.benchmarks.unwatched import unwatched
from tests.browser.chromium import MISSING, WHOLE, chromium
from tests.browser.conftest import QUIET
from tests.serving import Server, serving

LOADS = 5
STEPS = 100
CHANGES = 15
PRESSES = 20
SLOWER = 4  # times, as a school's laptop may be
FRAMES = 60  # in a second
PLAYED = 12  # seconds at the usual speed
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
# Presses an experiment, and waits until the frame is painted in which the strip and the answer are others: a timer that is set
# within a frame fires when that frame is done.
CHANGE = """
  (n) => new Promise((resolve) => {
    const from = performance.now();
    const strip = document.querySelector('#track');
    const seen = new MutationObserver(() => {
      seen.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - from)));
    });
    seen.observe(strip, { childList: true });
    document.querySelectorAll('#experiments button')[n].click();
  })
"""
# From a press until the frame is painted that follows it.
PRESS = """
  () => new Promise((resolve) => {
    const from = performance.now();
    document.querySelector('[data-command=tokenOn]').click();
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - from)));
  })
"""
# The belt as it stands, drawn anew with values of which Plotly does not know that they are the same.
BY_HAND = """
  async (times) => {
    const place = document.querySelector('.belt');
    const kept = JSON.stringify({ data: place.data, layout: place.layout });
    const took = [];
    for (let n = 0; n < times; n++) {
      const { data, layout } = JSON.parse(kept);
      const from = performance.now();
      await Plotly.react(place, data, { ...layout, datarevision: n }, { displayModeBar: false });
      took.push(performance.now() - from);
      await new Promise((next) => setTimeout(next, 50));
    }
    return took;
  }
"""
# How many frames come in so many seconds.
COUNT = """
  (seconds) => new Promise((resolve) => {
    let [count, end] = [0, performance.now() + 1000 * seconds];
    const next = (now) => (now < end ? (count++, requestAnimationFrame(next)) : resolve(count));
    requestAnimationFrame(next);
  })
"""
# Written down in every frame from the beginning: when the first walk is there, and when the belt is.
WATCH = """
  const seen = window.seen = {};
  const look = () => {
    if (!seen.walk && document.querySelectorAll('#track button').length) seen.walk = performance.now();
    if (!seen.belt && document.querySelector('.belt .point')) seen.belt = performance.now();
    if (!seen.belt) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
"""


def opened(browser: Browser, slower: float = 1) -> Page:
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    return page


def a_load(page: Page, server: Server) -> dict[str, float]:
    page.add_init_script(WATCH)
    page.goto(server.address)
    for _ in range(400):
        seen: dict[str, float] = page.evaluate("window.seen")
        if "belt" in seen:
            return seen
        page.wait_for_timeout(50)
    raise RuntimeError("the belt was not drawn in 20 s")


def unwatched_load(browser: Browser, server: Server, slower: float) -> dict[str, float]:
    with unwatched(browser, slower, WATCH) as page:
        page.ask("Page.navigate", url=server.address)
        for _ in range(200):
            seen: dict[str, float] = page.value("window.seen") or {}
            if "belt" in seen:
                return seen
            time.sleep(0.1)
    raise RuntimeError("the belt was not drawn in 20 s")


def loads(bars: Bars, browser: Browser, server: Server, slower: float, most: tuple[float, float]) -> None:
    seen = [unwatched_load(browser, server, slower) for _ in range(LOADS)]
    bars.at_most("seconds until the first walk is there", statistics.median(one["walk"] for one in seen) / 1e3, most[0])
    bars.at_most("seconds until the belt is there", statistics.median(one["belt"] for one in seen) / 1e3, most[1])


def smoothness(bars: Bars, browser: Browser, server: Server, slower: float) -> None:
    """The first sentence at the usual speed, from its first word on; and words, one press after another."""
    page = opened(browser, slower)
    a_load(page, server)
    page.wait_for_timeout(1000)
    page.locator("#play").click()
    came: int = page.evaluate(COUNT, PLAYED)
    page.locator("#play").click()
    took = []
    for _ in range(PRESSES):
        page.wait_for_timeout(300)
        took.append(page.evaluate(PRESS))
    page.context.close()
    bars.at_most("percent of frames dropped while it plays", max(0, 100 * (1 - came / (FRAMES * PLAYED))), 10)
    bars.at_most("milliseconds until a press is answered, median", statistics.median(took), 100)


def steps(bars: Bars, browser: Browser, server: Server, words: int, bar: float | None) -> None:
    """A sentence that plays fast, with things that move, from its first word on."""
    page = opened(browser)
    page.goto(server.address)
    page.fill("#text", " ".join(("Norway is a beautiful country . " * words).split()[:words]))
    page.press("#text", "Enter")
    expect(page.locator("#track button")).to_have_count(words, timeout=30_000)
    expect(page.locator(".belt .point").first).to_be_attached(timeout=30_000)
    by_hand = statistics.median(page.evaluate(BY_HAND, LOADS * 4))
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
    bars.at_most("of the time of one drawing by hand, the mean of the script", statistics.mean(took) / by_hand, bar)
    bars.at_most("of the time of one drawing by hand, 95 % of the steps", took[int(0.95 * len(took))] / by_hand, None)


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
    page = opened(browser)
    page.goto(server.address)
    expect(page.locator(".belt .point").first).to_be_attached(timeout=30_000)
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
        print("on this computer")
        loads(bars, browser, server, 1, (1.0, 2.5))
        smoothness(bars, browser, server, 1)
        changes(bars, browser, server)
        print("on one that is four times slower")
        loads(bars, browser, server, SLOWER, (4.0, 4.0))
        smoothness(bars, browser, server, SLOWER)
        steps(bars, browser, server, 40, 1)
        steps(bars, browser, server, 200, None)
        browser.close()
    print("missed: " + "; ".join(bars.missed) if bars.missed else "every bar is reached")
    return bool(bars.missed)


if __name__ == "__main__":
    sys.exit(main())
