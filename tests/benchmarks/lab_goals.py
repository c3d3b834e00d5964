"""What the lab is to learn, in how many of ten runs, and within which time: in the page itself, from the press of Run on.

Each run has a seed of its own, for the sequences and for the first weights. What the worker tells the page of a mark is written
down with its time, so that all that the page does on the way is counted.
"""

from __future__ import annotations

import statistics
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, expect

from tests.benchmarks.measure import Bars
from tests.serving import Server

RUNS = 10
MOST = 180  # seconds of one run
SHUT, OPEN = 0.4, 0.9  # the forget gate at a new country; in passing and elsewhere
GOES_ON = 1_000  # updates, to which a run goes on before its gates are read
# Marks, as the worker tells of them, with the time at which the page hears of them.
LISTEN = """
  const Own = window.Worker;
  window.marks = [];
  window.Worker = class extends Own {
    constructor(address, options) {
      super(address, options);
      window.workerAt = String(address);
      this.addEventListener("message", ({ data }) => {
        if (data.report !== "mark") return;
        window.marks.push({ at: performance.now(), update: data.update, judged: data.judged });
        if (window.marks.length > 400) window.marks.shift();
      });
    }
  };
"""
PRESS_RUN = "() => { window.pressed = performance.now(); document.querySelector('#run').click(); }"
TOLD = "() => ({ pressed: window.pressed, marks: window.marks })"


@dataclass(frozen=True)
class Goal:
    """``right``: in the set ``on``, at which it counts as learned; ``least``, ``most``: the share of runs that get there.

    ``middle``: between what the share right is to be at the end, in the middle of all runs.
    """

    name: str
    title: str
    task: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    recipe: Mapping[str, Any] = field(default_factory=dict)
    cell: str = "lstm"
    on: str = "unseen"
    by: str = "answers"
    right: float = 0.98
    seconds: float = float("inf")
    least: float | None = None
    most: float | None = None
    middle: tuple[float | None, float | None] = (None, None)
    gates: bool = False

    def at(self, seed: int) -> str:
        told: dict[str, Any] = {"task": self.task, "seed": seed, "cell": self.cell}
        told |= {f"task-{name}": value for name, value in self.settings.items()}
        told |= {f"learn-{name}": value for name, value in self.recipe.items()}
        return f"/lab#{urlencode(told)}"


TWELVE = {"how_many": 12}
RNN = {"rate": 0.005}
GOALS = (
    Goal("six", "India, then Norway: six countries", "india", seconds=3, least=0.9, gates=True),
    Goal("twelve", "the same, twelve countries", "india", TWELVE, seconds=5, least=0.9, gates=True),
    Goal(
        "invented", "the same, half of the names invented", "india", TWELVE | {"invented": 50}, {"until": 0.98},
        on="invented", seconds=15, least=0.9,
    ),
    Goal("order60", "temporal order, 60 letters", "order", by="sequences", seconds=3, least=0.9),
    Goal("order100", "temporal order, 100 letters", "order", {"length": 100}, by="sequences", seconds=5, least=0.9),
    Goal("rnn60", "temporal order, 60 letters, plain RNN", "order", {}, RNN, "rnn", by="sequences", most=0.0),
    Goal("rnn100", "temporal order, 100 letters, plain RNN", "order", {"length": 100}, RNN, "rnn", by="sequences", most=0.0),
    Goal("adding", "adding, 30 numbers", "adding", seconds=2, least=0.9),
    Goal("counting", "a^n b^n taught to 10, right to 30", "counting", on="beyond", by="sequences", right=1, least=0.9),
    Goal("reber", "continual Reber, forget gate", "reber_stream", on="beyond", right=0.95, middle=(0.95, None)),
    Goal("without", "the same without it", "reber_stream", cell="lstm_1997", on="beyond", right=0.95, middle=(None, 0.7)),
)  # fmt: skip


def learned(bars: Bars, browser: Browser, server: Server, goal: Goal, runs: int) -> None:
    found = [run_of(browser, server, goal, seed) for seed in range(runs)]
    reached = [one for one in found if one["update"] and one["seconds"] <= goal.seconds]  # update 0: it never was
    within = f" within {goal.seconds:g} s" if goal.seconds < float("inf") else ""
    what, share = f"{goal.title}: {goal.right:g} right{within}", len(reached) / runs
    if goal.most is None:
        bars.at_least(what, share, goal.least)
    else:
        bars.at_most(what, share, goal.most)
    if reached:
        updates, seconds = ([one[key] for one in reached] for key in ("update", "seconds"))
        span = f"{min(updates)} to {max(updates)} updates, {min(seconds):.1f} to {max(seconds):.1f} s"
        print(f"    {span}, in the middle {statistics.median(updates):.0f} and {statistics.median(seconds):.1f} s")
    rights = sorted(one["right"] for one in found)
    print(f"    at the end {rights[0]:.3f} to {rights[-1]:.3f} right in the set {goal.on}")
    least, most = goal.middle
    if least is not None:
        bars.at_least(f"{goal.title}: right at the end, in the middle", statistics.median(rights), least)
    if most is not None:
        bars.at_most(f"{goal.title}: right at the end, in the middle", statistics.median(rights), most)
    if goal.gates:
        for key, when in (("solved", "when it is solved"), ("later", f"after {GOES_ON:,} updates")):
            legible(bars, f"{goal.title}: gates can be read {when}", [one[key] for one in found])


def legible(bars: Bars, what: str, gates: list[list[float]]) -> None:
    """``gates``: of each run the forget gate at a new country, at a name in passing, and elsewhere."""
    read = [new < SHUT and min(passing, rest) > OPEN for new, passing, rest in gates]
    bars.at_least(what, sum(read) / len(read), 0.9 if "updates" in what else None)
    columns = zip(*gates, strict=True)
    spans = (f"{name} {min(one):.2f} to {max(one):.2f}" for name, one in zip(("new", "in passing", "else"), columns, strict=True))
    print(f"    forget gate: {', '.join(spans)}")


def run_of(browser: Browser, server: Server, goal: Goal, seed: int) -> dict[str, Any]:
    page = opened(browser, server, goal.at(seed))
    page.evaluate(PRESS_RUN)
    run_to_its_end(page)
    told = page.evaluate(TOLD)
    marks = [(one["update"], (one["at"] - told["pressed"]) / 1e3, one["judged"][goal.on][goal.by]) for one in told["marks"]]
    update, seconds, _ = next((mark for mark in marks if mark[2] >= goal.right), (0, float("inf"), 0))
    found = {"update": update, "seconds": seconds, "right": marks[-1][2]}
    if goal.gates:
        found["solved"] = forget_gate(page)
        page.click("#run")
        run_to_its_end(page)
        found["later"] = forget_gate(page)
    page.context.close()
    return found


def opened(browser: Browser, server: Server, address: str) -> Page:
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.add_init_script(LISTEN)
    page.goto(server.address + address)
    expect(page.locator("#standing")).to_have_text("Ready. Press Run.", timeout=30_000)
    return page


def run_to_its_end(page: Page) -> None:
    expect(page.locator("#run")).to_have_text("Pause")
    expect(page.locator("#run")).to_have_text("Run", timeout=1000 * MOST)


def forget_gate(page: Page) -> list[float]:
    """As the page tells of it: at a new country, at a name in passing, at all other words."""
    page.wait_for_timeout(200)  # until it is drawn
    return [float(text) for text in page.locator("#gates-held tbody tr").first.locator("td").all_inner_texts()]
