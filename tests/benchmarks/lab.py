"""``python -m tests.benchmarks.lab``: what the page of the lab learns, how fast, and how it feels meanwhile; in Chromium.

All of it takes long. ``python -m tests.benchmarks.lab six pace`` measures these parts only, ``--runs 3`` fewer runs of each: so
it can be done in pieces.
"""

from __future__ import annotations

import argparse
import sys

from playwright.sync_api import sync_playwright

from tests.benchmarks import lab_pace, lab_presses
from tests.benchmarks.lab_goals import GOALS, RUNS, learned
from tests.benchmarks.measure import Bars
from tests.browser.chromium import MISSING, WHOLE, chromium
from tests.browser.conftest import QUIET
from tests.serving import serving

PARTS = {"pace": lab_pace.pace, "presses": lab_presses.presses, "hours": lab_presses.hours, "behind": lab_presses.behind}


def main() -> int:
    goals = {goal.name: goal for goal in GOALS}
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("parts", nargs="*", help=f"of {', '.join([*PARTS, *goals])}; none: all of them")
    asked.add_argument("--runs", type=int, default=RUNS, help="of each goal, each with a seed of its own")
    given = asked.parse_args()
    if unknown := set(given.parts) - {*PARTS, *goals}:
        asked.error(f"there is no {', '.join(sorted(unknown))}")
    found = chromium(*WHOLE)  # pictures are counted as a window shows them
    if not found:
        print(MISSING, file=sys.stderr)
        return 1
    bars = Bars()
    with serving() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=[*QUIET, "--enable-precise-memory-info"])
        for name in given.parts or [*PARTS, *goals]:
            if name in PARTS:
                PARTS[name](bars, browser, server)
            else:
                learned(bars, browser, server, goals[name], given.runs)
        browser.close()
    return 1 if bars.missed else 0


if __name__ == "__main__":
    sys.exit(main())
