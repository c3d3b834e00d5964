"""How the page of the lab feels while it learns, and whether hours of learning, or a tab behind another one, change anything."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page

from tests.benchmarks.lab_goals import LISTEN, PRESS_RUN, opened
from tests.benchmarks.measure import Bars
from tests.benchmarks.unwatched import Unwatched
from tests.serving import Server

PRESSES, SECONDS, SLOWER = 30, 6, 4
HIDDEN = 5  # seconds
NEVER = "learn-until=2"  # a share right that nothing reaches
ENDLESS = f"/lab#task=india&cell=lstm&seed=0&updates=100000&{NEVER}"
# Small and quick, so that an hour's updates are made in a minute; judged as often as a larger one is in that time.
QUICK = f"/lab#task=order&cell=lstm&seed=0&updates=100000&task-length=20&learn-units=4&learn-batch=4&learn-unseen=16&{NEVER}"
WARM, LAST = 20_000, 100_000  # updates, between which memory must not grow
GROWTH = 1.1  # times, at most
# From a press until the frame is painted that follows it.
PRESS = """
  () => new Promise((resolve) => {
    const from = performance.now();
    document.querySelector('#settings-open').click();
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - from)));
  })
"""
# How often the curve of the loss is drawn anew.
DRAWN = """
  (seconds) => new Promise((resolve) => {
    let count = 0;
    const seen = new MutationObserver(() => count++);
    seen.observe(document.querySelector('#loss'), { childList: true });
    setTimeout(() => { seen.disconnect(); resolve(count / seconds); }, 1000 * seconds);
  })
"""
UPDATES = "() => window.marks.at(-1)?.update ?? 0"


def presses(bars: Bars, browser: Browser, server: Server) -> None:
    """A processor that is slowed slows the page; its worker goes on as before."""
    for slower, least, most in ((1, 10, 50), (SLOWER, 3, None)):
        page = opened(browser, server, ENDLESS)
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
        page.evaluate(PRESS_RUN)
        page.wait_for_timeout(1000)
        drawn = page.evaluate(DRAWN, SECONDS)
        took = []
        for _ in range(PRESSES):
            page.wait_for_timeout(200)
            took.append(page.evaluate(PRESS))
        page.context.close()
        on = "on this computer" if slower == 1 else f"at {slower} times slowed"
        bars.at_least(f"pictures a second while it learns, {on}", drawn, least)
        bars.at_most(f"milliseconds until a press is answered, {on}, median", statistics.median(took), most)
        print(f"    the slowest of {PRESSES}: {max(took):.0f} ms")


def hours(bars: Bars, browser: Browser, server: Server) -> None:
    page = opened(browser, server, QUICK)
    session = page.context.new_cdp_session(page)
    page.evaluate(PRESS_RUN)
    found = []
    for updates in (WARM, LAST):
        reach(page, updates)
        found.append((heap(session), resident(browser)))
    page.context.close()
    for what, before, after in zip(("heap of the page", "memory of its process, worker and all"), *found, strict=True):
        bars.at_most(f"{what}, after {LAST:,} updates / after {WARM:,}", after / before, GROWTH)
        print(f"    {before / 1e6:.0f} MB, {after / 1e6:.0f} MB")


def behind(bars: Bars, browser: Browser, server: Server) -> None:
    """Another tab of the same window in front of it. What drives pages for tests keeps all in front, so nothing drives these."""
    session = browser.new_browser_cdp_session()
    profile = session.send("Target.createBrowserContext")["browserContextId"]
    page = Unwatched(session, tab(session, profile))
    page.ask("Page.enable")
    page.ask("Page.addScriptToEvaluateOnNewDocument", source=LISTEN)
    page.ask("Page.navigate", url=server.address + ENDLESS)
    while page.value("document.querySelector('#standing')?.textContent") != "Ready. Press Run.":
        time.sleep(0.2)
    page.value(f"({PRESS_RUN})()")
    time.sleep(2)
    shown = updates_in(page)
    session.send("Target.activateTarget", {"targetId": tab(session, profile)})
    state, hidden = page.value("document.visibilityState"), updates_in(page)
    session.send("Target.disposeBrowserContext", {"browserContextId": profile})
    session.detach()
    bars.at_least(f"updates a second in a tab that is {state} / in front", hidden / shown, 0.5)


def tab(session: CDPSession, profile: str) -> str:
    made = session.send("Target.createTarget", {"url": "about:blank", "browserContextId": profile})
    return str(made["targetId"])


def updates_in(page: Unwatched) -> float:
    """Each second."""
    before, begun = page.value(f"({UPDATES})()"), time.perf_counter()
    time.sleep(HIDDEN)
    return float((page.value(f"({UPDATES})()") - before) / (time.perf_counter() - begun))


def reach(page: Page, updates: int) -> None:
    while page.evaluate(UPDATES) < updates:
        time.sleep(0.2)


def heap(session: CDPSession) -> float:
    """Bytes of what is still in use."""
    session.send("HeapProfiler.collectGarbage")
    return float(session.send("Runtime.getHeapUsage")["usedSize"])


def resident(browser: Browser) -> float:
    """Bytes of the largest process that draws pages."""
    session = browser.new_browser_cdp_session()
    pages = [one["id"] for one in session.send("SystemInfo.getProcessInfo")["processInfo"] if one["type"] == "renderer"]
    session.detach()
    return max(_resident(pid) for pid in pages)


def _resident(pid: int) -> float:
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS"))
    return 1024 * float(line.split()[1])
