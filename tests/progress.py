"""What a run of the tests says while it runs: one line for each part of the house, when all of its tests are done.

A dot for each of some thousand tests says nothing, and a failed one is told of at once by its name.
"""

from __future__ import annotations

import time
from collections import Counter
from pathlib import PurePosixPath

import pytest

Told = tuple[str, str, str]


def part_of(nodeid: str) -> str:
    """``tests/model/engine/test_edits.py::…`` -> ``tests/model/engine``"""
    return str(PurePosixPath(nodeid.split("::")[0]).parent)


class Progress:
    def __init__(self) -> None:
        self.begun = time.monotonic()
        self.all: Counter[str] = Counter()  # tests of each part
        self.done: Counter[str] = Counter()

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, node: object, ids: list[str]) -> None:
        self.all = Counter(map(part_of, ids))  # every worker collects the same

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.all = self.all or Counter(part_of(item.nodeid) for item in getattr(session, "items", ()))

    @pytest.hookimpl(tryfirst=True)
    def pytest_report_teststatus(self, report: pytest.TestReport) -> Told | None:
        """Without a sign for what passed."""
        return ("passed", "", "") if report.passed and report.when == "call" else None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            print(f"\nfailed: {report.nodeid}", flush=True)
        if report.when == "teardown":
            part = part_of(report.nodeid)
            self.done[part] += 1
            if self.done[part] == self.all[part]:
                print(self.line(part), flush=True)

    def line(self, part: str) -> str:
        minutes, seconds = divmod(int(time.monotonic() - self.begun), 60)
        share = 100 * self.done.total() // self.all.total()
        return f"{minutes:3}:{seconds:02}  {share:3} %  {part}: {self.done[part]:,} tests"
